/** No header that tells is shorter. */
const SHORTEST_HEADER = 26;
/** `RIFF`, a size and `WAVE`. */
const WAV_HEADER_BYTES = 12;

/**
 * How long a sound is, in seconds, by the header of a WAV or FLAC file; undefined when its first
 * bytes don't tell, as with MP3, AAC and raw PCM.
 *
 * @param first the first bytes, best 4096 of them
 * @param fileSize the size of the whole file in bytes
 */
export function durationSeconds(first: Uint8Array, fileSize: number): number | undefined {
	if (first.byteLength < SHORTEST_HEADER) return undefined;
	const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
	const seconds = wavSeconds(view, fileSize) ?? flacSeconds(view) ?? NaN;
	// A header without a rate makes it endless or no number.
	if (!Number.isFinite(seconds) || seconds <= 0) return undefined;
	return Math.round(seconds * 1000) / 1000;
}

/**
 * Whether a whole file is a WAV, a FLAC, an MP4 or a tag without sound, or broke off before its sound
 * begins.
 */
export function isHeaderOnly(whole: Uint8Array): boolean {
	const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
	if (textAt(view, 0, 'ID3')) return isTagOnly(view);
	if (textAt(view, 4, 'ftyp')) return !hasMediaBox(view);
	// Its first block tells the stream, in 34 bytes.
	if (textAt(view, 0, 'fLaC\0\0\0\x22') || textAt(view, 0, 'fLaC\x80\0\0\x22')) {
		return isEndOfFlacHeader(view);
	}
	if (!isWav(view)) return false;
	for (let at = WAV_HEADER_BYTES; at + 8 < view.byteLength;) {
		if (textAt(view, at, 'data')) return false;
		const size = view.getUint32(at + 4, true);
		at += 8 + size + (size % 2);
	}
	return true;
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

/** A tag tells its length in four bytes of seven bits (ID3 2.4, 3.1); one of 128 bytes may follow. */
function isTagOnly(view: DataView): boolean {
	if (view.byteLength < 10) return false;
	const sizes = [6, 7, 8, 9].map((at) => view.getUint8(at) & 0x7f);
	const end = 10 + sizes.reduce((size, seven) => size * 128 + seven, 0);
	return end >= view.byteLength || (textAt(view, end, 'TAG') && end + 128 >= view.byteLength);
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

function isWav(view: DataView): boolean {
	// Above 4 GB the first name is another one (EBU Tech 3306).
	const isRiff = ['RIFF', 'RF64', 'BW64'].some((name) => textAt(view, 0, name));
	return isRiff && textAt(view, 8, 'WAVE');
}

/** Walks the chunks of a RIFF file up to `data`: each has a name, a size and that many bytes. */
function wavSeconds(view: DataView, fileSize: number): number | undefined {
	if (!isWav(view)) return undefined;
	let bytesPerSecond = 0;
	for (let at = WAV_HEADER_BYTES; at + 8 <= view.byteLength;) {
		const size = view.getUint32(at + 4, true);
		const body = at + 8;
		if (textAt(view, at, 'fmt ') && body + 12 <= view.byteLength) {
			bytesPerSecond = view.getUint32(body + 8, true);
		}
		if (textAt(view, at, 'data')) {
			// A WAV that was streamed carries a placeholder for a length: 0, or more than there is.
			const rest = fileSize - body;
			return Math.min(size || rest, rest) / bytesPerSecond;
		}
		at = body + size + (size % 2);
	}
	return undefined;
}

/** STREAMINFO is always a FLAC file's first block; 0 samples means that it does not know. */
function flacSeconds(view: DataView): number | undefined {
	if (!textAt(view, 0, 'fLaC')) return undefined;
	const isStreamInfo = (view.getUint8(4) & 0x7f) === 0;
	const sampleRate = view.getUint32(18) >>> 12;
	// 36 bits: four of them share a byte with the bits per sample.
	const samples = (view.getUint8(21) & 0x0f) * 2 ** 32 + view.getUint32(22);
	return isStreamInfo ? samples / sampleRate : undefined;
}

function textAt(view: DataView, at: number, text: string): boolean {
	if (at + text.length > view.byteLength) return false;
	return [...text].every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0));
}
