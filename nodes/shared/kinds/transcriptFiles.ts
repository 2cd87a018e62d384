import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { isTimed } from '../camb/transcript';
import type { SaveAs } from '../files/save';
import type { SubtitleFormat } from '../files/subtitles';
import { subtitles } from '../files/subtitles';
import { SUBTITLE_FIELDS } from '../parameters/subtitleFiles';
import type { Output, ResultContext } from '../tasks/kind';
import type { Transcript } from './transcriptAt';

/** What files are made of a transcript, and how they are called. */
interface Files {
	formats: SubtitleFormat[];
	saveAs: Pick<SaveAs, 'name' | 'suffix'>;
	/** What a warning is about. */
	about: string;
	/** The content of a file; made of the segments if not set. */
	write?(format: SubtitleFormat): string;
}

/** Makes the files that can be made of a transcript, and names the others in `missing`. */
export async function withTranscriptFiles(
	json: IDataObject,
	{ text, segments }: Transcript,
	{ formats, saveAs, about, write }: Files,
	context: ResultContext,
): Promise<Output> {
	const binary: Record<string, IBinaryData> = {};
	const missing: string[] = [];
	const fromSegments = (format: SubtitleFormat) =>
		segments.length > 0 ? subtitles(segments, format) : `${text}\n`;
	for (const format of formats) {
		const canBeMade = text !== '' && (format === 'txt' || isTimed(segments));
		if (!canBeMade) {
			missing.push(SUBTITLE_FIELDS[format]);
			continue;
		}
		const content = (write ?? fromSegments)(format);
		const file = { ...saveAs, expect: 'text', extension: format } as const;
		binary[SUBTITLE_FIELDS[format]] = (await context.saveText(content, file)).binary;
	}
	if (missing.length > 0) {
		json.missing = missing;
		const why =
			text === ''
				? 'CAMB.AI detected no speech'
				: 'CAMB.AI returned the text without segment times';
		context.warn(`${why}: no ${missing.join(', ')}`, about);
	}
	return Object.keys(binary).length > 0 ? { json, binary } : { json };
}

/** The same where CAMB.AI has no transcript at all. */
export function withoutTranscript(
	{ formats, about }: Pick<Files, 'formats' | 'about'>,
	context: ResultContext,
): Output {
	if (formats.length === 0) return { json: {} };
	context.warn('CAMB.AI returned no transcript', about);
	return { json: { missing: formats.map((format) => SUBTITLE_FIELDS[format]) } };
}
