import type { SubtitleFormat } from '../files/subtitles';
import { parseChoice } from './choice';
import { list } from './list';
import type { Parameter } from './parameter';

/** Where each file goes in an item. */
export const SUBTITLE_FIELDS: Record<SubtitleFormat, string> = {
	srt: 'subtitles_srt',
	vtt: 'subtitles_vtt',
	txt: 'transcript_txt',
};

const formats = [
	{ name: 'SRT', value: 'srt' as const, description: 'Subtitles, in the field subtitles_srt' },
	{ name: 'TXT', value: 'txt' as const, description: 'Plain text, in the field transcript_txt' },
	{
		name: 'VTT',
		value: 'vtt' as const,
		description: 'Subtitles for the web, in the field subtitles_vtt',
	},
];
const parseFormat = parseChoice<SubtitleFormat>(formats);

const chosen = list(
	{
		displayName: 'Subtitle Files',
		name: 'subtitleFiles',
		type: 'multiOptions',
		default: ['srt'],
		options: formats,
		description: 'Files to create from the speech, in addition to the segments in the item',
	},
	// ".vtt" is what file names end with.
	(text, about) => parseFormat(text.trim().replace(/^\./, ''), about),
);

/** Which files to make of what is said, each once and always in the same order. */
export const subtitleFiles: Parameter<SubtitleFormat[]> = {
	field: chosen.field,
	read(from) {
		const wanted = chosen.read(from);
		return (['srt', 'vtt', 'txt'] as const).filter((format) => wanted.includes(format));
	},
};
