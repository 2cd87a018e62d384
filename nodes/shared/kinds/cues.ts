import { textOf } from '../camb/segments';
import { readSrt, srtToVtt } from '../files/srt';
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

type CueOptions = ValuesOf<{ output: typeof output; subtitleFiles: typeof subtitleFiles }>;

/** One language of what CAMB.AI wrote as subtitles: its text and cues, and its files. */
export async function cueOutput(
	transcript: Transcript,
	file: { saveAs: { name: string; suffix: string }; about: string },
	context: ResultContext<CueOptions>,
): Promise<Output> {
	// Fetch Result does not know what they were made for: a file is.
	const { subtitleFiles: formats = ['srt'] } = context.resultOptions;
	const { write, ...read } = withCues(transcript);
	const json = transcriptFields(read, context);
	return await withTranscriptFiles(json, read, { formats, write, ...file }, context);
}

/** The cues of a text that is SRT. Its files keep its cues and lines, which the options shaped. */
function withCues(transcript: Transcript): Transcript & { write?(format: SubtitleFormat): string } {
	const { text: srt } = transcript;
	const segments = readSrt(srt).map((cue) => ({ ...cue, speaker: '' }));
	if (transcript.segments.length > 0 || segments.length === 0) return transcript;
	const write = (format: SubtitleFormat) => {
		if (format === 'txt') return subtitles(segments, format);
		return format === 'vtt' ? srtToVtt(srt) : `${srt}\n`;
	};
	return { ...transcript, text: textOf(segments), segments, write };
}
