import type { Kind } from './kind';
import { SECONDS_LONG } from './patience';
import { audioResultOptions, fetchAudio, WHEN_SILENT } from './speechResult';

/** Text spoken by a voice (contract: /tts). */
export const textToSpeech: Kind = {
	name: 'text-to-speech',
	label: 'Text to Speech',
	patience: SECONDS_LONG,
	statusPath: '/tts',
	bulkPath: '/tts-results',
	resultOptions: audioResultOptions,
	fetch: async (run, desk) =>
		await fetchAudio(run, desk, {
			path: '/tts-result',
			name: 'speech',
			whenEmpty: WHEN_SILENT,
		}),
};
