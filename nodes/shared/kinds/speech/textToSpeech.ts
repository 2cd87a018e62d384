import type { ListedKind } from '../listedKind';
import { SECONDS_LONG } from '../pollingPolicies';
import { audioResultParameters, fetchAudio, WHEN_SILENT } from './speechResult';

/** Text spoken by a voice (contract: /tts). */
export const textToSpeech: ListedKind = {
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
