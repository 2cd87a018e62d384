import type { IDataObject } from 'n8n-workflow';

import type { TranscriptReading } from '../camb/transcript';
import { readTranscript } from '../camb/transcript';
import { ExplainedError } from '../core/explainedError';
import type { ResultContext } from '../tasks/kind';

export type Transcript = Extract<TranscriptReading, { is: 'transcript' }>;

/**
 * Reads a transcript from the API, also behind a link.
 *
 * @param isDone what to say of the task when there is none
 */
export async function transcriptAt(
	context: ResultContext,
	path: string,
	query: IDataObject | undefined,
	isDone: string,
): Promise<Transcript> {
	return await transcriptIn(context, await context.read(path, query, { mayBeText: true }), isDone);
}

/** The same for a body that was read already. */
export async function transcriptIn(
	context: ResultContext,
	body: unknown,
	isDone: string,
): Promise<Transcript> {
	let reading = readTranscript(body);
	if (reading.is === 'link') reading = readTranscript(await context.readLink(reading.url));
	if (reading.is === 'transcript') return reading;
	throw new ExplainedError({
		message: "CAMB.AI returned a transcript that can't be read",
		description: isDone,
	});
}
