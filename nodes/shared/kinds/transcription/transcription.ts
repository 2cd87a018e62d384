import type { IDataObject } from 'n8n-workflow';

import { languageById } from '../../camb/language';
import { durationOf } from '../../camb/segments';
import { speakersIn } from '../../camb/transcript';
import { boolean } from '../../parameters/boolean';
import type { ValuesOf } from '../../parameters/parameter';
import { subtitleFiles } from '../../parameters/subtitleFiles';
import type { ResultContext, Output, Run } from '../../tasks/kind';
import type { ListedKind } from '../listedKind';
import { MINUTES_LONG } from '../pollingPolicies';
import { transcriptAt } from '../transcriptAt';
import { withTranscriptFiles } from '../transcriptFiles';
import { isTextOnly, output } from '../transcriptOutput';

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
	const transcript = await transcriptAt(
		context,
		`/transcription-result/${run.runId}`,
		wordTimestamps ? { word_level_timestamps: true } : undefined,
		'The transcription itself is finished.',
	);
	const { text, segments } = transcript;
	const about = `transcription, run ID ${run.runId}`;
	if (wordTimestamps && segments.length > 0 && !segments.some(({ words }) => words)) {
		context.warn('CAMB.AI returned no word timestamps', about);
	}
	const json: IDataObject = {
		text,
		...(textOnly ? {} : { segments }),
		...languageFields(language),
		durationSeconds: durationOf(segments),
		speakers: speakersIn(segments),
	};
	const files = { formats, saveAs: { name: `transcript-${run.runId}` }, about };
	return [await withTranscriptFiles(json, transcript, files, context)];
}

/** The language that was asked for, where the node knows it. */
function languageFields(language: number | string | undefined): IDataObject {
	if (typeof language !== 'number') return typeof language === 'string' ? { language } : {};
	const known = languageById(language);
	return { language, languageTag: known?.tag ?? null, languageName: known?.name ?? null };
}
