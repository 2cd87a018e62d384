import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { badInput } from '../shared/fields/check';

/** How the transcript is cut into segments. */
export const formattingOptions: INodeProperties[] = [
	{
		displayName: 'Max Reading Speed',
		name: 'maxReadingSpeed',
		type: 'number',
		default: 17,
		typeOptions: { minValue: 0.1 },
		description: 'The highest reading speed of a segment, in characters per second',
	},
	{
		displayName: 'Max Segment Characters',
		name: 'maxSegmentCharacters',
		type: 'number',
		default: 42,
		typeOptions: { minValue: 1, numberPrecision: 0 },
		description: 'The most characters in a segment. If not set: 42.',
	},
	{
		displayName: 'Max Segment Seconds',
		name: 'maxSegmentSeconds',
		type: 'number',
		default: 7,
		typeOptions: { minValue: 0.1 },
		description: 'The longest that a segment may be, in seconds. If not set: 7.',
	},
	{
		displayName: 'Min Segment Gap',
		name: 'minSegmentGap',
		type: 'number',
		default: 2,
		typeOptions: { minValue: 0, numberPrecision: 0 },
		description: 'The smallest gap between two segments, in video frames',
	},
	{
		displayName: 'Min Segment Seconds',
		name: 'minSegmentSeconds',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0.1 },
		description: 'The shortest that a segment may be, in seconds. If not set: 1.',
	},
];

/** What the API calls each option (contract: FormattingOptions). */
const API_NAMES: Record<string, string> = {
	maxReadingSpeed: 'max_reading_speed_in_cps',
	maxSegmentCharacters: 'max_characters_in_segment',
	maxSegmentSeconds: 'max_segment_duration_in_seconds',
	minSegmentGap: 'min_gap_between_segments_in_frames',
	minSegmentSeconds: 'min_segment_duration_in_seconds',
};

/** The formatting options that the user set, as the API calls them; undefined when there are none. */
export function readFormatting(
	context: IExecuteFunctions,
	item: number,
	options: IDataObject,
): IDataObject | undefined {
	const set = new Map<string, number>();
	for (const option of formattingOptions) {
		const value = options[option.name];
		if (value === undefined || value === null || value === '') continue;
		set.set(option.name, readNumber(context, item, option, value));
	}
	const shortest = set.get('minSegmentSeconds') ?? 0;
	const longest = set.get('maxSegmentSeconds') ?? Infinity;
	if (shortest > longest) {
		throw badInput(
			context,
			item,
			'Min Segment Seconds is more than Max Segment Seconds',
			`They are ${shortest} and ${longest}: lower one or raise the other.`,
		);
	}
	if (set.size === 0) return undefined;
	return Object.fromEntries([...set].map(([name, number]) => [API_NAMES[name], number]));
}

/** A number within the bounds of its field. */
function readNumber(
	context: IExecuteFunctions,
	item: number,
	{ displayName, typeOptions }: INodeProperties,
	value: unknown,
): number {
	const { minValue = 0, numberPrecision } = typeOptions ?? {};
	const isWhole = numberPrecision === 0;
	const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
	const isFine = Number.isFinite(number) && (!isWhole || Number.isInteger(number));
	if (isFine && number >= minValue) return number;
	throw badInput(
		context,
		item,
		`${displayName} "${String(value).slice(0, 40)}" is not valid`,
		`Enter a ${isWhole ? 'whole ' : ''}number, ${minValue} or more, or remove the option.`,
	);
}
