import type { IDataObject } from 'n8n-workflow';

import { secondsIn, trimmedIn } from './members';

/** A part of a transcript. Times are seconds from the start; null where none came. */
export type Segment = {
	start: number | null;
	end: number | null;
	/** Such as SPEAKER_00; empty when nobody is named. */
	speaker: string;
	text: string;
	words?: IDataObject[];
};

/** The segments of a `transcript` list (contract: TranscriptSegment). Anything else gives none. */
export function readSegments(transcript: unknown): Segment[] {
	if (!Array.isArray(transcript)) return [];
	return transcript.flatMap((entry: unknown) => {
		if (typeof entry === 'string') return entry.trim() ? [segment({ text: entry })] : [];
		return isObject(entry) ? [segment(entry)] : [];
	});
}

/** All that is said, as one text. */
export function textOf(segments: Segment[]): string {
	return segments
		.map(({ text }) => text)
		.filter((text) => text !== '')
		.join(' ');
}

/** Where the last segment ends, in seconds; null when no segment says. */
export function durationOf(segments: Segment[]): number | null {
	const ends = segments.flatMap(({ end }) => (end === null ? [] : [end]));
	return ends.length ? ends.reduce((latest, end) => Math.max(latest, end)) : null;
}

function segment({ start, end, speaker, text, words }: IDataObject): Segment {
	const timed = Array.isArray(words) ? (words as unknown[]).filter(isObject) : [];
	return {
		start: secondsIn(start),
		end: secondsIn(end),
		speaker: trimmedIn(speaker),
		text: trimmedIn(text),
		...(timed.length ? { words: timed } : {}),
	};
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
