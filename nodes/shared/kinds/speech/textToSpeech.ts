import type { ListedKind } from '../listedKind';
import { SECONDS_LONG } from '../pollingPolicies';
import type { AudioOptions } from './speechResult';
import { audioResultParameters, fetchAudio, WHEN_SILENT } from './speechResult';

/** Text spoken by a voice (contract: /tts). */
export const textToSpeech: ListedKind<AudioOptions> = {
	name: 'text-to-speech',
	label: 'Text to Speech',
	pollingPolicy: SECONDS_LONG,
	statusPath: '/tts',
	bulkPath: '/tts-results',
	resultParameters: audioResultParameters,
	fetch: async (run, context) =>
		await fetchAudio(run, context, {
			path: '/tts-result',
			name: 'speech',
			whenEmpty: WHEN_SILENT,
		}),
};
