import { jsonParse } from 'n8n-workflow';

/** The parts of a list, however an expression gives it: an array, JSON, comma-separated text, one. */
export function readList(value: unknown): unknown[] {
	if (value === null || value === undefined) return [];
	if (typeof value === 'string' && /^\s*\[/.test(value)) {
		const parsed = jsonParse<unknown>(value, { fallbackValue: value });
		if (Array.isArray(parsed)) return readList(parsed);
	}
	const parts: unknown[] = Array.isArray(value) ? value : String(value).split(/[\s,;]+/);
	return parts.filter((part) => part !== null && part !== undefined && String(part).trim() !== '');
}
