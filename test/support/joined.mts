import type { Flac } from 'libflacjs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { joinAudio } from '../../nodes/shared/files/join';
import { render, type Pcm } from '../../sandbox/media/pcm.mts';

interface Way {
	pauseAfterMs?: number;
	/** How many bytes of a piece come at a time. */
	chunkBytes?: number;
	sampleRate?: number;
}

/** A file in chunks of so many bytes. */
export function inChunks(content: Buffer, bytes = 64 * 1024): Readable {
	const count = Math.ceil(content.length / bytes);
	return Readable.from(
		Array.from({ length: count }, (_, index) =>
			content.subarray(index * bytes, (index + 1) * bytes),
		),
	);
}

/** What comes of files that are joined. */
export async function joined(
	format: string,
	files: Buffer[],
	{ pauseAfterMs, chunkBytes, sampleRate }: Way = {},
) {
	const pieces = files.map((content) => ({
		open: async () => inChunks(content, chunkBytes),
		pauseAfterMs,
	}));
	const { stream, ...about } = await joinAudio(format, pieces, { sampleRate });
	return { file: await buffer(stream), ...about };
}

/** Whether bytes or samples are the same: Jest would compare them one by one, and print them all. */
export function expectSame(given: Uint8Array | Int16Array, wanted: Uint8Array | Int16Array): void {
	const bytesOf = ({ buffer: bytes, byteOffset, byteLength }: Uint8Array | Int16Array) =>
		Buffer.from(bytes, byteOffset, byteLength);
	expect(given).toHaveLength(wanted.length);
	expect(bytesOf(given).equals(bytesOf(wanted))).toBe(true);
}

/** A tone, loud up to both its ends. */
export function tone(hertz: number, seconds: number, sampleRate = 24_000): Pcm {
	const wave = (time: number) => 0.5 * Math.sin(2 * Math.PI * hertz * time);
	return { samples: render(seconds, sampleRate, wave), sampleRate };
}

/** How loud a tone is in some samples: 1 for one at its loudest. */
export function loudness(samples: ArrayLike<number>, hertz: number, sampleRate: number): number {
	let [real, imaginary] = [0, 0];
	for (let at = 0; at < samples.length; at++) {
		const phase = (2 * Math.PI * hertz * at) / sampleRate;
		real += samples[at] * Math.cos(phase);
		imaginary += samples[at] * Math.sin(phase);
	}
	return (2 * Math.hypot(real, imaginary)) / samples.length;
}

/** What libFLAC makes of a file of one channel of 16 bits. Throws when anything in it is wrong. */
export async function decodeFlac(file: Buffer) {
	const { default: libFactory } = await import('libflacjs');
	const flac: Flac = libFactory('release');
	if (!flac.isReady()) await new Promise<void>((resolve) => flac.on('ready', () => resolve()));
	const blocks: Int16Array[] = [];
	const numbers: Array<[string, number]> = [];
	const wrong: string[] = [];
	let info = {};
	let at = 0;
	const decoder = flac.create_libflac_decoder(true);
	flac.init_decoder_stream(
		decoder,
		(count) => {
			const part = Uint8Array.from(file.subarray(at, at + count));
			at += part.length;
			return { buffer: part, readDataLength: part.length };
		},
		([channel], frame) => {
			numbers.push([frame.numberType, frame.number]);
			const { buffer: bytes, byteOffset, byteLength } = channel;
			blocks.push(new Int16Array(bytes.slice(byteOffset, byteOffset + byteLength)));
		},
		(_code, what) => void wrong.push(String(what)),
		(metadata) => void (info = { ...metadata }),
	);
	flac.FLAC__stream_decoder_process_until_end_of_stream(decoder);
	flac.FLAC__stream_decoder_finish(decoder);
	flac.FLAC__stream_decoder_delete(decoder);
	if (wrong.length) throw new Error(`libFLAC finds ${wrong.slice(0, 3).join(', ')}`);
	const samples = Int16Array.from(blocks.flatMap((block) => [...block]));
	return { samples, numbers, info: info as Record<string, unknown> };
}
