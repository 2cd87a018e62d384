import { isWav, textAt, WAV_HEADER_BYTES } from './duration';
import { frameLengthAt } from './frames';

/** What stands before the length of a tag, and the length itself (ID3 2.4, 3.1). */
const TAG_HEADER_BYTES = 10;
/** An older tag, behind the sound (ID3 1). */
const LAST_TAG_BYTES = 128;
/** The header of a page, without the table of what is in it (RFC 3533, section 6). */
const PAGE_HEADER_BYTES = 27;

/**
 * Whether a file is tags or the header of a WAV, FLAC, MP4, Ogg, MP3 or AAC without sound, or broke
 * off before its sound begins.
 *
 * @param first the first bytes; all of them, unless the file is no more than tags
 * @param fileSize the size of the whole file in bytes
 */
export function isHeaderOnly(first: Uint8Array, fileSize = first.byteLength): boolean {
	const at = endOfTags(viewOf(first));
	if (at > 0 && at >= fileSize) return true;
	if (first.byteLength < fileSize) return false;
	const rest = first.subarray(at);
	const view = viewOf(rest);
	if (at > 0 && textAt(view, 0, 'TAG') && rest.byteLength <= LAST_TAG_BYTES) return true;
	if (textAt(view, 4, 'ftyp')) return !hasMediaBox(view);
	if (textAt(view, 0, 'OggS')) return !hasSoundPage(view);
	// Its first block tells the stream, in 34 bytes.
	if (textAt(view, 0, 'fLaC\0\0\0\x22') || textAt(view, 0, 'fLaC\x80\0\0\x22')) {
		return isEndOfFlacHeader(view);
	}
	if (isWav(view)) return !hasSoundChunk(view);
	return (frameLengthAt(rest, 0) ?? 0) > rest.byteLength;
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Where the tags at the beginning end: each tells its length in four bytes of seven bits. */
function endOfTags(view: DataView): number {
	let end = 0;
	while (textAt(view, end, 'ID3') && end + TAG_HEADER_BYTES <= view.byteLength) {
		const start = end;
		const sizes = [6, 7, 8, 9].map((at) => view.getUint8(start + at) & 0x7f);
		end += TAG_HEADER_BYTES + sizes.reduce((size, seven) => size * 128 + seven, 0);
	}
	return end;
}

function hasSoundChunk(view: DataView): boolean {
	for (let at = WAV_HEADER_BYTES; at + 8 < view.byteLength;) {
		if (textAt(view, at, 'data')) return true;
		const size = view.getUint32(at + 4, true);
		at += 8 + size + (size % 2);
	}
	return false;
}

/** A page of headers has the position 0 (RFC 7845, section 3); its table tells how long it is. */
function hasSoundPage(view: DataView): boolean {
	for (let at = 0; at + PAGE_HEADER_BYTES <= view.byteLength;) {
		if (view.getBigUint64(at + 6, true) !== 0n) return true;
		const table = at + PAGE_HEADER_BYTES;
		const segments = view.getUint8(table - 1);
		if (table + segments > view.byteLength) return false;
		at = table + segments;
		for (let index = 0; index < segments; index++) at += view.getUint8(table + index);
	}
	return false;
}

/** Blocks of metadata, each with its size, the last with a mark (RFC 9639, 8.1), and nothing else. */
function isEndOfFlacHeader(view: DataView): boolean {
	for (let at = 4; at + 4 <= view.byteLength;) {
		const head = view.getUint32(at);
		at += 4 + (head & 0xffffff);
		if (head >>> 31) return at >= view.byteLength;
	}
	return true;
}

/** Sound and pictures are in boxes of this name, each with its size before it (ISO 14496-12, 8.1.1). */
function hasMediaBox(view: DataView): boolean {
	for (let at = 0; at + 8 <= view.byteLength;) {
		if (textAt(view, at + 4, 'mdat')) return at + 8 < view.byteLength;
		const size = view.getUint32(at);
		// 1 is a size of 64 bits, 0 the rest of the file: seldom, and not looked into.
		if (size < 8) return true;
		at += size;
	}
	return false;
}
