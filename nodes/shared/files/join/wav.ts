import { isWav } from '../duration';
import type { ByteWindow } from './byteWindow';
import type { Block, Joiner, Totals } from './joiner';
import { channelsInWords, checkSize, samplesIn } from './joiner';
import { tagLength } from './tags';
import { silentBlocks, wholeSamples } from './wholeSamples';

const CHUNK_HEAD_BYTES = 8;
const RIFF_BYTES = 12;
/** In bytes: what is longer is no format. */
const LONGEST_FORMAT = 1024;
/** A size that stands in `ds64` instead (EBU Tech 3306). */
const ELSEWHERE = 0xffff_ffff;
/** Where the format itself stands when its number is this one (RFC 2361, WAVE_FORMAT_EXTENSIBLE). */
const EXTENSIBLE = 0xfffe;
const EXTENDED_AT = 24;
/** How sound is coded whose every sample can be cut from the next (RFC 2361). */
const CODINGS: Record<number, string> = { 1: 'PCM', 3: 'float', 6: 'A-law', 7: 'mu-law' };
/** The bytes of silence, where they are not zeros; PCM of one byte is unsigned. */
const SILENCE: Record<string, number> = {
	'PCM 8 bit': 0x80,
	'A-law 8 bit': 0xd5,
	'mu-law 8 bit': 0xff,
};

interface Format {
	/** The chunk's body. */
	body: Buffer;
	coding: string;
	sampleRate: number;
	/** The length of a sample of all channels. */
	sampleBytes: number;
	sound: string;
}

/** WAV: the samples of all pieces behind the format of the first one and their true size. */
export class WavJoiner implements Joiner {
	sampleRate = 0;
	sound = '';
	private format?: Format;

	async *read(piece: ByteWindow): AsyncGenerator<Block> {
		const found = await readHeader(piece);
		if (!found) return;
		const { format, dataBytes } = found;
		this.sampleRate = format.sampleRate;
		this.sound = format.sound;
		this.format ??= format;
		const { sampleBytes } = format;
		yield* wholeSamples(piece, sampleBytes, dataBytes);
		// What streams a WAV does not know its size: what follows is sound unless it is a chunk.
		const left = dataBytes % sampleBytes;
		await piece.fill(left + 1 + CHUNK_HEAD_BYTES);
		if (!isChunkAt(piece.bytes, left) && !isChunkAt(piece.bytes, left + (dataBytes % 2))) {
			yield* wholeSamples(piece, sampleBytes);
		}
	}

	*silence(milliseconds: number): Generator<Block> {
		if (!this.format) return;
		const { coding, sampleBytes } = this.format;
		yield* silentBlocks(
			samplesIn(milliseconds, this.sampleRate),
			sampleBytes,
			SILENCE[coding] ?? 0,
		);
	}

	header(totals: Totals): Uint8Array {
		checkSize(totals);
		const { body = Buffer.alloc(0), coding = '' } = this.format ?? {};
		const count = Buffer.alloc(4);
		count.writeUInt32LE(totals.samples);
		// Whatever is not PCM has a chunk with the number of samples (RIFF MCI, 1991).
		const fact = coding.startsWith('PCM') ? [] : [chunkHead('fact', count.length), count];
		const chunks = [chunkHead('fmt ', body.length), body, ...fact, chunkHead('data', totals.bytes)];
		const before = Buffer.concat([Buffer.from('WAVE'), ...chunks]);
		return Buffer.concat([
			chunkHead('RIFF', before.length + totals.bytes + (totals.bytes % 2)),
			before,
		]);
	}

	/** Chunks are of even length. */
	trailer({ bytes }: Totals): Uint8Array {
		return Buffer.alloc(bytes % 2);
	}
}

/** Goes to where the sound begins; undefined when none of a known format does. */
async function readHeader(
	piece: ByteWindow,
): Promise<{ format: Format; dataBytes: number } | undefined> {
	await piece.fill(RIFF_BYTES);
	const { buffer, byteOffset, byteLength } = piece.take(RIFF_BYTES);
	if (!isWav(new DataView(buffer, byteOffset, byteLength))) return undefined;
	let format: Format | undefined;
	let largeSize = ELSEWHERE;
	for (;;) {
		await piece.fill(CHUNK_HEAD_BYTES);
		if (piece.bytes.length < CHUNK_HEAD_BYTES) return undefined;
		const head = piece.take(CHUNK_HEAD_BYTES);
		const name = head.toString('latin1', 0, 4);
		const size = head.readUInt32LE(4);
		if (name === 'data') {
			return format && { format, dataBytes: size === ELSEWHERE ? largeSize : size };
		}
		await piece.fill(Math.min(size, LONGEST_FORMAT));
		if (name === 'fmt ') format = formatOf(piece.bytes.subarray(0, size));
		if (name === 'ds64' && size >= 16) largeSize = piece.bytes.readUInt32LE(8);
		await piece.skip(size);
		if (size % 2 === 1) await skipPadding(piece);
	}
}

/** Chunks are of even length (RIFF MCI, 1991), but some programs leave the last zero out. */
async function skipPadding(piece: ByteWindow): Promise<void> {
	await piece.fill(1);
	if (piece.bytes[0] === 0) await piece.skip(1);
}

/** The format in a chunk; undefined for one whose samples depend on one another. */
function formatOf(body: Buffer): Format | undefined {
	if (body.length < 16 || body.length > LONGEST_FORMAT) return undefined;
	const isExtended = body.readUInt16LE(0) === EXTENSIBLE && body.length >= EXTENDED_AT + 2;
	const coding = CODINGS[body.readUInt16LE(isExtended ? EXTENDED_AT : 0)];
	const channels = body.readUInt16LE(2);
	const sampleRate = body.readUInt32LE(4);
	const sampleBytes = body.readUInt16LE(12);
	if (!coding || !channels || !sampleRate || !sampleBytes) return undefined;
	const name = `${coding} ${(sampleBytes * 8) / channels} bit`;
	const sound = `${sampleRate} Hz, ${channelsInWords(channels)}, ${name}`;
	return { body: Buffer.from(body), coding: name, sampleRate, sampleBytes, sound };
}

/** Whether a chunk or a tag begins at a place in bytes, or too few are left for either. */
function isChunkAt(bytes: Buffer, at: number): boolean {
	if (at + CHUNK_HEAD_BYTES > bytes.length || tagLength(bytes, at) > 0) return true;
	const isName = /[\w ]{4}/.test(bytes.toString('latin1', at, at + 4));
	// None is as long as 16 MB.
	return isName && bytes[at + 7] === 0;
}

function chunkHead(name: string, size: number): Buffer {
	const head = Buffer.alloc(CHUNK_HEAD_BYTES);
	head.write(name);
	head.writeUInt32LE(size, 4);
	return head;
}
