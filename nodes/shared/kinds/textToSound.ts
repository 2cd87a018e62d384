import type { Kind } from './kind';
import { SECONDS_LONG } from './patience';
import { audioResultOptions, fetchAudio } from './speechResult';

/** A sound effect or music made from a prompt (contract: /text-to-sound). */
export const textToSound: Kind = {
	name: 'text-to-sound',
	label: 'Text to Sound',
	patience: SECONDS_LONG,
	statusPath: '/text-to-sound',
	bulkPath: '/text-to-sound-results',
	resultOptions: audioResultOptions,
	fetch: async (run, desk) =>
		await fetchAudio(run, desk, { path: '/text-to-sound-result', name: 'sound' }),
};
