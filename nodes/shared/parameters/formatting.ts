import { number } from './number';
import type { Values } from './parameter';
import { optional, readAll } from './parameter';

/** How the transcript is cut into segments. */
export const formatting = {
	maxReadingSpeed: optional(
		number({
			displayName: 'Max Reading Speed',
			name: 'maxReadingSpeed',
			type: 'number',
			default: 17,
			typeOptions: { minValue: 0.1 },
			description:
				'The highest reading speed of a segment, in characters per second. If not set, CAMB.AI chooses it.',
		}),
	),
	maxSegmentCharacters: optional(
		number({
			displayName: 'Max Segment Characters',
			name: 'maxSegmentCharacters',
			type: 'number',
			default: 42,
			typeOptions: { minValue: 1, numberPrecision: 0 },
			description: 'The most characters in a segment. If not set: 42.',
		}),
	),
	maxSegmentSeconds: optional(
		number({
			displayName: 'Max Segment Seconds',
			name: 'maxSegmentSeconds',
			type: 'number',
			default: 7,
			typeOptions: { minValue: 0.1 },
			description: 'The longest that a segment may be, in seconds. If not set: 7.',
		}),
	),
	minSegmentGap: optional(
		number({
			displayName: 'Min Segment Gap',
			name: 'minSegmentGap',
			type: 'number',
			default: 2,
			typeOptions: { minValue: 0, numberPrecision: 0 },
			description:
				'The smallest gap between two segments, in video frames. If not set, CAMB.AI chooses it.',
		}),
	),
	minSegmentSeconds: optional(
		number({
			displayName: 'Min Segment Seconds',
			name: 'minSegmentSeconds',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 0.1 },
			description: 'The shortest that a segment may be, in seconds. If not set: 1.',
		}),
	),
};

/** The formatting options that the user set, by the API's names (contract: FormattingOptions). */
export function readFormatting(options: Values) {
	const set = readAll(options, formatting);
	const { minSegmentSeconds: shortest = 0, maxSegmentSeconds: longest = Infinity } = set;
	if (shortest > longest) {
		throw options.refuse(
			'Min Segment Seconds is more than Max Segment Seconds',
			`They are ${shortest} and ${longest}: lower one or raise the other.`,
		);
	}
	if (Object.keys(set).length === 0) return undefined;
	return {
		max_reading_speed_in_cps: set.maxReadingSpeed,
		max_characters_in_segment: set.maxSegmentCharacters,
		max_segment_duration_in_seconds: set.maxSegmentSeconds,
		min_gap_between_segments_in_frames: set.minSegmentGap,
		min_segment_duration_in_seconds: set.minSegmentSeconds,
	};
}
