import { jsonParse } from 'n8n-workflow';

/** A stream of bytes, as n8n's helpers hand it out. */
export type Readable = import('stream').Readable;

/** No JSON or text answer of the API is longer, in bytes; a longer one is not read. */
const LONGEST_TEXT = 32 * 1024 * 1024;

export type TextReading = { ok: true; text: string } | { ok: false; why: string; begin: string };

/** Reads a body as text, in bounded memory. A body cut off by the network is not ok. */
export async function readText(body: Readable, longest = LONGEST_TEXT): Promise<TextReading> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of body as AsyncIterable<Buffer | string>) {
			const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
			bytes += buffer.length;
			if (bytes > longest) {
				body.destroy();
				return { ok: false, why: `The response is longer than ${longest} bytes`, begin: '' };
			}
			chunks.push(buffer);
		}
	} catch {
		return { ok: false, why: 'The response broke off', begin: Buffer.concat(chunks).toString() };
	}
	return { ok: true, text: Buffer.concat(chunks).toString('utf8') };
}

/** The text as JSON, or the text itself when it is none. */
export function parseIfJson(text: string): unknown {
	return jsonParse<unknown>(text, { fallbackValue: text });
}
