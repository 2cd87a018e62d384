/** A text that says something; null for anything else. */
export function textIn(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A whole number; null for anything else. */
export function numberIn(value: unknown): number | null {
	return typeof value === 'number' && Number.isInteger(value) ? value : null;
}
