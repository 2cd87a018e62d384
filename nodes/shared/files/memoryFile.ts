import type { FileSource } from './upload';

/** A multiple of four: so many characters of Base64 are decoded at a time. */
const CHUNK = 256 * 1024;

/**
 * A file that an item holds whole, as Base64 in either alphabet, with or without padding (RFC 4648,
 * 4 and 5) or behind the beginning of a data URL (RFC 2397); undefined for anything else. Code nodes
 * write such items, and n8n checks nothing.
 */
export function memoryFile(data: unknown): Pick<FileSource, 'size' | 'open'> | undefined {
	if (typeof data !== 'string') return undefined;
	const packed = data.replace(/\s/g, '').replace(/^data:[^,]*;base64,/i, '');
	const digits = /^([A-Za-z0-9+/_-]*)={0,2}$/.exec(packed)?.[1];
	// A single digit left over is no byte.
	if (digits === undefined || digits.length % 4 === 1) return undefined;
	return { size: Math.floor((digits.length * 3) / 4), open: async () => decode(digits) };
}

/** The bytes of Base64, a part at a time. */
async function* decode(digits: string): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < digits.length; at += CHUNK) {
		yield Buffer.from(digits.slice(at, at + CHUNK), 'base64');
	}
}
