import type { Payload } from './createRequest';

/** How much there is to work on: the characters of what was sent, and the bytes of its files. */
export function payloadSize(payload: Payload): number {
	if ('json' in payload) {
		return JSON.stringify(payload.json).length + (payload.file?.source.size ?? 0);
	}
	if ('isEmpty' in payload) return 0;
	const sizes = payload.form.map((part) => ('file' in part ? part.file.size : part.value.length));
	return sizes.reduce((sum, size) => sum + size, 0);
}
