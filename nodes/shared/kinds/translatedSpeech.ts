import type { Kind } from './kind';
import { SECONDS_LONG } from './patience';
import { audioResultOptions, fetchAudio, WHEN_SILENT } from './speechResult';

/** Text translated, then spoken (contract: /translated-tts). Its runs are fetched as all speech is. */
export const translatedSpeech: Kind = {
	name: 'translated-speech',
	label: 'Translated Speech',
	patience: SECONDS_LONG,
	statusPath: '/translated-tts',
	bulkPath: '/tts-results',
	resultOptions: audioResultOptions,
	fetch: async (run, desk) =>
		await fetchAudio(run, desk, {
			path: '/tts-result',
			name: 'translated-speech',
			whenEmpty: WHEN_SILENT,
		}),
};
