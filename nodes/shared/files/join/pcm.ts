import type { ByteWindow } from './byteWindow';
import type { Block, Joiner } from './joiner';
import { samplesIn } from './joiner';
import { silentBlocks, wholeSamples } from './wholeSamples';

/** CAMB.AI's own rate in Hz, where none was asked for (contract notes, g). */
const USUAL_RATE = 48_000;

/** Raw sound of one channel, which tells neither what it is nor how fast it goes. */
export class PcmJoiner implements Joiner {
	readonly sound = 'raw';
	private readonly sampleBytes: number;

	/**
	 * @param format the API's name: `pcm_s16le`
	 * @param sampleRate in Hz, as it was asked for
	 */
	constructor(
		format: string,
		readonly sampleRate = 0,
	) {
		this.sampleBytes = Number(/\d+/.exec(format)) / 8;
	}

	async *read(piece: ByteWindow): AsyncGenerator<Block> {
		yield* wholeSamples(piece, this.sampleBytes);
	}

	*silence(milliseconds: number): Generator<Block> {
		const samples = samplesIn(milliseconds, this.sampleRate || USUAL_RATE);
		yield* silentBlocks(samples, this.sampleBytes, 0);
	}

	header(): Uint8Array {
		return Buffer.alloc(0);
	}
}
