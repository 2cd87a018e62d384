import type { NodeOperationError } from 'n8n-workflow';

/** What a refusal is about, and what to throw. */
export interface About {
	/** What the form calls the field. */
	label: string;
	/** What happened, then what to do. */
	refuse(message: string, advice: string): NodeOperationError;
}

/** The text of one value, however an expression gives it: text, a number, a boolean, a time. */
export function oneText(value: unknown, { label, refuse }: About): string {
	const text = textOf(value);
	if (text !== undefined) return wellFormed(text);
	if (Array.isArray(value)) {
		throw refuse(
			`${label} is a list instead of one value`,
			'Use one item for each value, for example with the Split Out node, or join the list into one text by expression.',
		);
	}
	throw refuse(
		typeof value === 'number'
			? `${label} is not a number`
			: `${label} is an object instead of one value`,
		'Change the expression in this field to the one field that contains the value.',
	);
}

/** Undefined for what has no one text: lists, objects, NaN. Nothing is an empty text. */
function textOf(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	if (typeof value === 'boolean') return String(value);
	// What says itself what it is in JSON: times of JavaScript and of n8n's $now, with n8n a bigint too.
	const json = (value as { toJSON?(): unknown }).toJSON?.();
	return typeof json === 'string' ? json : undefined;
}

/**
 * Without the mark that some programs put before a text, and without halves of characters, which
 * are no Unicode text (ECMA-262, toWellFormed).
 */
function wellFormed(text: string): string {
	return text.replace(/^\uFEFF/, '').replace(/\p{Cs}/gu, '\uFFFD');
}

/** A text as it is compared with what is known: whatever its case, and with any space as one. */
export function comparable(text: string): string {
	return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** The beginning of a value, for a message. */
export function shown(text: string): string {
	return `"${text.trim().slice(0, 40)}"`;
}
