import type { Answer } from './api.mts';

/** What a body is, without a value of it: it goes into a public issue. */
export function shapeOf({ json, bytes, contentType }: Answer): string {
	if (json !== undefined) return `JSON: ${typeOf(json)}`;
	return `${bytes.length} bytes of ${contentType || 'an unknown type'}`;
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) {
		return value.length === 0 ? 'an empty list' : `a list of ${typeOf(value[0])}`;
	}
	if (value === null) return 'null';
	if (typeof value !== 'object') return `a ${typeof value}`;
	return `{ ${Object.keys(value).slice(0, 20).join(', ')} }`;
}
