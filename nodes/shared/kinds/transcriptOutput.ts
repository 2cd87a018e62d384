import type { IDataObject } from 'n8n-workflow';

import { durationOf, readSegments, textOf } from '../camb/segments';
import { choice } from '../parameters/choice';
import type { ValuesOf } from '../parameters/parameter';
import { optional } from '../parameters/parameter';
import type { ResultContext } from '../tasks/kind';

/** How much of a transcript goes into the item, for every kind that has segments. */
export const output = optional(
	choice({
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'segments',
		options: [
			{
				name: 'Text and Segments',
				value: 'segments',
				description: 'The text, and its segments with their times and speakers',
			},
			{ name: 'Text Only', value: 'text', description: 'The text, without the list of segments' },
		],
		description:
			'How much of the transcript to output. If not set: text and segments, or only the text when an AI agent uses this node as a tool.',
	}),
);

type OutputOption = ValuesOf<{ output: typeof output }>;

/** Whether the item goes without segments: they cost an agent three times as much as the text. */
export function isTextOnly({ resultOptions, isTool }: ResultContext<OutputOption>): boolean {
	return resultOptions.output === undefined ? isTool : resultOptions.output === 'text';
}

/** What an item says of the transcript of its file: a list of segments, or text alone. */
export function transcriptFields(
	transcript: unknown,
	context: ResultContext<OutputOption>,
): IDataObject {
	const segments = readSegments(transcript);
	return {
		text: typeof transcript === 'string' ? transcript.trim() : textOf(segments),
		...(isTextOnly(context) ? {} : { segments }),
		durationSeconds: durationOf(segments),
	};
}
