import type { Media } from '../../files/fileType';
import type { SubtitleFormat } from '../../files/subtitles';
import { choice } from '../../parameters/choice';
import type { ValuesOf } from '../../parameters/parameter';
import { optional } from '../../parameters/parameter';
import { subtitleFiles } from '../../parameters/subtitleFiles';
import { includeLinks } from '../includeLinks';
import type { OnlyLanguage } from '../madeFor';
import { madeFor } from '../madeFor';
import { output } from '../transcriptOutput';

type DubResult = Media | 'both' | 'links';

/** What `/dub-alt-format` can make, and what each is (contract: AltFormatRequest). */
const FORMATS: Record<string, Media> = {
	aac: 'audio',
	flac: 'audio',
	m4a: 'audio',
	mkv: 'video',
	mov: 'video',
	mp3: 'audio',
	mp4: 'video',
	mxf: 'video',
	wav: 'audio',
};

/** The files that a dub is wanted as: the Dub node has it in its form, Fetch Result among Options. */
export const result = choice<DubResult>({
	displayName: 'Result',
	name: 'result',
	type: 'options',
	default: 'video',
	options: [
		{
			name: 'Video',
			value: 'video',
			description: 'The dubbed video, or the audio if the media has no picture',
		},
		{ name: 'Audio', value: 'audio', description: 'The dubbed audio only' },
		{
			name: 'Both',
			value: 'both',
			description: 'The dubbed video, plus the dubbed audio in the field "audio"',
		},
		{
			name: 'Links Only',
			value: 'links',
			description: 'No files: the item has videoUrl and audioUrl, which expire after a while',
		},
	],
	description: 'What to output for each language',
});

/** How the result of a dub is wanted, beside the files. */
export const dubOptions = {
	altFormat: optional(
		choice({
			displayName: 'Alternative Format',
			name: 'altFormat',
			type: 'options',
			default: 'mp4',
			options: Object.entries(FORMATS).map(([value, part]) => ({
				name: value.toUpperCase(),
				value,
				description: part === 'video' ? 'Replaces the video' : 'Replaces the audio',
			})),
			description:
				'The format to convert the finished dub to, which takes more time. A video format needs Result to be Video, Both or Links Only; an audio format needs Audio, Both or Links Only.',
		}),
	),
	includeLinks,
	output,
	subtitleFiles,
};

/** What Fetch Result offers: it can't know what a dub was made for. */
export const dubResultParameters = {
	result: optional(result),
	targetLanguages: madeFor,
	...dubOptions,
};

/** How a dub is wanted, as far as it was said. */
export type DubOptions = ValuesOf<typeof dubResultParameters> & OnlyLanguage;

/** What to fetch of a dub. */
export interface DubFiles {
	result: DubResult;
	format?: string;
	includeLinks: boolean;
	subtitles: SubtitleFormat[];
}

export function dubFilesOf(options: DubOptions): DubFiles {
	const { result = 'video', altFormat: format, includeLinks, subtitleFiles = [] } = options;
	return {
		result,
		format,
		includeLinks: result === 'links' || includeLinks === true,
		subtitles: subtitleFiles,
	};
}

/** Whether a format is an audio or a video format; undefined when CAMB.AI makes no such files. */
export function partOf(format: string): Media | undefined {
	return FORMATS[format];
}

/** A format that is no part of the wanted files: what does not fit, then what to do. */
export function misfit(options: DubOptions): [what: string, advice: string] | undefined {
	const { result, format } = dubFilesOf(options);
	if (format === undefined) return undefined;
	const part = partOf(format);
	if (result === part || result === 'both' || result === 'links') return undefined;
	return [
		`Alternative Format ${format.toUpperCase()} can't be combined with this Result`,
		`It is ${part === 'video' ? 'a video' : 'an audio'} format: set Result to ${part === 'video' ? 'Video' : 'Audio'}, Both or Links Only.`,
	];
}
