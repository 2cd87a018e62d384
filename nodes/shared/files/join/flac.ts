import type { ByteWindow } from './byteWindow';
import { crc16 } from './crc';
import type { FlacHead } from './flacFrame';
import { FLAC_HEAD_BYTES, flacHeadAt, renumbered, silentFrame } from './flacFrame';
import type { Block, Joiner, Totals } from './joiner';
import { channelsInWords, samplesIn } from './joiner';
import { TAG_BYTES, tagLength } from './tags';

const NAME = 'fLaC';
const BLOCK_HEAD_BYTES = 4;
const INFO_BYTES = 34;
/** Marks the last block of metadata. */
const LAST = 0x80;
/** In samples: a shorter frame may only be the last of a file (RFC 9639, 9.1.1). */
const SHORTEST = 16;
/** In samples: the longest frame that every player takes up to 48 kHz (RFC 9639, 7). */
const LONGEST_SILENCE = 4096;

/** So much more of a frame is read at a time. */
const MORE_BYTES = 1024;

/** What the samples of a file are (RFC 9639, 8.2: STREAMINFO). */
interface Info {
	sampleRate: number;
	channels: number;
	/** Of a sample in bits. */
	width: number;
}

/**
 * FLAC: the frames of all pieces, numbered anew. Since the last one of a piece is shorter than the
 * others, they are numbered by their samples. The MD5 of the samples is not told: nobody knows it
 * without decoding them.
 */
export class FlacJoiner implements Joiner {
	sampleRate = 0;
	sound = '';
	private info?: Info;
	private first?: { head: FlacHead; frame: Buffer };
	private position = 0;
	private readonly frameSamples = new Range();
	private readonly frameBytes = new Range();
	private lastSamples = 0;

	async *read(piece: ByteWindow): AsyncGenerator<Block> {
		const info = await readInfo(piece);
		if (!info) return;
		this.info ??= info;
		this.sampleRate = info.sampleRate;
		this.sound = `${info.sampleRate} Hz, ${channelsInWords(info.channels)}, ${info.width} bit`;
		for await (const { head, frame } of readFrames(piece, info)) {
			this.first ??= { head, frame };
			// It is the last one of the piece, but not of the joined file.
			if (head.samples < SHORTEST) continue;
			yield this.block(renumbered(frame, head, this.position), head.samples);
		}
	}

	*silence(milliseconds: number): Generator<Block> {
		if (!this.first || !this.info) return;
		const { head, frame } = this.first;
		// No frame is too short then.
		let left = Math.ceil(samplesIn(milliseconds, this.sampleRate) / SHORTEST) * SHORTEST;
		while (left > 0) {
			const samples = Math.min(left, LONGEST_SILENCE);
			left -= samples;
			yield this.block(silentFrame(frame, head, this.position, samples, this.info), samples);
		}
	}

	header({ samples }: Totals): Uint8Array {
		const { sampleRate, channels, width } = this.info ?? { sampleRate: 0, channels: 1, width: 1 };
		const info = Buffer.alloc(INFO_BYTES);
		const { least = this.lastSamples, most = 0 } = this.frameSamples;
		info.writeUInt16BE(Math.max(least, SHORTEST));
		info.writeUInt16BE(Math.max(most, this.lastSamples, SHORTEST), 2);
		info.writeUIntBE(this.frameBytes.least ?? 0, 4, 3);
		info.writeUIntBE(this.frameBytes.most ?? 0, 7, 3);
		// 20 bits, 3 and 5; the number of samples has 36, of which four share their byte.
		info.writeUInt32BE(((sampleRate << 12) | ((channels - 1) << 9) | ((width - 1) << 4)) >>> 0, 10);
		info[13] |= Math.floor(samples / 2 ** 32) & 15;
		info.writeUInt32BE(samples % 2 ** 32, 14);
		return Buffer.concat([Buffer.from(NAME), Buffer.of(LAST, 0, 0, INFO_BYTES), info]);
	}

	private block(bytes: Buffer, samples: number): Block {
		this.position += samples;
		// The last frame doesn't count as the shortest.
		if (this.lastSamples) this.frameSamples.add(this.lastSamples);
		this.lastSamples = samples;
		this.frameBytes.add(bytes.length);
		return { bytes, samples };
	}
}

/** The least and the most of some numbers. */
class Range {
	least?: number;
	most?: number;

	add(value: number): void {
		this.least = Math.min(this.least ?? value, value);
		this.most = Math.max(this.most ?? value, value);
	}
}

/** Goes past the metadata, of which the first block tells about the samples. */
async function readInfo(piece: ByteWindow): Promise<Info | undefined> {
	await piece.fill(TAG_BYTES);
	await piece.skip(tagLength(piece.bytes));
	await piece.fill(NAME.length);
	if (piece.take(NAME.length).toString('latin1') !== NAME) return undefined;
	let info: Info | undefined;
	for (let isLast = false; !isLast;) {
		await piece.fill(BLOCK_HEAD_BYTES + INFO_BYTES);
		if (piece.bytes.length < BLOCK_HEAD_BYTES) return undefined;
		const head = piece.take(BLOCK_HEAD_BYTES);
		isLast = head[0] >= LAST;
		if ((head[0] & 0x7f) === 0) info = infoOf(piece.bytes);
		await piece.skip(head.readUIntBE(1, 3));
	}
	return info;
}

function infoOf(bytes: Buffer): Info | undefined {
	if (bytes.length < INFO_BYTES) return undefined;
	const bits = bytes.readUInt32BE(10);
	const info = {
		sampleRate: bits >>> 12,
		channels: ((bits >> 9) & 7) + 1,
		width: ((bits >> 4) & 31) + 1,
	};
	return info.sampleRate > 0 ? info : undefined;
}

/**
 * The frames of FLAC, which don't tell their length: one ends where its checksum is right and another
 * begins, or nothing more. What is no whole frame, such as the end of a file that is cut off, is left out.
 */
async function* readFrames(
	piece: ByteWindow,
	{ channels, width }: Info,
): AsyncGenerator<{ head: FlacHead; frame: Buffer }> {
	for (;;) {
		await piece.fill(FLAC_HEAD_BYTES);
		if (piece.bytes.length === 0) return;
		const head = flacHeadAt(piece.bytes, 0);
		// An encoder writes samples as they are before they get longer.
		const longest = head ? FLAC_HEAD_BYTES + (head.samples + 8) * channels * (width + 8) : 0;
		const end = head && (await endOfFrame(piece, head, longest));
		if (head && end) yield { head, frame: piece.take(end) };
		else piece.take(1);
	}
}

/** Where the frame that begins a window ends; undefined when its checksum is right nowhere. */
async function endOfFrame(
	piece: ByteWindow,
	head: FlacHead,
	longest: number,
): Promise<number | undefined> {
	for (let at = 0, crc = 0; ;) {
		const { bytes, isEnd } = piece;
		const seen = Math.min(longest, isEnd ? bytes.length : bytes.length - TAG_BYTES);
		for (; at < seen; at++) {
			if (crc === 0 && at > head.length && isEdge(bytes, at)) return at;
			crc = crc16(bytes, at, at + 1, crc);
		}
		if (isEnd && at === bytes.length && crc === 0) return at;
		if (isEnd || at >= longest) return undefined;
		await piece.fill(bytes.length + MORE_BYTES);
	}
}

/** Whether a frame may end at a place: the next one begins there, or a tag. */
function isEdge(bytes: Buffer, at: number): boolean {
	return flacHeadAt(bytes, at) !== undefined || tagLength(bytes, at) > 0;
}
