import { crc16, crc8 } from '../../nodes/shared/files/join/crc';
import { flacHeadAt, renumbered, silentFrame } from '../../nodes/shared/files/join/flacFrame';
import { encodeFlac } from '../../sandbox/media/flac.mts';
import { probe } from '../support/harness.mts';
import { decodeFlac, expectSame, joined, tone } from '../support/joined.mts';
import { id3 } from '../support/samples.mts';

/** Each ends within a frame. */
const PIECES = [tone(300, 0.9), tone(500, 1.7), tone(700, 0.3)];
let files: Buffer[];
beforeAll(async () => {
	files = await Promise.all(PIECES.map(encodeFlac));
});

/** The samples of all pieces, with so many of silence between them. */
const samplesOf = (pieces: typeof PIECES, gap = 0) =>
	Int16Array.from(
		pieces.flatMap(({ samples }, index) => [...Array<number>(index && gap).fill(0), ...samples]),
	);

test('joined FLAC has every sample of the pieces, and says so', async () => {
	const { file, durationSeconds, spans } = await joined('flac', files);
	const { samples, info, numbers } = await decodeFlac(file);
	expectSame(samples, samplesOf(PIECES));
	expect(info).toMatchObject({ sampleRate: 24_000, channels: 1, bitsPerSample: 16 });
	expect(info.total_samples).toBe(samples.length);
	// Not told, which is better than wrong.
	expect(info.md5sum).toMatch(/^0+$/);
	expect(numbers[0]).toEqual(['samples', 0]);
	expect(durationSeconds).toBeCloseTo(2.9, 5);
	expect((await probe(file)).duration).toBeCloseTo(2.9, 5);
	expect(spans?.map(({ startSeconds }) => startSeconds)).toEqual([0, 0.9, 2.6]);
});

test('each frame is numbered by its first sample, in a stream of its own sizes', async () => {
	const { file } = await joined('flac', files);
	const { numbers, info } = await decodeFlac(file);
	const sizes = numbers.map(([, number], index) => (numbers[index + 1]?.[1] ?? 69_600) - number);
	expect(Math.max(...sizes)).toBe(info.max_blocksize);
	expect(Math.min(...sizes.slice(0, -1))).toBe(info.min_blocksize);
	const starts = [...file.keys()].filter((at) => flacHeadAt(file, at));
	const lengths = starts.map((start, index) => (starts[index + 1] ?? file.length) - start);
	expect(lengths).toHaveLength(numbers.length);
	expect(Math.max(...lengths)).toBe(info.max_framesize);
	expect(Math.min(...lengths)).toBe(info.min_framesize);
});

test('pauses are samples of silence', async () => {
	// As many as are given anyway, so that no frame is too short.
	const { file, durationSeconds, spans } = await joined('flac', files, { pauseAfterMs: 1200 });
	const { samples } = await decodeFlac(file);
	expectSame(samples, samplesOf(PIECES, 28_800));
	expect(durationSeconds).toBeCloseTo(5.3, 5);
	expect(spans?.[1].startSeconds).toBeCloseTo(2.1, 5);
	expect(spans?.[1].endSeconds).toBeCloseTo(3.8, 5);
});

test('the end of a piece that is too short for a frame within a file is left out', async () => {
	const short = { ...PIECES[0], samples: PIECES[0].samples.subarray(0, 1152 * 3 + 15) };
	const { file } = await joined('flac', [await encodeFlac(short), files[1]]);
	const kept = { ...short, samples: short.samples.subarray(0, 1152 * 3) };
	expectSame((await decodeFlac(file)).samples, samplesOf([kept, PIECES[1]]));
});

test.each<[string, (file: Buffer) => Buffer]>([
	['a tag before it', (file) => Buffer.concat([id3(3000), file])],
	['a tag behind it', (file) => Buffer.concat([file, Buffer.from('TAG'), Buffer.alloc(125)])],
	[
		'a block of words',
		(file) => {
			const words = Buffer.concat([Buffer.of(0x84, 0, 0, 200), Buffer.alloc(200, 'words')]);
			const start = Buffer.from(file.subarray(0, 42));
			start[4] = 0;
			return Buffer.concat([start, words, file.subarray(42)]);
		},
	],
	[
		'a length that nobody knew',
		(file) => {
			const streamed = Buffer.from(file);
			streamed.fill(0, 22, 42);
			return streamed;
		},
	],
])('a piece with %s is as one without', async (_what, change) => {
	// What libFLAC itself writes behind the first block goes.
	const plain = files.map((file) => {
		const audio = file.subarray([...file.keys()].find((at) => at > 42 && flacHeadAt(file, at)));
		const start = Buffer.from(file.subarray(0, 42));
		start[4] = 0x80;
		return Buffer.concat([start, audio]);
	});
	const { file } = await joined('flac', plain.map(change));
	expectSame(file, (await joined('flac', files)).file);
});

test('a frame that is cut off is left out', async () => {
	const { file } = await joined('flac', [files[0].subarray(0, -30), files[1]]);
	const { samples } = await decodeFlac(file);
	const whole = PIECES[0].samples.subarray(0, Math.floor(PIECES[0].samples.length / 1152) * 1152);
	expectSame(samples, samplesOf([{ ...PIECES[0], samples: whole }, PIECES[1]]));
});

test('a damaged frame is left out, and no other', async () => {
	const damaged = Buffer.from(files[1]);
	damaged[20_000] ^= 1;
	const { durationSeconds } = await joined('flac', [files[0], damaged]);
	expect(durationSeconds).toBeCloseTo(2.6 - 1152 / 24_000, 5);
});

test.each([0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff])(
	'sample %i is numbered as UTF-8 codes a letter',
	(number) => {
		const at = [...files[0].keys()].find((place) => place > 42 && flacHeadAt(files[0], place)) ?? 0;
		const head = flacHeadAt(files[0], at);
		if (!head) throw new Error('No frame');
		const frame = renumbered(files[0].subarray(at), head, number);
		const letter = Buffer.from(String.fromCodePoint(number));
		expect(frame.subarray(4, 4 + letter.length)).toEqual(letter);
		expect(flacHeadAt(frame, 0)).toMatchObject({ samples: head.samples });
		expect(
			renumbered(frame, flacHeadAt(frame, 0) ?? head, 2 ** 36 - 1).toString('hex', 4, 11),
		).toBe('febfbfbfbfbfbf');
	},
);

test('silence has the rate, the width and the channels of the sound around it', () => {
	// Left and side, 24 bits, 4,608 samples, a rate of 22,050 Hz behind the number of the frame.
	const start = Buffer.from('fff85d8c055622', 'hex');
	const like = Buffer.concat([start, Buffer.of(crc8(start))]);
	const head = flacHeadAt(like, 0);
	expect(head).toEqual({ length: 8, samples: 4608 });
	if (!head) return;
	const silent = silentFrame(like, head, 300, 1000, { channels: 2, width: 24 });
	// Numbered by samples, of 1,000 samples, left and right: 24 bits of zero for each.
	expect(silent.toString('hex', 0, 10)).toBe('fff97d1cc4ac03e75622');
	expect(silent.subarray(11, -2)).toEqual(Buffer.alloc(8));
	expect(flacHeadAt(silent, 0)).toEqual({ length: 11, samples: 1000 });
	expect(crc16(silent)).toBe(0);
});
