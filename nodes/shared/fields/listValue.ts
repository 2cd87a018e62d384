import { jsonParse } from 'n8n-workflow';

/** The parts of a list, however an expression gives it: an array, JSON, comma-separated text, one. */
export function readList(value: unknown): unknown[] {
	const given =
		typeof value === 'string' ? jsonParse<unknown>(value, { fallbackValue: value }) : value;
	const parts: unknown[] = Array.isArray(given) ? given : String(value ?? '').split(/[\s,;]/);
	return parts.filter((part) => String(part ?? '').trim() !== '');
}
