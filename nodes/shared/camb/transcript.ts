import { membersIn } from './members';
import { isSpoiled, linkIn } from './results';
import type { Segment } from './segments';
import { readSegments, textOf } from './segments';

/** What the body of a transcription's result holds. */
export type TranscriptReading =
	| { is: 'transcript'; text: string; segments: Segment[] }
	| { is: 'link'; url: string }
	| { is: 'unreadable' };

/**
 * Reads a transcript in any of its shapes: `{transcript: [segment]}`, the list alone, text in
 * `{transcript}` or alone, or a link (contract: TranscriptionResultAny; notes, a3).
 */
export function readTranscript(body: unknown): TranscriptReading {
	const url = linkIn(body);
	if (url) return { is: 'link', url };
	if (Array.isArray(body)) {
		const segments = readSegments(body);
		// A list of other things is no transcript; an empty one is a recording without speech.
		if (body.length > 0 && segments.length === 0) return { is: 'unreadable' };
		return { is: 'transcript', text: textOf(segments), segments };
	}
	if (typeof body === 'string') {
		if (isSpoiled(body)) return { is: 'unreadable' };
		return { is: 'transcript', text: body.trim(), segments: [] };
	}
	const { transcript } = membersIn(body);
	if (typeof transcript === 'string' && transcript.trim() === '') {
		return { is: 'transcript', text: '', segments: [] };
	}
	const isKnown = typeof transcript === 'string' || Array.isArray(transcript);
	return isKnown ? readTranscript(transcript) : { is: 'unreadable' };
}

/** Who speaks, in the order in which they are heard first. */
export function speakersIn(segments: Segment[]): string[] {
	return [...new Set(segments.map(({ speaker }) => speaker).filter((speaker) => speaker !== ''))];
}

/** Whether any segment says when it is spoken. */
export function isTimed(segments: Segment[]): boolean {
	return segments.some(({ start, end }) => start !== null || end !== null);
}
