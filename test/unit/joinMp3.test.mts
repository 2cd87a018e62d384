import { crc16 } from '../../nodes/shared/files/join/crc';
import { encodeMp3 } from '../../sandbox/media/mp3.mts';
import { probe } from '../support/harness.mts';
import { expectSame, joined, tone } from '../support/joined.mts';
import { id3, noise, rowOf } from '../support/samples.mts';

/** MPEG 2 Layer III, 24 kHz, mono, 64 kbit/s: each frame is as long, and lasts 24 ms. */
const FRAME = 192;
let a: Buffer;
let b: Buffer;
beforeAll(async () => {
	a = await encodeMp3(tone(300, 1));
	b = await encodeMp3(tone(500, 2));
});

const latin = (text: string) => Buffer.from(text, 'latin1');

/** A joined file in two: its header, which is a frame of its own, and the frames behind it. */
function parts(file: Buffer, headerBytes = FRAME) {
	const header = file.subarray(0, headerBytes);
	const at = Math.max(header.indexOf('Xing'), header.indexOf('Info'));
	return {
		name: header.toString('latin1', at, at + 4),
		frames: header.readUInt32BE(at + 8),
		bytes: header.readUInt32BE(at + 12),
		table: header.subarray(at + 16, at + 116),
		rest: header.subarray(at + 116),
		sound: file.subarray(headerBytes),
	};
}

/** An APE tag of a cover, before or behind the sound. */
function ape(bytes: number): Buffer {
	const head = Buffer.concat([latin('APETAGEX'), Buffer.alloc(24)]);
	head.writeUInt32LE(bytes + 32, 12);
	return Buffer.concat([head, noise(bytes), head]);
}

/** A frame that is the header of a file, like the frames of `a`. */
function infoFrame(name: string, at: number): Buffer {
	const frame = rowOf('fff384c4', FRAME, 1);
	frame.write(name, at, 'latin1');
	return frame;
}

/** Junk in which no frame begins. */
const junk = (bytes: number) => Buffer.alloc(bytes, 'junk');

test('joined MP3 has the frames of all pieces behind one header', async () => {
	const { file, durationSeconds, spans } = await joined('mp3', [a, b, a]);
	const { name, frames, bytes, rest, sound } = parts(file);
	expectSame(sound, Buffer.concat([a, b, a]));
	expectSame(rest, Buffer.alloc(rest.length));
	expect({ name, frames, bytes }).toEqual({
		name: 'Info',
		frames: sound.length / FRAME,
		bytes: file.length,
	});
	expect(durationSeconds).toBeCloseTo(frames * 0.024, 9);
	const { duration, codecProfile } = await probe(file, 'audio/mpeg');
	expect(duration).toBeCloseTo(frames * 0.024, 9);
	expect(codecProfile).toBe('CBR');
	const second = (a.length / FRAME) * 0.024;
	expect(spans?.[1].startSeconds).toBeCloseTo(second, 9);
	expect(spans?.[1].endSeconds).toBeCloseTo(second + (b.length / FRAME) * 0.024, 9);
});

test.each<[string, (piece: Buffer) => Buffer]>([
	['a tag before it', (piece) => Buffer.concat([id3(4000), piece])],
	['a tag with frames in it', (piece) => Buffer.concat([id3(a.length).subarray(0, 10), a, piece])],
	[
		'a tag with a footer',
		(piece) => {
			const tag = id3(50);
			tag[5] = 0x10;
			return Buffer.concat([tag, Buffer.from('3DI-footer'), piece]);
		},
	],
	['a tag behind it', (piece) => Buffer.concat([piece, latin('TAG'), junk(125)])],
	['two tags behind it', (piece) => Buffer.concat([piece, ape(900), latin('TAG'), junk(125)])],
	['an APE tag before it', (piece) => Buffer.concat([ape(70_000), piece])],
	['the header of LAME', (piece) => Buffer.concat([infoFrame('Info', 13), piece])],
	['the header of Xing', (piece) => Buffer.concat([id3(9), infoFrame('Xing', 13), piece])],
	['the header of Fraunhofer', (piece) => Buffer.concat([infoFrame('VBRI', 36), piece])],
	['junk before it', (piece) => Buffer.concat([junk(9000), piece])],
	['the end of another frame before it', (piece) => Buffer.concat([a.subarray(-70), piece])],
	[
		'junk and a tag between frames',
		(piece) => {
			const [start, rest] = [piece.subarray(0, FRAME * 5), piece.subarray(FRAME * 5)];
			return Buffer.concat([start, junk(300), id3(60), rest]);
		},
	],
	// Looks like a frame, but none follows where it would end.
	['a header alone before it', (piece) => Buffer.concat([rowOf('fff384c4', 100, 1), piece])],
	[
		'a header alone behind junk in its midst',
		(piece) => {
			const [start, rest] = [piece.subarray(0, FRAME * 5), piece.subarray(FRAME * 5)];
			return Buffer.concat([start, junk(300), rowOf('fff384c4', 100, 1), junk(300), rest]);
		},
	],
	[
		'a frame of other sound before it',
		(piece) => Buffer.concat([rowOf('fffb9064', 417, 1), piece]),
	],
	[
		'frames of other sound in its midst',
		(piece) => {
			const [start, rest] = [piece.subarray(0, FRAME * 5), piece.subarray(FRAME * 5)];
			return Buffer.concat([start, rowOf('fffb9064', 417, 4), rest]);
		},
	],
	['half a frame at its end', (piece) => Buffer.concat([piece, a.subarray(0, 100)])],
	['half a header at its end', (piece) => Buffer.concat([piece, a.subarray(0, 2)])],
])('a piece with %s is as one without', async (_what, change) => {
	for (const chunkBytes of [13, 65_536]) {
		const { file } = await joined('mp3', [a, b].map(change), { chunkBytes });
		expectSame(parts(file).sound, Buffer.concat([a, b]));
		expect(parts(file).frames * FRAME).toBe(a.length + b.length);
	}
});

