import { boolean } from './boolean';
import { splitIds } from './id';
import { list } from './list';
import type { ItemParameters, Parameter, ValuesOf } from './parameter';
import { shown } from './value';

/** One or two tracks can be dubbed (contract: DubRequest). */
const MOST_TRACKS = 2;

const chosen = list(
	{
		displayName: 'Selected Audio Tracks',
		name: 'selectedAudioTracks',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0 or 0, 1',
		description: 'Which one or two audio tracks to dub. The first track is 0. For MXF files only.',
	},
	(text, { refuse }) => {
		if (/^\d{1,4}$/.test(text.trim())) return Number(text);
		throw refuse(
			`${shown(text)} is not an audio track`,
			'Enter whole numbers in Selected Audio Tracks. The first track is 0.',
		);
	},
	splitIds,
);

/** The numbers of the tracks. Undefined when the option is not set. */
export const selectedAudioTracks: Parameter<number[] | undefined> = {
	field: chosen.field,
	read(from) {
		const tracks = chosen.read(from);
		const different = new Set(tracks).size;
		if (different <= MOST_TRACKS && different === tracks.length) {
			return tracks.length > 0 ? tracks : undefined;
		}
		throw from.refuse(
			different > MOST_TRACKS
				? 'Too many audio tracks are selected'
				: 'An audio track is selected twice',
			`CAMB.AI dubs one track or two different tracks, but Selected Audio Tracks contains ${tracks.join(', ')}.`,
		);
	},
};

export const addOutputAsAudioTrack = boolean({
	displayName: 'Add Output as Audio Track',
	name: 'addOutputAsAudioTrack',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the dubbed audio to the file as an additional audio track. For MXF files only.',
});

const OF_TRACKS = { selectedAudioTracks, addOutputAsAudioTrack };

/**
 * Only MXF files have tracks to choose (contract: DubRequest).
 *
 * @param fileName of a file of the workflow; what a link leads to is not known
 */
export function checkTracks(
	{ refuse }: ItemParameters,
	{ selectedAudioTracks: tracks, addOutputAsAudioTrack: added }: ValuesOf<typeof OF_TRACKS>,
	fileName = '.mxf',
) {
	if (fileName.endsWith('.mxf') || !(tracks ?? added)) return;
	const { field } = OF_TRACKS[tracks ? 'selectedAudioTracks' : 'addOutputAsAudioTrack'];
	throw refuse(
		`${field.displayName} is for MXF files only`,
		`Remove this option: the file is "${fileName}".`,
	);
}
