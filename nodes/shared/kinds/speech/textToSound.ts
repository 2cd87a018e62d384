import type { ListedKind } from '../listedKind';
import { SECONDS_LONG } from '../pollingPolicies';
import type { AudioOptions } from './speechResult';
import { audioResultParameters, fetchAudio } from './speechResult';

/** A sound effect or music made from a prompt (contract: /text-to-sound). */
export const textToSound: ListedKind<AudioOptions> = {
	name: 'text-to-sound',
	label: 'Text to Sound',
	pollingPolicy: SECONDS_LONG,
	statusPath: '/text-to-sound',
	bulkPath: '/text-to-sound-results',
	resultParameters: audioResultParameters,
	fetch: async (run, context) =>
		await fetchAudio(run, context, { path: '/text-to-sound-result', name: 'sound' }),
};
