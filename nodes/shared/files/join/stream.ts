import { createHash } from 'crypto';

import type { Readable } from '../../http/body';

/** So many bytes are handed on at a time, since every part is written by itself. */
const PART_BYTES = 64 * 1024;

/** A stream of bytes that are made only when they are asked for. */
export function streamOf(bytes: AsyncIterable<Uint8Array>): Readable {
	// Nodes may not import Node.js's streams, but a hash is one, and every stream knows them.
	const { from } = createHash('sha256').constructor as unknown as typeof import('stream').Duplex;
	return from(inParts(bytes));
}

/** The same bytes in parts that are not tiny. */
async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	let parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of bytes) {
		parts.push(part);
		length += part.length;
		if (length < PART_BYTES) continue;
		yield Buffer.concat(parts);
		parts = [];
		length = 0;
	}
	if (length > 0) yield Buffer.concat(parts);
}
