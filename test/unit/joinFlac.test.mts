import { crc16, crc8 } from '../../nodes/shared/files/join/crc';
import { ByteWindow } from '../../nodes/shared/files/join/byteWindow';
import { FlacJoiner } from '../../nodes/shared/files/join/flac';
import { flacHeadAt, renumbered, silentFrame } from '../../nodes/shared/files/join/flacFrame';
import { encodeFlac } from '../../sandbox/media/flac.mts';
import { probe } from '../support/harness.mts';
import { decodeFlac, expectSame, joined, tone } from '../support/joined.mts';
import { id3, noise } from '../support/samples.mts';

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
	const { samples, info } = await decodeFlac(file);
	expectSame(samples, samplesOf(PIECES, 28_800));
	// Longer ones some players don't take.
	expect(info.max_blocksize).toBe(4096);
	expect(durationSeconds).toBeCloseTo(5.3, 5);
	expect(spans?.[1].startSeconds).toBeCloseTo(2.1, 5);
	expect(spans?.[1].endSeconds).toBeCloseTo(3.8, 5);
});

test.each([
	[15, 0],
	[16, 16],
])('the end of a piece must be long enough for a frame within a file: %i', async (end, stays) => {
	const piece = (samples: number) => ({
		...PIECES[0],
		samples: PIECES[0].samples.subarray(0, 1152 * 3 + samples),
	});
	const { file } = await joined('flac', [await encodeFlac(piece(end)), files[1]]);
	expectSame((await decodeFlac(file)).samples, samplesOf([piece(stays), PIECES[1]]));
});

/** The parts of STREAMINFO that tell about the samples, as another encoder would have written them. */
function told(
	{ rate = 24_000, channels = 1, width = 16 }: Record<string, number>,
	file = files[1],
): Buffer {
	const changed = Buffer.from(file);
	const others = file.readUInt32BE(18) & 15;
	const bits = (rate << 12) | ((channels - 1) << 9) | ((width - 1) << 4) | others;
	changed.writeUInt32BE(bits >>> 0, 18);
	return changed;
}

test.each<[string, Record<string, number>, RegExp]>([
	['sample rate', { rate: 44_100 }, /44100 Hz.*24000 Hz/],
	['number of channels', { channels: 6 }, /6 channels.*mono/],
	['width', { width: 24 }, /24 bit.*16 bit/],
])('a piece of another %s is refused by its number', async (_what, changes, words) => {
	await expect(joined('flac', [files[0], told(changes)])).rejects.toMatchObject({
		explanation: {
			message: expect.stringContaining('Part 2'),
			description: expect.stringMatching(words),
		},
	});
});

test.each<[string, () => Buffer]>([
	['nothing in it', () => Buffer.alloc(0)],
	['another format', () => Buffer.concat([Buffer.from('RIFF'), files[1]])],
	['a name alone', () => files[1].subarray(0, 4)],
	['half a head of a block', () => files[1].subarray(0, 6)],
	['half a block', () => files[1].subarray(0, 8 + 5)],
	['no frames', () => files[1].subarray(0, 42)],
	['no word on its samples', () => Buffer.from(files[1]).fill(4, 4, 5)],
	['no sample rate', () => told({ rate: 0 })],
])('a piece with %s is refused by its number, wherever it is', async (_what, piece) => {
	for (const [part, pieces] of [
		[files[0], piece()],
		[piece(), files[0]],
	].entries()) {
		await expect(joined('flac', pieces)).rejects.toMatchObject({
			explanation: { message: expect.stringContaining(`Part ${2 - part}`) },
		});
	}
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
		'a block in which frames are',
		(file) => {
			const frames = file.subarray(42, 42 + 5000);
			const head = Buffer.of(0x84, 0, frames.length >> 8, frames.length & 255);
			const start = Buffer.from(file.subarray(0, 42));
			start[4] = 0;
			return Buffer.concat([start, head, frames, file.subarray(42)]);
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
	for (const chunkBytes of [11, 65_536]) {
		const { file } = await joined('flac', plain.map(change), { chunkBytes });
		expectSame(file, (await joined('flac', files)).file);
	}
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

test('a damaged frame is looked at no further than a frame may be long', async () => {
	const damaged = Buffer.from(files[1]);
	damaged[[...damaged.keys()].filter((at) => at > 42 && flacHeadAt(damaged, at))[0] + 50] ^= 1;
	async function* bytes() {
		yield damaged;
		for (let more = 0; more < 20; more++) yield files[1];
		throw new Error('It reads on and on');
	}
	const { value } = await new FlacJoiner().read(new ByteWindow(bytes())).next();
	expect(value).toMatchObject({ samples: 1152 });
});

/** A file of one frame of 8 bits, whose samples stand there as they are (RFC 9639, 9.2.2). */
function verbatim(channels: Buffer[]) {
	const [{ length }] = channels;
	const start = Buffer.from([0xff, 0xf8, 0x70, ((channels.length - 1) << 4) | 2, 0, 0, 0]);
	start.writeUInt16BE(length - 1, 5);
	const subframes = channels.flatMap((samples) => [Buffer.of(2), samples]);
	const frame = Buffer.concat([start, Buffer.of(crc8(start)), ...subframes, Buffer.alloc(2)]);
	frame.writeUInt16BE(crc16(frame, 0, frame.length - 2), frame.length - 2);
	const about = told({ rate: 8000, channels: channels.length, width: 8 }, files[0].subarray(0, 42));
	about[4] = 0x80;
	return { frame, file: Buffer.concat([about, frame]) };
}

test('sound of eight channels that is not compressed is found whole', async () => {
	const { file } = verbatim(Array<Buffer>(8).fill(noise(1152)));
	expect((await joined('flac', [file, file])).durationSeconds).toBe((2 * 1152) / 8000);
});

test('a frame whose checksum is right before its end, too, is whole', async () => {
	// It goes on being right while zeros follow.
	const samples = noise(3000).fill(0, 4);
	const { frame } = verbatim([samples]);
	samples.writeUInt16BE(crc16(frame, 0, 9 + 2), 2);
	const { file, frame: quiet } = verbatim([samples]);
	expect(crc16(quiet, 0, 2000)).toBe(0);
	for (const chunkBytes of [1, 65_536]) {
		const { file: both } = await joined('flac', [file, file], { chunkBytes });
		// The second one has a number of three bytes.
		expect(both).toHaveLength(42 + 2 * quiet.length + 2);
	}
});

test.each([5, 2 ** 32 + 5, 2 ** 36 - 1])('a file of %i samples says so', (samples) => {
	const header = Buffer.from(new FlacJoiner().header({ bytes: 0, samples }));
	expect((header[21] & 15) * 2 ** 32 + header.readUInt32BE(22)).toBe(samples);
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
