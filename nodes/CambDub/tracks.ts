import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { badInput } from '../shared/fields/check';
import { readList } from '../shared/fields/listValue';

/** One or two tracks can be dubbed (contract: DubRequest). */
const MOST_TRACKS = 2;

export const audioTracksOption: INodeProperties = {
	displayName: 'Selected Audio Tracks',
	name: 'selectedAudioTracks',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0 or 0, 1',
	description: 'Which one or two audio tracks to dub. The first track is 0. For MXF files only.',
};

/** The numbers of the tracks; none when the option is not set. Throws for bad input. */
export function readAudioTracks(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
): number[] {
	const tracks = readList(value).map((part) => {
		if (/^\d{1,4}$/.test(String(part).trim())) return Number(part);
		throw badInput(
			context,
			item,
			`"${String(part).slice(0, 40)}" is not an audio track`,
			'Enter whole numbers in Selected Audio Tracks. The first track is 0.',
		);
	});
	const different = [...new Set(tracks)];
	if (different.length <= MOST_TRACKS && different.length === tracks.length) return tracks;
	throw badInput(
		context,
		item,
		different.length > MOST_TRACKS
			? 'Too many audio tracks are selected'
			: 'An audio track is selected twice',
		`CAMB.AI dubs one track or two different tracks, but Selected Audio Tracks contains ${tracks.join(', ')}.`,
	);
}
