import type { ByteWindow } from './byteWindow';
import type { Block } from './joiner';

/** So many bytes of silence are made at a time. */
const SILENCE_BYTES = 64 * 1024;

/**
 * Sound of samples one after another, without a last one that is cut off.
 *
 * @param sampleBytes the length of a sample of all channels
 * @param length of the sound in bytes
 */
export async function* wholeSamples(
	piece: ByteWindow,
	sampleBytes: number,
	length = Infinity,
): AsyncGenerator<Block> {
	for (let left = length; ;) {
		await piece.fill(sampleBytes);
		const samples = Math.floor(Math.min(piece.bytes.length, left) / sampleBytes);
		if (samples === 0) return;
		const bytes = piece.take(samples * sampleBytes);
		left -= bytes.length;
		yield { bytes, samples };
	}
}

/** @param zero what the bytes of silence are */
export function* silentBlocks(
	samples: number,
	sampleBytes: number,
	zero: number,
): Generator<Block> {
	const most = Math.floor(SILENCE_BYTES / sampleBytes);
	const silence = Buffer.alloc(Math.min(samples, most) * sampleBytes, zero);
	for (let left = samples; left > 0; left -= most) {
		const count = Math.min(left, most);
		yield { bytes: silence.subarray(0, count * sampleBytes), samples: count };
	}
}
