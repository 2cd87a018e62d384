/** Bit rates in kbit/s of MPEG audio, by version and layer (ISO 11172-3, 2.4.2.3; ISO 13818-3). */
const MPEG1_LAYER3 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG1_LAYER2 = [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const MPEG2 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const MPEG1_SAMPLE_RATES = [44_100, 48_000, 32_000];
/** So many frames in a row are no chance. */
const FRAMES = 3;

/** The length of the frame at a place in bytes; undefined when none begins there. */
type FrameLength = (bytes: Uint8Array, at: number) => number | undefined;

/** Which sound has frames somewhere in some bytes: also behind what an earlier frame left, or junk. */
export function framesIn(bytes: Uint8Array): 'mp3' | 'aac' | undefined {
	for (let at = 0; at < bytes.length; at++) {
		if (bytes[at] !== 0xff && bytes[at] !== 0x56) continue;
		if (isRow(bytes, at, mpegLength)) return 'mp3';
		if (isRow(bytes, at, adtsLength) || isRow(bytes, at, loasLength)) return 'aac';
	}
	return undefined;
}

/** The length in bytes of the frame of MP3 or AAC at a place, also if it is cut off. */
export function frameLengthAt(bytes: Uint8Array, at: number): number | undefined {
	return mpegLength(bytes, at) ?? adtsLength(bytes, at);
}

function isRow(bytes: Uint8Array, start: number, lengthAt: FrameLength): boolean {
	let at = start;
	for (let frame = 0; frame < FRAMES; frame++) {
		const length = lengthAt(bytes, at);
		if (length === undefined) return false;
		at += length;
	}
	return true;
}

/** A frame of MPEG audio, Layer II or III, with a header of four bytes. */
const mpegLength: FrameLength = (bytes, at) => {
	const [sync, kind, rates] = bytes.subarray(at, at + 3);
	if (sync !== 0xff || (kind & 0xe0) !== 0xe0) return undefined;
	const version = (kind >> 3) & 3;
	const layer = 4 - ((kind >> 1) & 3);
	const isFirst = version === 3;
	const kilobits = (isFirst ? (layer === 3 ? MPEG1_LAYER3 : MPEG1_LAYER2) : MPEG2)[
		(rates >> 4) - 1
	];
	const sampleRate = MPEG1_SAMPLE_RATES[(rates >> 2) & 3];
	if (version === 1 || layer === 1 || layer === 4 || !kilobits || !sampleRate) return undefined;
	// MPEG 2 halves the rate, and MPEG 2.5 halves it again.
	const hertz = sampleRate >> [2, 0, 1, 0][version];
	const samples = layer === 3 && !isFirst ? 576 : 1152;
	return Math.floor((samples * kilobits * 125) / hertz) + ((rates >> 1) & 1);
};

/** A frame of AAC with an ADTS header, which tells its length (ISO 13818-7, 6.2). */
const adtsLength: FrameLength = (bytes, at) => {
	const [sync, kind, profile, high, middle, low] = bytes.subarray(at, at + 6);
	if (sync !== 0xff || low === undefined || (kind & 0xf6) !== 0xf0) return undefined;
	if (((profile >> 2) & 15) > 12) return undefined;
	const length = ((high & 3) << 11) | (middle << 3) | (low >> 5);
	return length < 7 ? undefined : length;
};

/** A frame of AAC in LOAS, as broadcasters have it, with its length behind it (ISO 14496-3, 1.7.2). */
const loasLength: FrameLength = (bytes, at) => {
	const [sync, kind, low] = bytes.subarray(at, at + 3);
	if (sync !== 0x56 || low === undefined || (kind & 0xe0) !== 0xe0) return undefined;
	return 3 + (((kind & 0x1f) << 8) | low);
};
