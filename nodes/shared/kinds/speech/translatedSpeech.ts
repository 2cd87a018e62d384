import type { IDataObject } from 'n8n-workflow';

import type { ResultContext, Run } from '../../tasks/kind';
import type { ListedKind } from '../listedKind';
import { SECONDS_LONG } from '../pollingPolicies';
import { readTexts } from '../translation/texts';
import type { AudioOptions } from './speechResult';
import { audioResultParameters, fetchAudio, WHEN_SILENT } from './speechResult';

/** Text translated, then spoken (contract: /translated-tts). Its sound is fetched as all speech is. */
export const translatedSpeech: ListedKind<AudioOptions> = {
	name: 'translated-speech',
	label: 'Translated Speech',
	pollingPolicy: SECONDS_LONG,
	statusPath: '/translated-tts',
	bulkPath: '/tts-results',
	resultParameters: audioResultParameters,
	async fetch(run, context) {
		const [{ json, ...files }] = await fetchAudio(run, context, {
			path: '/tts-result',
			name: 'translated-speech',
			whenEmpty: WHEN_SILENT,
		});
		return [{ json: { ...(await spokenText(run, context)), ...json }, ...files }];
	},
};

/** What is spoken lies under the same run (contract notes, a3). The speech is complete without it. */
async function spokenText({ runId }: Run, context: ResultContext): Promise<IDataObject> {
	const texts = await readTexts({ runId }, context).catch(() => undefined);
	if (texts) return { text: texts.join('\n') };
	context.warn('CAMB.AI returned no translated text', `translated speech, run ID ${runId}`);
	return {};
}
