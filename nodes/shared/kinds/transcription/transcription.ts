import type { IDataObject } from 'n8n-workflow';

import { languageFields } from '../../camb/language';
import { speakersIn } from '../../camb/transcript';
import { boolean } from '../../parameters/boolean';
import type { ValuesOf } from '../../parameters/parameter';
import { subtitleFiles } from '../../parameters/subtitleFiles';
import type { Output, ResultContext, Run } from '../../tasks/kind';
import type { ListedKind } from '../listedKind';
import { MINUTES_LONG } from '../pollingPolicies';
import { transcriptAt } from '../transcriptAt';
import { withTranscriptFiles } from '../transcriptFiles';
import { isTextOnly, output, transcriptFields } from '../transcriptOutput';

export const transcriptResultParameters = {
	output,
	subtitleFiles,
	wordTimestamps: boolean({
		displayName: 'Word Timestamps',
		name: 'wordTimestamps',
		type: 'boolean',
		default: true,
		description:
			'Whether to request the time of each word, in the list "words" of each segment. Needs Output to be Text and Segments. CAMB.AI does not always return them.',
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
	const { language, wordTimestamps = false, subtitleFiles: formats = [] } = context.resultOptions;
	const textOnly = isTextOnly(context);
	const transcript = await transcriptAt(
		context,
		`/transcription-result/${run.runId}`,
		wordTimestamps && !textOnly ? { word_level_timestamps: true } : undefined,
		'The transcription itself is finished.',
	);
	const { segments } = transcript;
	const about = `transcription, run ID ${run.runId}`;
	const hasWords = !textOnly && segments.some(({ words }) => words);
	if (wordTimestamps && segments.length > 0 && !hasWords) {
		const why = textOnly
			? 'Word timestamps need Output to be Text and Segments'
			: 'CAMB.AI returned no word timestamps';
		context.warn(why, about);
	}
	const json: IDataObject = {
		...transcriptFields(transcript, context),
		...languageFields(language),
		speakers: speakersIn(segments),
	};
	const files = { formats, saveAs: { name: `transcript-${run.runId}` }, about };
	return [await withTranscriptFiles(json, transcript, files, context)];
}
