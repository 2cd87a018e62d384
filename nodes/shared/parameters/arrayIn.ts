import { jsonParse } from 'n8n-workflow';

/**
 * The values of an array, also of one in JSON, behind a byte order mark or in the fence that models
 * put around it; undefined for anything else.
 */
export function arrayIn(value: unknown): unknown[] | undefined {
	// `from` sees the holes of a list, too.
	if (Array.isArray(value)) return Array.from(value as unknown[]);
	if (typeof value !== 'string') return undefined;
	// The mark is space for `trim` (ECMA-262, WhiteSpace).
	const json = value
		.trim()
		.replace(/^```(?:json)?/i, '')
		.replace(/```$/, '');
	const given = jsonParse<unknown>(json, { fallbackValue: null });
	return Array.isArray(given) ? (given as unknown[]) : undefined;
}
