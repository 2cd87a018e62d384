import type { ListedKind } from '../listedKind';
import { SECONDS_LONG } from '../pollingPolicies';
import type { AudioOptions } from './speechResult';
import { audioResultParameters, fetchAudio, WHEN_SILENT } from './speechResult';

/** Text translated, then spoken (contract: /translated-tts). Its runs are fetched as all speech is. */
export const translatedSpeech: ListedKind<AudioOptions> = {
	name: 'translated-speech',
	label: 'Translated Speech',
	pollingPolicy: SECONDS_LONG,
	statusPath: '/translated-tts',
	bulkPath: '/tts-results',
	resultParameters: audioResultParameters,
	fetch: async (run, context) =>
		await fetchAudio(run, context, {
			path: '/tts-result',
			name: 'translated-speech',
			whenEmpty: WHEN_SILENT,
		}),
};