test.each([1, 2])('a piece of %i frames is found behind and before junk', async (frames) => {
	const few = a.subarray(0, FRAME * frames);
	// The second looks like the header of a frame that is longer than all that follows.
	for (const start of [junk(50), Buffer.from('fffb9064', 'hex')]) {
		for (const end of ['', 'TAG', 'TAG'.padEnd(128), a.subarray(0, 60), a.subarray(0, 3)]) {
			const piece = Buffer.concat([start, few, Buffer.from(end)]);
			const { file } = await joined('mp3', [piece, b]);
			expectSame(parts(file).sound, Buffer.concat([few, b]));
		}
	}
});

test.each([
	[1, 6, true],
	[1, 7, false],
	[2, 7, false],
	[3, 7, true],
])('%i frames before %i bytes of junk are sound: %s', async (frames, bytes, isSound) => {
	const few = a.subarray(0, FRAME * frames);
	const joining = joined('mp3', [b, Buffer.concat([few, junk(bytes)])]);
	if (isSound) expectSame(parts((await joining).file).sound, Buffer.concat([b, few]));
	else await expect(joining).rejects.toMatchObject({ explanation: expect.anything() });
});

/** The length of a frame and of all in it but sound, and how far a number of bytes is moved left. */
test.each([
	['MPEG 1', 'fffb90c4', 417, 4 + 17, 7],
	['MPEG 2', 'fff384c4', 192, 4 + 9, 8],
])(
	'a frame of %s may use all bytes before it, and no more',
	async (_, head, length, other, left) => {
		for (const used of [length - other, length - other + 1]) {
			const piece = rowOf(head, length, 4);
			piece.writeUInt16BE(used << left, length + 4);
			const { file } = await joined('mp3', [piece]);
			const kept = parts(file, length).sound.readUInt16BE(length + 4) >> left;
			expect(kept).toBe(used === length - other ? used : 0);
		}
	},
);

test('a frame that needs the bytes of one that is gone is silent, and its bytes stay', async () => {
	// The second one uses 39 bytes of the first, and the third 47 of the second.
	const { file } = await joined('mp3', [b, a.subarray(FRAME)]);
	const begun = parts(file).sound.subarray(b.length);
	expect([a[FRAME + 4], a[2 * FRAME + 4]]).toEqual([39, 47]);
	expectSame(begun.subarray(4, 13), Buffer.alloc(9));
	expectSame(begun.subarray(13), a.subarray(FRAME + 13));
});

test('its checksum is right then', async () => {
	// MPEG 1, stereo: the header, a checksum, 32 bytes of side information, which uses 5 bytes.
	const frame = rowOf('fffa9064', 417, 1);
	frame.writeUInt16BE(5 << 7, 6);
	frame.fill(0x55, 8, 38);
	const { file } = await joined('mp3', [Buffer.concat(Array<Buffer>(4).fill(frame))]);
	const { sound } = parts(file, 417);
	expectSame(sound.subarray(6, 38), Buffer.alloc(32));
	expect(sound.readUInt16BE(4)).toBe(crc16(sound, 6, 38, crc16(sound, 2, 4, 0xffff)));
	expectSame(sound.subarray(417), Buffer.concat([frame, frame, frame]));
});

