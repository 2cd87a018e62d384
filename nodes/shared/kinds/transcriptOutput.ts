import type { IDataObject } from 'n8n-workflow';

import type { Segment } from '../camb/segments';
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

interface Spoken {
	text: string;
	segments: Segment[];
}

type OutputOption = ValuesOf<{ output: typeof output }>;

/** Whether the item goes without segments: they cost an agent three times as much as the text. */
export function isTextOnly({ resultOptions, isTool }: ResultContext<OutputOption>): boolean {
	return resultOptions.output === undefined ? isTool : resultOptions.output === 'text';
}

/** The transcript of a file: a list of segments, or text alone. */
export function transcriptOf(body: unknown): Spoken {
	const segments = readSegments(body);
	return { text: typeof body === 'string' ? body.trim() : textOf(segments), segments };
}

/** What an item says of what is spoken. */
export function transcriptFields(
	{ text, segments }: Spoken,
	context: ResultContext<OutputOption>,
): IDataObject {
	return {
		text,
		...(isTextOnly(context) ? {} : { segments }),
		durationSeconds: durationOf(segments),
	};
}
