import { textOf } from '../camb/segments';
import { asSrt, readSrt, srtToVtt } from '../files/srt';
import type { SubtitleFormat } from '../files/subtitles';
import { subtitles } from '../files/subtitles';
import type { ValuesOf } from '../parameters/parameter';
import type { subtitleFiles } from '../parameters/subtitleFiles';
import type { Output, ResultContext } from '../tasks/kind';
import type { Transcript } from './transcriptAt';
import { withTranscriptFiles } from './transcriptFiles';
import type { output } from './transcriptOutput';
import { transcriptFields } from './transcriptOutput';

/** How to ask for subtitles as text (contract: /sub-result, /transcript; SDKs read them so). */
export const AS_SRT = { format_type: 'srt', data_type: 'raw_data' };

/** What is said and when, and the content of a file of it. */
type Cues = Transcript & { write(format: SubtitleFormat): string };

type CueOptions = ValuesOf<{ output: typeof output; subtitleFiles: typeof subtitleFiles }>;

/** One language of what CAMB.AI wrote as subtitles: its text and cues, and its files. */
export async function cueOutput(
	transcript: Transcript,
	file: { saveAs: { name: string; suffix: string }; about: string },
	context: ResultContext<CueOptions>,
): Promise<Output> {
	// Fetch Result does not know what they were made for: a file is.
	const { subtitleFiles: formats = ['srt'] } = context.resultOptions;
	const cues = cuesIn(transcript);
	const said = cues ?? transcript;
	const json = transcriptFields(said, context);
	return await withTranscriptFiles(json, said, { formats, write: cues?.write, ...file }, context);
}

/**
 * Segments, or the cues of a text that is SRT, and how files are made of them; undefined for neither.
 * Files of SRT keep its cues and lines, which the options shaped.
 */
export function cuesIn(transcript: Transcript): Cues | undefined {
	const { text, segments: given } = transcript;
	const srt = asSrt(text);
	const segments = given.length > 0 ? given : readSrt(srt).map((cue) => ({ ...cue, speaker: '' }));
	if (segments.length === 0) return undefined;
	const fromSegments = (format: SubtitleFormat) => subtitles(segments, format);
	if (given.length > 0) return { ...transcript, write: fromSegments };
	const write = (format: SubtitleFormat) => {
		if (format === 'txt') return fromSegments(format);
		return format === 'vtt' ? srtToVtt(srt) : `${srt}\n`;
	};
	return { ...transcript, text: textOf(segments), segments, write };
}