test('a pause is so many silent frames, of the bit rate of the others', async () => {
	const { file, durationSeconds, spans } = await joined('mp3', [a, b], { pauseAfterMs: 1000 });
	const { name, sound } = parts(file);
	const silent = Buffer.concat([Buffer.from('fff384c4', 'hex'), Buffer.alloc(FRAME - 4)]);
	const pause = Buffer.concat(Array<Buffer>(42).fill(silent));
	expectSame(sound, Buffer.concat([a, pause, b]));
	expect(name).toBe('Info');
	expect(durationSeconds).toBeCloseTo((sound.length / FRAME) * 0.024, 9);
	expect(spans?.[1].startSeconds).toBeCloseTo((spans?.[0].endSeconds ?? 0) + 42 * 0.024, 9);
});

test('the header and pauses have no checksum and no padding, also among frames that have', async () => {
	const piece = rowOf('fffa9264', 418, 5);
	const { file } = await joined('mp3', [piece, piece], { pauseAfterMs: 27 });
	const silent = Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(413)]);
	expectSame(parts(file, 417).sound, Buffer.concat([piece, silent, piece]));
	expect(file.toString('hex', 0, 4)).toBe('fffb9064');
});

/** Headers of frames and their lengths in bytes, with the length of the header of a file in them. */
test.each<[string, string, number, number, number]>([
	['MPEG 1, stereo, padded', 'fffb9264', 418, 1152 / 44_100, 417],
	['MPEG 1, mono', 'fffb90c4', 417, 1152 / 44_100, 417],
	['MPEG 1 of few bits, stereo', 'fffb1464', 96, 1152 / 48_000, 168],
	['MPEG 2 of few bits, mono', 'fff328c4', 72, 576 / 16_000, 144],
	['MPEG 2.5, stereo', 'ffe34864', 288, 576 / 8000, 288],
])('the header of %s tells how long the file is', async (_what, head, bytes, seconds, header) => {
	const piece = rowOf(head, bytes, 30);
	const { file, durationSeconds } = await joined('mp3', [piece, piece]);
	const { frames, sound } = parts(file, header);
	expectSame(sound, Buffer.concat([piece, piece]));
	expect(frames).toBe(60);
	expect(durationSeconds).toBeCloseTo(60 * seconds, 9);
	expect((await probe(file, 'audio/mpeg')).duration).toBeCloseTo(60 * seconds, 9);
});

test.each([99, 5000])(
	'the table of a file of %i frames of different length leads to each hundredth of it',
	async (count) => {
		// Quiet at first, then loud.
		const few = rowOf('fff334c4', 72, Math.floor(count / 3));
		const many = rowOf('fff3e4c4', 480, count - Math.floor(count / 3));
		const { file } = await joined('mp3', [few, many]);
		const { name, frames, table, sound } = parts(file, 144);
		expect({ name, frames, bytes: sound.length }).toEqual({
			name: 'Xing',
			frames: count,
			bytes: few.length + many.length,
		});
		const placeOf = (frame: number) =>
			144 + Math.min(frame, few.length / 72) * 72 + Math.max(0, frame - few.length / 72) * 480;
		const steps = [...table].map((step, percent) => {
			const place = placeOf(Math.floor((percent * count) / 100));
			return Math.abs(step - (place * 256) / file.length);
		});
		// Less than a step, and what three frames are of the file.
		expect(Math.max(...steps)).toBeLessThan(1 + (3 * 480 * 256) / file.length);
	},
);

test.each<[string, string, number, string]>([
	['sample rate', 'fff380c4', 208, '22050 Hz'],
	['number of channels', 'fff38464', 192, 'stereo'],
	['version', 'fffb54c4', 192, 'MPEG-1'],
])('a piece of another %s is refused by its number', async (_what, head, bytes, word) => {
	await expect(joined('mp3', [a, b, rowOf(head, bytes, 9)])).rejects.toMatchObject({
		explanation: {
			message: expect.stringContaining('Part 3'),
			description: expect.stringMatching(new RegExp(`${word}.*24000 Hz, mono`)),
		},
	});
});

test.each<[string, () => Buffer]>([
	['nothing', () => Buffer.alloc(0)],
	['tags alone', () => Buffer.concat([id3(90), ape(90)])],
	['a header alone', () => infoFrame('Info', 13)],
	['half a frame', () => a.subarray(0, 100)],
	['frames of Layer II', () => rowOf('fffd42c4', 209, 9)],
	['AAC', () => rowOf('fff15040213ffc', 265, 9)],
	['text', () => Buffer.alloc(5000, 'Forbidden')],
])('a piece of %s is refused by its number', async (_what, piece) => {
	await expect(joined('mp3', [a, piece()])).rejects.toMatchObject({
		explanation: { message: expect.stringContaining('Part 2') },
	});
});
