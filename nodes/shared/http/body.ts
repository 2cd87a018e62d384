import { jsonParse } from 'n8n-workflow';

/** A stream of bytes, as n8n's helpers hand it out. */
export type Readable = import('stream').Readable;

/** No answer is longer, in bytes, unless it is a result; a longer one is not read. */
const LONGEST_TEXT = 32 * 1024 * 1024;
/**
 * No result is longer, in bytes. The longest there may be is the transcript of 24 hours with a time
 * for each word: 216,000 words at 150 a minute, each in some 120 bytes of JSON, and once more in the
 * text of its segment, is 30 MB, in scripts of three bytes a letter some more.
 */
export const LONGEST_RESULT = 2 * LONGEST_TEXT;

export type TextReading =
	| { ok: true; text: string }
	/** `begin` is what came of it, unless it was too long. */
	| { ok: false; why: string; begin: string; isTooLong?: boolean };

type Clean = (text: string) => string;

/** What takes the key out of each body that the client handed out. */
const cleaners = new WeakMap<Readable, Clean>();

/** From now on whatever is read of the body as text is cleaned, whoever reads it. */
export function cleanText(body: Readable, clean: Clean): void {
	cleaners.set(body, clean);
}

/** Reads a body as text, in bounded memory. A body cut off by the network is not ok. */
export async function readText(body: Readable, longest = LONGEST_TEXT): Promise<TextReading> {
	const clean = cleaners.get(body) ?? ((text) => text);
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of body as AsyncIterable<Buffer>) {
			bytes += chunk.length;
			if (bytes > longest) {
				body.destroy();
				const megabytes = Math.round(longest / 1024 / 1024);
				const why = `The response is longer than ${megabytes} MB`;
				return { ok: false, why, begin: '', isTooLong: true };
			}
			chunks.push(chunk);
		}
	} catch {
		const begin = clean(decodeText(Buffer.concat(chunks)));
		return { ok: false, why: 'The response broke off', begin };
	}
	return { ok: true, text: clean(decodeText(Buffer.concat(chunks))) };
}

/** The text in some bytes: UTF-8 or what their byte order mark says, without the mark. */
export function decodeText(bytes: Uint8Array): string {
	return new TextDecoder(hasUtf16Mark(bytes) ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** Whether bytes begin with the byte order mark of UTF-16, as Windows writes it. */
export function hasUtf16Mark(bytes: Uint8Array): boolean {
	return bytes[0] === 0xff && bytes[1] === 0xfe;
}

/** The text as JSON, or the text itself when it is none. */
export function parseIfJson(text: string): unknown {
	const json = jsonParse<unknown>(text, { fallbackValue: text });
	return json === text && NO_NUMBER.test(text) ? parseWithoutNumbers(text) : json;
}

/** What Python writes for numbers that JSON does not have. */
const NO_NUMBER = /^\s*[[{][^]*\b(NaN|Infinity)\b/;

/** The text as JSON, with null for each such number; what stands in quotes stays as it is. */
function parseWithoutNumbers(text: string): unknown {
	try {
		const mended = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"?|-?\b(?:NaN|Infinity)\b/g, (token) =>
			token.startsWith('"') ? token : 'null',
		);
		return jsonParse<unknown>(mended, { fallbackValue: text });
	} catch {
		return text;
	}
}
