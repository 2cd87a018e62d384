import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { languageFields } from '../../camb/language';
import { durationOf } from '../../camb/segments';
import type { TranscriptReading } from '../../camb/transcript';
import { isTimed, readTranscript, speakersIn } from '../../camb/transcript';
import { ExplainedError } from '../../core/explainedError';
import type { SubtitleFormat } from '../../files/subtitles';
import { subtitles } from '../../files/subtitles';
import { boolean } from '../../parameters/boolean';
import type { ValuesOf } from '../../parameters/parameter';
import { SUBTITLE_FIELDS, subtitleFiles } from '../../parameters/subtitleFiles';
import type { ResultContext, Output, Run } from '../../tasks/kind';
import type { ListedKind } from '../listedKind';
import { MINUTES_LONG } from '../pollingPolicies';
import { isTextOnly, output } from '../transcriptOutput';

type Transcript = Extract<TranscriptReading, { is: 'transcript' }>;

export const transcriptResultParameters = {
	output,
	subtitleFiles,
	wordTimestamps: boolean({
		displayName: 'Word Timestamps',
		name: 'wordTimestamps',
		type: 'boolean',
		default: true,
		description:
			'Whether to request the time of each word, in the list "words" of each segment. CAMB.AI does not always return them.',
	}),
};

type TranscriptOptions = ValuesOf<typeof transcriptResultParameters> & {
	/** The language that was asked for, where the node knows it. */
	language?: number | string;
};

/**
 * Speech in media turned into text (contract: /transcribe). Runs are fetched singly: the bulk call
 * can't give words, and its times are said to be in other units (notes, a3).
 */
export const transcription: ListedKind<TranscriptOptions> = {
	name: 'transcription',
	label: 'Transcription',
	pollingPolicy: MINUTES_LONG,
	statusPath: '/transcribe',
	resultParameters: transcriptResultParameters,
	fetch: fetchTranscript,
};

async function fetchTranscript(
	run: Run,
	context: ResultContext<TranscriptOptions>,
): Promise<Output[]> {
	const { language, subtitleFiles: formats = [] } = context.resultOptions;
	// The times of words would be in the segments.
	const textOnly = isTextOnly(context);
	const wordTimestamps = context.resultOptions.wordTimestamps === true && !textOnly;
	const transcript = await readResult(run, wordTimestamps, context);
	const { text, segments } = transcript;
	if (wordTimestamps && segments.length > 0 && !segments.some(({ words }) => words)) {
		context.warn('CAMB.AI returned no word timestamps', `transcription, run ID ${run.runId}`);
	}
	const json: IDataObject = {
		text,
		...(textOnly ? {} : { segments }),
		...languageFields(language),
		durationSeconds: durationOf(segments),
		speakers: speakersIn(segments),
	};
	return [await withFiles(json, transcript, formats, run, context)];
}

async function readResult(
	run: Run,
	wordTimestamps: boolean,
	context: ResultContext<TranscriptOptions>,
): Promise<Transcript> {
	const query = wordTimestamps ? { word_level_timestamps: true } : undefined;
	const path = `/transcription-result/${run.runId}`;
	let reading = readTranscript(await context.read(path, query, { mayBeText: true }));
	if (reading.is === 'link') reading = readTranscript(await context.readLink(reading.url));
	if (reading.is === 'transcript') return reading;
	throw new ExplainedError({
		message: "CAMB.AI returned a transcript that can't be read",
		description: 'The transcription itself is finished.',
	});
}

/** Makes the files that can be made of a transcript, and names the others in `missing`. */
async function withFiles(
	json: IDataObject,
	{ text, segments }: Transcript,
	formats: SubtitleFormat[],
	run: Run,
	context: ResultContext<TranscriptOptions>,
): Promise<Output> {
	const binary: Record<string, IBinaryData> = {};
	const missing: string[] = [];
	for (const format of formats) {
		const canBeMade = text !== '' && (format === 'txt' || isTimed(segments));
		if (!canBeMade) {
			missing.push(SUBTITLE_FIELDS[format]);
			continue;
		}
		const content = segments.length > 0 ? subtitles(segments, format) : `${text}\n`;
		const saveAs = { name: `transcript-${run.runId}`, expect: 'text', extension: format } as const;
		binary[SUBTITLE_FIELDS[format]] = (await context.saveText(content, saveAs)).binary;
	}
	if (missing.length > 0) {
		json.missing = missing;
		const why =
			text === ''
				? 'CAMB.AI detected no speech'
				: 'CAMB.AI returned the text without segment times';
		context.warn(`${why}: no ${missing.join(', ')}`, `transcription, run ID ${run.runId}`);
	}
	return Object.keys(binary).length > 0 ? { json, binary } : { json };
}
