/** Bit rates in kbit/s of MPEG audio, by version and layer (ISO 11172-3, 2.4.2.3; ISO 13818-3). */
const MPEG1_LAYER3 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG1_LAYER2 = [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const MPEG2 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const MPEG1_SAMPLE_RATES = [44_100, 48_000, 32_000];
/** By the two bits that tell it: the version, and how often it halves the sample rate. */
const VERSIONS = [
	[2.5, 2],
	[0, 0],
	[2, 1],
	[1, 0],
];
/** In Hz, by their number in a header of AAC (ISO 14496-3, 1.6.3.4). */
const AAC_SAMPLE_RATES = [
	96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
	7_350,
];
/** Samples of each channel in a block of AAC. */
const AAC_SAMPLES = 1024;
/** So many frames in a row are no chance. */
const FRAMES = 3;

/** The frame at a place in bytes, with its length; undefined when none begins there. */
type FrameAt = (bytes: Uint8Array, at: number) => { length: number } | undefined;

/** Which sound has frames somewhere in some bytes: also behind what an earlier frame left, or junk. */
export function framesIn(bytes: Uint8Array): 'mp3' | 'aac' | undefined {
	for (let at = 0; at < bytes.length; at++) {
		if (bytes[at] !== 0xff && bytes[at] !== 0x56) continue;
		if (isRow(bytes, at, mpegFrameAt)) return 'mp3';
		if (isRow(bytes, at, adtsFrameAt) || isRow(bytes, at, loasFrameAt)) return 'aac';
	}
	return undefined;
}

/** The length in bytes of the frame of MP3 or AAC at a place, also if it is cut off. */
export function frameLengthAt(bytes: Uint8Array, at: number): number | undefined {
	return (mpegFrameAt(bytes, at) ?? adtsFrameAt(bytes, at))?.length;
}

function isRow(bytes: Uint8Array, start: number, frameAt: FrameAt): boolean {
	let at = start;
	for (let frame = 0; frame < FRAMES; frame++) {
		const found = frameAt(bytes, at);
		if (!found) return false;
		at += found.length;
	}
	return true;
}

/** What the header of a frame of MPEG audio tells. */
export interface MpegFrame {
	/** In bytes, with the header. */
	length: number;
	/** 1, 2 or 2.5 */
	version: number;
	layer: number;
	/** In Hz. */
	sampleRate: number;
	/** Of each channel. */
	samples: number;
	channels: number;
	/** In kbit/s. */
	bitRate: number;
	/** A checksum of two bytes follows the header. */
	hasChecksum: boolean;
}

/** A frame of MPEG audio, Layer II or III, with a header of four bytes. */
export function mpegFrameAt(bytes: Uint8Array, at: number): MpegFrame | undefined {
	const [sync, kind, rates, mode] = bytes.subarray(at, at + 4);
	if (sync !== 0xff || (kind & 0xe0) !== 0xe0) return undefined;
	const [version, halvings] = VERSIONS[(kind >> 3) & 3];
	const layer = 4 - ((kind >> 1) & 3);
	const bitRate = bitRates(version, layer)[(rates >> 4) - 1];
	const fullRate = MPEG1_SAMPLE_RATES[(rates >> 2) & 3];
	if (version === 0 || layer === 1 || layer === 4 || !bitRate || !fullRate) return undefined;
	const sampleRate = fullRate >> halvings;
	const samples = layer === 3 && version !== 1 ? 576 : 1152;
	return {
		length: Math.floor((samples * bitRate * 125) / sampleRate) + ((rates >> 1) & 1),
		version,
		layer,
		sampleRate,
		samples,
		channels: mode >> 6 === 3 ? 1 : 2,
		bitRate,
		hasChecksum: (kind & 1) === 0,
	};
}

/** The bit rates in kbit/s that Layer II or III of a version has, the lowest first. */
export function bitRates(version: number, layer: number): number[] {
	if (version !== 1) return MPEG2;
	return layer === 3 ? MPEG1_LAYER3 : MPEG1_LAYER2;
}

/** What the header of a frame of AAC tells. */
export interface AdtsFrame {
	/** In bytes, with the header. */
	length: number;
	/** In Hz. */
	sampleRate: number;
	/** Of each channel. */
	samples: number;
	/** The channel configuration: 1 and 2 are as many channels. */
	channels: number;
}

/** A frame of AAC with an ADTS header, which tells its length (ISO 13818-7, 6.2). */
export function adtsFrameAt(bytes: Uint8Array, at: number): AdtsFrame | undefined {
	const [sync, kind, profile, high, middle, low, fullness = 0] = bytes.subarray(at, at + 7);
	if (sync !== 0xff || low === undefined || (kind & 0xf6) !== 0xf0) return undefined;
	const sampleRate = AAC_SAMPLE_RATES[(profile >> 2) & 15];
	const length = ((high & 3) << 11) | (middle << 3) | (low >> 5);
	if (!sampleRate || length < 7) return undefined;
	return {
		length,
		sampleRate,
		samples: AAC_SAMPLES * ((fullness & 3) + 1),
		channels: ((profile & 1) << 2) | (high >> 6),
	};
}

/** A frame of AAC in LOAS, as broadcasters have it, with its length behind it (ISO 14496-3, 1.7.2). */
const loasFrameAt: FrameAt = (bytes, at) => {
	const [sync, kind, low] = bytes.subarray(at, at + 3);
	if (sync !== 0x56 || low === undefined || (kind & 0xe0) !== 0xe0) return undefined;
	return { length: 3 + (((kind & 0x1f) << 8) | low) };
};
