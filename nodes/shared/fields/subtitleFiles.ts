import type { INodeProperties } from 'n8n-workflow';

import type { SubtitleFormat } from '../media/subtitles';
import { readList } from './listValue';

/** Where each file goes in an item. */
export const SUBTITLE_FIELDS: Record<SubtitleFormat, string> = {
	srt: 'subtitles_srt',
	vtt: 'subtitles_vtt',
	txt: 'transcript_txt',
};

/** Which files to make of what is said. */
export const subtitleFilesOption: INodeProperties = {
	displayName: 'Subtitle Files',
	name: 'subtitleFiles',
	type: 'multiOptions',
	default: ['srt'],
	options: [
		{ name: 'SRT', value: 'srt', description: 'Subtitles, in the field subtitles_srt' },
		{ name: 'TXT', value: 'txt', description: 'Plain text, in the field transcript_txt' },
		{ name: 'VTT', value: 'vtt', description: 'Subtitles for the web, in the field subtitles_vtt' },
	],
	description: 'Files to create from the speech, in addition to the segments in the item',
};

/** The chosen formats. Words that are none are left out. */
export function readSubtitleFormats(value: unknown): SubtitleFormat[] {
	const chosen = readList(value).map((part) => String(part).trim().toLowerCase());
	return (['srt', 'vtt', 'txt'] as const).filter((format) => chosen.includes(format));
}
