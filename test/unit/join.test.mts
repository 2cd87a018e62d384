import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { Piece } from '../../nodes/shared/files/join';
import { joinAudio, JOINERS } from '../../nodes/shared/files/join';
import { Mp3Joiner } from '../../nodes/shared/files/join/mp3';
import { WavJoiner } from '../../nodes/shared/files/join/wav';
import { memoryFile } from '../../nodes/shared/files/memoryFile';
import { encodeWav, pcmBytes } from '../../sandbox/media/wav.mts';
import { contract } from '../contract/contract.mts';
import { expectSame, inChunks, joined, tone } from '../support/joined.mts';

const PCM = [tone(300, 1), tone(500, 2)].map(pcmBytes);
const WAV = [tone(300, 1), tone(500, 2)].map(encodeWav);

test('every format that the API makes can be joined', () => {
	const { TtsOutputConfiguration } = contract.components.schemas;
	expect(TtsOutputConfiguration).toHaveProperty(
		'properties.format.enum',
		expect.arrayContaining(Object.keys(JOINERS)),
	);
	expect(TtsOutputConfiguration).toHaveProperty(
		'properties.format.enum.length',
		Object.keys(JOINERS).length,
	);
});

test.each([
	['pcm_s16le', 2],
	['pcm_s16be', 2],
	['pcm_s32le', 4],
	['pcm_s32be', 4],
	['pcm_f32le', 4],
	['pcm_f32be', 4],
])('%s is joined by whole samples, with silence between them', async (format, sampleBytes) => {
	const [a, b] = PCM;
	const cut = [Buffer.concat([a, Buffer.of(1)]), b];
	const way = { pauseAfterMs: 500, sampleRate: 24_000, chunkBytes: 777 };
	const { file, durationSeconds, spans } = await joined(format, cut, way);
	expectSame(file, Buffer.concat([a, Buffer.alloc(12_000 * sampleBytes), b]));
	// Silence belongs to none of them.
	expect(Object.keys(spans ?? {})).toEqual(['0', '1']);
	const [first, second] = [a, b].map(({ length }) => length / sampleBytes / 24_000);
	expect(durationSeconds).toBe(first + 0.5 + second);
	expect(spans?.[1]).toEqual({ startSeconds: first + 0.5, endSeconds: first + 0.5 + second });
});

test('of raw sound nobody knows how long it lasts, unless its rate was asked for', async () => {
	const { file, durationSeconds, spans } = await joined('pcm_s16le', PCM, { pauseAfterMs: 1000 });
	// The silence is for the rate that CAMB.AI usually makes.
	expectSame(file, Buffer.concat([PCM[0], Buffer.alloc(96_000), PCM[1]]));
	expect([durationSeconds, spans]).toEqual([undefined, undefined]);
});

test('pieces are opened one after another, twice each, and closed', async () => {
	const open = new Set<Readable>();
	let opened = 0;
	const pieces = WAV.map((content) => ({
		open: async () => {
			expect(open.size).toBe(0);
			opened += 1;
			const stream = inChunks(content, 1000);
			open.add(stream.on('close', () => open.delete(stream)));
			return stream;
		},
	}));
	const { stream } = await joinAudio('wav', pieces);
	expect(opened).toBe(2);
	await buffer(stream);
	expect(opened).toBe(4);
	expect(open.size).toBe(0);
});

test('pieces in memory are joined, and leave n8n time for other things', async () => {
	let turns = 0;
	let isOver = false;
	const turn = () => {
		turns += 1;
		if (!isOver) setImmediate(turn);
	};
	setImmediate(turn);
	const pieces = Array.from({ length: 20 }, () => memoryFile(PCM[0].toString('base64')));
	const { stream } = await joinAudio('pcm_s16le', pieces as Piece[]);
	expect(turns).toBeGreaterThanOrEqual(20);
	expect((await buffer(stream)).length).toBe(20 * PCM[0].length);
	isOver = true;
});

test.each([
	['measured', 1],
	['written', 2],
])('Stop ends it while the pieces are %s', async (_when, endlessFrom) => {
	const stop = new AbortController();
	let opened = 0;
	let reads = 0;
	let isClosed = false;
	async function* endless() {
		try {
			yield WAV[0];
			for (; ; reads++) {
				if (reads === 5) stop.abort();
				yield PCM[1];
			}
		} finally {
			isClosed = true;
		}
	}
	const open = async () => {
		opened += 1;
		return Readable.from(opened < endlessFrom ? [WAV[0]] : endless());
	};
	const joining = async () => {
		const { stream } = await joinAudio('wav', [{ open }], { signal: stop.signal });
		await buffer(stream);
	};
	await expect(joining()).rejects.toMatchObject({ explanation: expect.anything() });
	expect(reads).toBeLessThan(20);
	expect(isClosed).toBe(true);
});

test('whoever lets go of the joined file lets go of the piece that is open', async () => {
	const opened: Readable[] = [];
	const open = async () => {
		const stream = inChunks(Buffer.concat([WAV[1], Buffer.alloc(1_000_000)]), 1000);
		opened.push(stream);
		return stream;
	};
	const { stream } = await joinAudio('wav', [{ open }]);
	for await (const chunk of stream) if (chunk) break;
	expect(opened).toHaveLength(2);
	for (const piece of opened) {
		if (!piece.closed) await new Promise((resolve) => piece.once('close', resolve));
	}
});

test('a piece that breaks off ends the joined file with what went wrong', async () => {
	let opened = 0;
	const open = async () => {
		opened += 1;
		const isWhole = opened === 1;
		return Readable.from(
			(async function* () {
				yield WAV[0];
				if (!isWhole) throw new Error('The disk is gone');
			})(),
		);
	};
	const { stream } = await joinAudio('wav', [{ open }]);
	await expect(buffer(stream)).rejects.toThrow('The disk is gone');
	await expect(joinAudio('wav', [{ open }])).rejects.toThrow('The disk is gone');
});

test.each([
	['WAV', new WavJoiner()],
	['MP3', new Mp3Joiner()],
])('%s of more than 4 GB is refused, since its header could not tell its size', (_name, joiner) => {
	const header = (bytes: number) => () => joiner.header({ bytes, samples: 1 });
	expect(header(2 ** 32 - 4096)).not.toThrow();
	expect(header(2 ** 32 - 4095)).toThrow(
		expect.objectContaining({
			explanation: {
				message: expect.stringContaining('4 GB'),
				description: expect.stringContaining('FLAC'),
			},
		}),
	);
});

describe('pieces that can not be one file', () => {
	const [a, , other] = [tone(300, 1), tone(500, 2), tone(300, 1, 16_000)].map(encodeWav);
	const silent = encodeWav({ samples: new Int16Array(), sampleRate: 24_000 });

	test.each([
		['the second is of another rate, or the first', [a, other, a], [0, 1]],
		['a later one is of another rate', [a, a, other], [2]],
		['one has no sound', [a, silent, a], [1]],
	])('are named: %s', async (_what, files, unfitPieces) => {
		await expect(joined('wav', files)).rejects.toMatchObject({ explanation: { unfitPieces } });
	});
});
