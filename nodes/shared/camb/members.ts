/** A text that says something, also a number as one; null for anything else. */
export function textIn(value: unknown): string | null {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text.trim() !== '' ? text : null;
}

/** A whole number; null for anything else. */
export function numberIn(value: unknown): number | null {
	return typeof value === 'number' && Number.isInteger(value) ? value : null;
}
