import type { Clock } from '../../core/clock';
import { systemClock } from '../../core/clock';
import { ExplainedError } from '../../core/explainedError';
import { CANCELED } from '../../errors/explainEnding';
import type { Readable } from '../../http/body';
import type { Bytes } from '../upload';
import { AdtsJoiner } from './adts';
import { ByteWindow } from './byteWindow';
import { FlacJoiner } from './flac';
import type { Block, Joiner } from './joiner';
import { Mp3Joiner } from './mp3';
import { PcmJoiner } from './pcm';
import { streamOf } from './stream';
import { WavJoiner } from './wav';

/** One of the files that become one. It is opened twice: to measure it, and to write it. */
export interface Piece {
	open(): Promise<Bytes>;
	/** Silence behind it, unless it is the last one. */
	pauseAfterMs?: number;
}

/** Where a piece is in the joined file. */
export interface Span {
	startSeconds: number;
	endSeconds: number;
}

export interface Joined {
	/** The file. The pieces are read once more while it is. */
	stream: Readable;
	/** Undefined for raw sound of a rate that nobody told, as are the spans. */
	durationSeconds?: number;
	/** Of each piece, without the silence behind it. */
	spans?: Span[];
}

export interface JoinOptions {
	/** Of raw sound, in Hz. */
	sampleRate?: number;
	/** Ends it. */
	signal?: AbortSignal;
	clock?: Pick<Clock, 'sleep'>;
}

type NewJoiner = new (format: string, sampleRate?: number) => Joiner;

const RAW = ['s16le', 's16be', 's32le', 's32be', 'f32le', 'f32be'].map((name) => `pcm_${name}`);
/** What joins each format, by the API's names (contract: TtsOutputConfiguration). */
export const JOINERS: Record<string, NewJoiner> = {
	adts: AdtsJoiner,
	flac: FlacJoiner,
	mp3: Mp3Joiner,
	...Object.fromEntries(RAW.map((format) => [format, PcmJoiner])),
	wav: WavJoiner,
};

/**
 * Audio files of one format as one file, in flat memory. Nothing is decoded: what is silent at the
 * ends of a piece stays. Throws when a piece has another sample rate or other channels than the
 * first.
 */
export async function joinAudio(
	format: string,
	pieces: Piece[],
	{ sampleRate, ...how }: JoinOptions = {},
): Promise<Joined> {
	const newJoiner = () => new JOINERS[format](format, sampleRate);
	const measured = newJoiner();
	const totals = { bytes: 0, samples: 0 };
	const spans: Span[] = [];
	for await (const { piece, bytes, samples } of blocksOf(pieces, measured, how)) {
		const startSeconds = totals.samples / measured.sampleRate;
		totals.bytes += bytes.length;
		totals.samples += samples;
		if (piece === undefined) continue;
		spans[piece] ??= { startSeconds, endSeconds: 0 };
		spans[piece].endSeconds = totals.samples / measured.sampleRate;
	}
	const header = measured.header(totals);
	const trailer = measured.trailer?.(totals) ?? Buffer.alloc(0);
	const blocks = blocksOf(pieces, newJoiner(), how);
	async function* file() {
		yield header;
		for await (const { bytes } of blocks) yield bytes;
		yield trailer;
	}
	const stream = streamOf(file());
	if (measured.sampleRate === 0) return { stream };
	return { stream, durationSeconds: totals.samples / measured.sampleRate, spans };
}

/** The sound of all pieces, with the number of the piece that a block belongs to, and the silence. */
async function* blocksOf(
	pieces: Piece[],
	joiner: Joiner,
	{ signal, clock = systemClock }: JoinOptions,
): AsyncGenerator<Block & { piece?: number }> {
	let sound: string | undefined;
	for (const [piece, { open, pauseAfterMs = 0 }] of pieces.entries()) {
		const window = new ByteWindow(await open());
		let hasSound = false;
		try {
			for await (const block of joiner.read(window)) {
				if (signal?.aborted) throw new ExplainedError(CANCELED);
				sound ??= joiner.sound;
				if (joiner.sound !== sound) throw differs(piece, joiner.sound, sound);
				hasSound = true;
				yield { ...block, piece };
			}
		} finally {
			await window.close();
		}
		if (!hasSound) throw isSilent(piece);
		if (piece < pieces.length - 1) yield* joiner.silence(pauseAfterMs);
		// Files that are in memory would leave n8n no time for anything else.
		await clock.sleep(0);
	}
}

function differs(piece: number, sound: string, first: string): ExplainedError {
	return new ExplainedError({
		message: `Part ${piece + 1} of the audio can't be joined to the parts before it`,
		description: `CAMB.AI made it in another way (${sound}) than part 1 (${first}). Choose another model or Output Format, or set Sample Rate.`,
		// Of two nobody knows which is the odd one.
		unfitPieces: piece === 1 ? [0, 1] : [piece],
	});
}

function isSilent(piece: number): ExplainedError {
	return new ExplainedError({
		message: `Part ${piece + 1} of the audio contains no sound that can be joined`,
		description:
			'CAMB.AI returned something else than was asked for. Choose another Output Format.',
		unfitPieces: [piece],
	});
}
