import { decodeText, hasUtf16Mark } from '../http/body';

/** A page or data that a server sends in place of a file. */
const MARKUP = /^\ufeff?\s*(<(!doctype|html|\?xml|error)\b|\{\s*"|\[\s*\{)/i;
/** What Git keeps in place of a large file (Git LFS specification, "The Pointer"). */
const GIT_LFS_POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\//;
/** All that text has below the space: tabs and the ends of lines and pages. */
const LAYOUT = [...'\t\n\f\r'].map((character) => character.charCodeAt(0));

/**
 * Whether the first bytes of a file are text, which no audio or video is.
 *
 * @param contentType the header, if there is one: it speaks for text in an older encoding
 */
export function isText(first: Uint8Array, contentType = ''): boolean {
	if (hasUtf16Mark(first)) return isUtf16(first);
	if (first.some((byte) => byte === 0x7f || (byte < 0x20 && !LAYOUT.includes(byte)))) return false;
	return /^(text\/|application\/json)/i.test(contentType) || isUtf8(first);
}

/** Whether the text that a file begins with is a web page, XML or JSON. */
export function isMarkup(first: Uint8Array): boolean {
	return MARKUP.test(decodeText(first));
}

export function isGitLfsPointer(first: Uint8Array): boolean {
	return GIT_LFS_POINTER.test(Buffer.from(first).toString('latin1'));
}

/** What a text begins with, in one line of at most `longest` characters. */
export function beginningOf(first: Uint8Array, longest: number): string {
	const line = decodeText(first)
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
		.trim();
	const characters = [...line];
	return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line;
}

/** Text as it is put into a file: well-formed, and without a byte order mark. */
export function toBytes(text: string): Buffer {
	return Buffer.from(text.replace(/^\ufeff+/, ''));
}

/**
 * Decodes UTF-8 piece by piece: a character may go on in the next one, but not behind the end, which
 * is told by a call without bytes. Gives undefined for what is no UTF-8.
 */
export function utf8Decoder(): (bytes?: Uint8Array) => string | undefined {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	return (bytes) => {
		try {
			return decoder.decode(bytes, { stream: bytes !== undefined });
		} catch {
			return undefined;
		}
	};
}

/** A character that the last bytes leave open is none that is wrong. */
function isUtf8(bytes: Uint8Array): boolean {
	return utf8Decoder()(bytes) !== undefined;
}

/** Letters and layout alone: raw sound may begin with the mark too. */
function isUtf16(bytes: Uint8Array): boolean {
	try {
		// Half a character at the end is none that is wrong.
		const text = new TextDecoder('utf-16le', { fatal: true }).decode(bytes, { stream: true });
		return !/[^\P{Cc}\t\n\f\r]|\p{Cn}/u.test(text);
	} catch {
		return false;
	}
}
