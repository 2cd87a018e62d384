import type { AdtsFrame } from '../frames';
import { adtsFrameAt } from '../frames';
import type { ByteWindow } from './byteWindow';
import type { Frame } from './frameReader';
import { readFrames } from './frameReader';
import type { Block, Joiner } from './joiner';
import { channelsInWords, samplesIn } from './joiner';

/** Of each channel in the shortest frame. */
const SAMPLES = 1024;
/** A length of 13 bits. */
const LONGEST = 2 ** 13 - 1;
const HEAD_BYTES = 7;

/** The channels of an element, its number, and one stream or two without a common window. */
const MONO = ['000', '0000'];
const STEREO = ['001', '0000', '0'];
/** Gain, window and no bands (max_sfb is 0): no scale factors, pulses, noise shaping or spectrum. */
const EMPTY_STREAM = '0'.repeat(8 + 4 + 6 + 1 + 3);
const END = '111';

type Head = AdtsFrame & { sound: string };

/** AAC: one frame after another. The format has no header of a file. */
export class AdtsJoiner implements Joiner {
	sampleRate = 0;
	sound = '';
	private first?: Frame<Head>;

	async *read(piece: ByteWindow): AsyncGenerator<Block> {
		for await (const frames of readFrames(piece, headAt, LONGEST)) {
			if (frames.length === 0) continue;
			const [first] = frames;
			this.sampleRate = first.head.sampleRate;
			this.sound = first.head.sound;
			this.first ??= first;
			yield {
				bytes: Buffer.concat(frames.map(({ bytes }) => bytes)),
				samples: frames.reduce((sum, { head }) => sum + head.samples, 0),
			};
		}
	}

	/** None with more than two channels, which no speech has. */
	*silence(milliseconds: number): Generator<Block> {
		const silent = this.first && silentFrame(this.first);
		if (!silent) return;
		const frames = Math.round(samplesIn(milliseconds, this.sampleRate) / SAMPLES);
		for (let count = 0; count < frames; count++) yield { bytes: silent, samples: SAMPLES };
	}

	header(): Uint8Array {
		return Buffer.alloc(0);
	}
}

function headAt(bytes: Buffer, at: number): Head | undefined {
	const head = adtsFrameAt(bytes, at);
	return head && { ...head, sound: `${head.sampleRate} Hz, ${channelsInWords(head.channels)}` };
}

/** A frame whose one block has no sound (ISO 14496-3, 4.4.2), with the header of the others. */
function silentFrame({ head, bytes: like }: Frame<Head>): Buffer | undefined {
	const { channels } = head;
	if (channels !== 1 && channels !== 2) return undefined;
	const element = channels === 1 ? MONO : [...STEREO, EMPTY_STREAM];
	const bits = [...element, EMPTY_STREAM, END].join('');
	const block = [...bits.matchAll(/.{1,8}/g)].map(([byte]) => parseInt(byte.padEnd(8, '0'), 2));
	const length = HEAD_BYTES + block.length;
	const frame = Buffer.from([...like.subarray(0, HEAD_BYTES), ...block]);
	// Without a checksum, of its own length, at any rate of bits, with one block.
	frame[1] |= 1;
	frame[3] &= 0xfc;
	frame[4] = length >> 3;
	frame[5] = ((length & 7) << 5) | 0x1f;
	frame[6] = 0xfc;
	return frame;
}
