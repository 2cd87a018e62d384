import { ExplainedError } from '../../core/explainedError';
import type { ByteWindow } from './byteWindow';

/** Some bytes of a file, and how many samples of each channel are in them. */
export interface Block {
	bytes: Uint8Array;
	samples: number;
}

/** What is in a joined file, its header left aside. */
export interface Totals {
	bytes: number;
	samples: number;
}

/** How files of one format become one. It goes through all pieces once, in their order. */
export interface Joiner {
	/** In Hz, of the piece that is being read; 0 when nobody knows. */
	sampleRate: number;
	/** What a piece must have in common with the others, in words: `48000 Hz, mono`. */
	sound: string;
	/** The sound of a piece, without the headers and tags around it. */
	read(piece: ByteWindow): AsyncIterable<Block>;
	/** Silence that goes on from the piece that was read last. */
	silence(milliseconds: number): Iterable<Block>;
	/** What stands before the sound of all pieces. */
	header(totals: Totals): Uint8Array;
	/** What stands behind it. */
	trailer?(totals: Totals): Uint8Array;
}

/** Sizes of more bytes don't fit into the header of a WAV or MP3 file. */
const LARGEST = 2 ** 32 - 2 ** 12;

/** Refuses what is too much for a header with sizes of 32 bits. */
export function checkSize({ bytes }: Totals): void {
	if (bytes <= LARGEST) return;
	throw new ExplainedError({
		message: 'The joined file would be larger than 4 GB, which its format does not allow',
		description: 'Shorten the text, or choose MP3 or FLAC as Output Format.',
	});
}

/** `mono`, `stereo`, `6 channels` */
export function channelsInWords(channels: number): string {
	return ['no channels', 'mono', 'stereo'][channels] ?? `${channels} channels`;
}

export function samplesIn(milliseconds: number, sampleRate: number): number {
	return Math.round((milliseconds * sampleRate) / 1000);
}
