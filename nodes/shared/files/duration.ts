/** No header that tells is shorter. */
const SHORTEST_HEADER = 26;
/** `RIFF`, a size and `WAVE`. */
export const WAV_HEADER_BYTES = 12;

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

export function isWav(view: DataView): boolean {
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

/** Whether some letters stand at a place in bytes. */
export function textAt(view: DataView, at: number, text: string): boolean {
	if (at + text.length > view.byteLength) return false;
	return [...text].every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0));
}
