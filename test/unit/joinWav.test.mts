import { ByteWindow } from '../../nodes/shared/files/join/byteWindow';
import { WavJoiner } from '../../nodes/shared/files/join/wav';
import { probe } from '../support/harness.mts';
import { expectSame, inChunks, joined } from '../support/joined.mts';

/** A chunk, with another size in its head if one is given. */
function chunk(name: string, body: Buffer, size = body.length): Buffer {
	const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
	head.writeUInt32LE(size, 4);
	return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

const wav = (...chunks: Buffer[]) => chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));

interface Format {
	coding?: number;
	channels?: number;
	sampleRate?: number;
	bits?: number;
	/** What stands behind the sixteen bytes that every format has. */
	more?: Buffer;
}

function fmt({ coding = 1, channels = 1, sampleRate = 8000, bits = 16, more }: Format = {}) {
	const body = Buffer.alloc(16);
	body.writeUInt16LE(coding, 0);
	body.writeUInt16LE(channels, 2);
	body.writeUInt32LE(sampleRate, 4);
	body.writeUInt32LE((sampleRate * channels * bits) / 8, 8);
	body.writeUInt16LE((channels * bits) / 8, 12);
	body.writeUInt16LE(bits, 14);
	return chunk('fmt ', Buffer.concat([body, more ?? Buffer.alloc(0)]));
}

/** WAVE_FORMAT_EXTENSIBLE of a coding. */
const extended = (coding: number) =>
	Buffer.concat([Buffer.from([22, 0, 16, 0, 4, 0, 0, 0, coding, 0]), Buffer.alloc(14, 'guid')]);

/** A format with a number of two bytes of 0 in it. */
const withZeros = (at: number) => fmt().fill(0, 8 + at, 8 + at + 2);

/** Half a second at 8 kHz, of bytes that are no letters. */
const sound = (byte: number, bytes = 8000) => Buffer.alloc(bytes, byte);
const A = sound(0x11);
const B = sound(0x92);
const plainA = wav(fmt(), chunk('data', A));
const LIST = chunk('LIST', Buffer.from('INFOISFT\x05\0\0\0Lavf\0', 'latin1'));

/** The chunks of a WAV, whose sizes must fill it. */
function chunksOf(file: Buffer): Record<string, Buffer> {
	expect(file.toString('latin1', 0, 4)).toBe('RIFF');
	expect(file.readUInt32LE(4)).toBe(file.length - 8);
	const chunks: Record<string, Buffer> = {};
	for (let at = 12; at < file.length;) {
		const size = file.readUInt32LE(at + 4);
		chunks[file.toString('latin1', at, at + 4)] = file.subarray(at + 8, at + 8 + size);
		at += 8 + size + (size % 2);
		expect(at).toBeLessThanOrEqual(file.length);
	}
	return chunks;
}

test.each<[string, Buffer]>([
	['a plain header', wav(fmt(), chunk('data', B))],
	['chunks before and behind the sound', wav(LIST, fmt(), LIST, chunk('data', B), LIST, LIST)],
	['a chunk of odd length', wav(chunk('note', Buffer.from('odd')), fmt(), chunk('data', B))],
	[
		'a chunk of odd length and no zero behind it',
		wav(chunk('note', Buffer.from('odd')).subarray(0, -1), fmt(), chunk('data', B)),
	],
	['a size of 0, as it is streamed', wav(fmt(), chunk('data', B, 0))],
	['a size of -1, as it is streamed', wav(fmt(), chunk('data', B, 0xffffffff))],
	['a size that is too large', wav(fmt(), chunk('data', B, 0x7fffff00))],
	['a size that is too small', wav(fmt(), chunk('data', B, 4000))],
	[
		'a size that is too small by as much as the head of a chunk',
		wav(fmt(), chunk('data', B, 7992)),
	],
	['a size that is too small and odd', wav(fmt(), chunk('data', B, 4001))],
	['a format with more in it', wav(fmt({ coding: 0xfffe, more: extended(1) }), chunk('data', B))],
	[
		'a format with no more in it than must be',
		wav(fmt({ coding: 0xfffe, more: extended(1).subarray(0, 10) }), chunk('data', B)),
	],
	['zeros behind its format', wav(fmt({ more: Buffer.alloc(1008) }), chunk('data', B))],
	['an empty extension', wav(fmt({ more: Buffer.alloc(2) }), chunk('data', B))],
	[
		'half a sample at its end',
		wav(fmt(), chunk('data', Buffer.concat([B, Buffer.of(7)]))).subarray(0, -1),
	],
	[
		'half a sample before another chunk',
		wav(fmt(), chunk('data', Buffer.concat([B, Buffer.of(7)])), LIST),
	],
	['an old tag behind it', Buffer.concat([wav(fmt(), chunk('data', B)), Buffer.alloc(128, 'TAG')])],
	...[16, 28].map((bytes): [string, Buffer] => [
		`a size of 64 bits, among ${bytes} bytes`,
		(() => {
			const sizes = Buffer.alloc(bytes);
			sizes.writeUInt32LE(B.length, 8);
			const chunks = [chunk('ds64', sizes), fmt(), chunk('data', B, 0xffffffff), LIST];
			return chunk('RF64', Buffer.concat([Buffer.from('WAVE'), ...chunks]), 0xffffffff);
		})(),
	]),
	[
		'half a size of 64 bits',
		wav(chunk('ds64', Buffer.alloc(8)), fmt(), chunk('data', B, 0xffffffff)),
	],
])('WAV with %s is joined by its sound alone, behind one true header', async (_what, piece) => {
	for (const chunkBytes of [4, 7, 65_536]) {
		const { file, durationSeconds, spans } = await joined('wav', [plainA, piece], { chunkBytes });
		expectSame(chunksOf(file).data, Buffer.concat([A, B]));
		expect(durationSeconds).toBe(1);
		expect(spans).toEqual([
			{ startSeconds: 0, endSeconds: 0.5 },
			{ startSeconds: 0.5, endSeconds: 1 },
		]);
	}
});

test.each<[string, Buffer]>([
	['like the name of a chunk', Buffer.from('loud\x11\x11\x11\x11')],
	['like the size of a chunk', Buffer.alloc(8)],
	['a little like both', Buffer.from('\x11l\x11\x11\x11\x11\x11\0')],
])('sound behind a size that is too small is sound, also where it looks %s', async (_, like) => {
	const tricky = Buffer.concat([sound(0x92, 2000), like, sound(0x92, 2000)]);
	const { file } = await joined('wav', [plainA, wav(fmt(), chunk('data', tricky, 2000))]);
	expectSame(chunksOf(file).data, Buffer.concat([A, tricky]));
});

test('a chunk before the sound is skipped without being held', async () => {
	const asked: number[] = [];
	class Watched extends ByteWindow {
		override async fill(count: number) {
			asked.push(count);
			await super.fill(count);
		}
	}
	const piece = wav(chunk('LIST', Buffer.alloc(1_000_000)), fmt(), chunk('data', B));
	let samples = 0;
	for await (const block of new WavJoiner().read(new Watched(inChunks(piece, 1000)))) {
		samples += block.samples;
	}
	expect(samples).toBe(B.length / 2);
	expect(Math.max(...asked)).toBeLessThanOrEqual(1024);
});

test('the header is the format of the first piece, as it was', async () => {
	const format = fmt({ coding: 0xfffe, more: extended(1) });
	const { file } = await joined('wav', [wav(LIST, format, chunk('data', A)), plainA]);
	expect(Object.keys(chunksOf(file))).toEqual(['fmt ', 'data']);
	expect(chunksOf(file)['fmt ']).toEqual(format.subarray(8));
	expect((await probe(file)).duration).toBe(1);
});

test.each<[string, Format, number]>([
	['16 bits', {}, 0],
	['stereo', { channels: 2 }, 0],
	['8 bits', { bits: 8 }, 0x80],
	['8 bits in stereo', { bits: 8, channels: 2 }, 0x80],
	['24 bits', { bits: 24, channels: 2 }, 0],
	['float', { coding: 3, bits: 32 }, 0],
	['A-law', { coding: 6, bits: 8 }, 0xd5],
	['mu-law', { coding: 7, bits: 8 }, 0xff],
])('a pause in WAV of %s is silent', async (_what, format, zero) => {
	const bytes = ((format.channels ?? 1) * (format.bits ?? 16)) / 8;
	const piece = wav(fmt(format), chunk('data', sound(0x33, 101 * bytes)));
	const { file, durationSeconds } = await joined('wav', [piece, piece], { pauseAfterMs: 10_000 });
	const { data, fact } = chunksOf(file);
	expectSame(data.subarray(101 * bytes, -101 * bytes), Buffer.alloc(80_000 * bytes, zero));
	expect(durationSeconds).toBe(80_202 / 8000);
	// Whatever is not PCM tells its samples there too.
	expect(fact?.readUInt32LE()).toBe(format.coding ? 80_202 : undefined);
});

test('sound of an odd length is filled up', async () => {
	const piece = wav(fmt({ bits: 8 }), chunk('data', sound(1, 5)));
	const { file } = await joined('wav', [piece, piece, piece]);
	expect(chunksOf(file).data).toHaveLength(15);
	expect(file.length % 2).toBe(0);
});

test.each<[string, Format, string]>([
	['sample rate', { sampleRate: 16_000 }, '16000 Hz'],
	['number of channels', { channels: 2 }, 'stereo'],
	['width', { bits: 24 }, '24 bit'],
	['coding', { coding: 3, bits: 32 }, 'float'],
])('a piece of another %s is refused by its number', async (_what, format, word) => {
	const other = wav(fmt(format), chunk('data', A));
	await expect(joined('wav', [plainA, plainA, other])).rejects.toMatchObject({
		explanation: {
			message: expect.stringContaining('Part 3'),
			description: expect.stringMatching(new RegExp(`${word}.*8000 Hz, mono`)),
		},
	});
});

test.each<[string, Buffer]>([
	['no bytes', Buffer.alloc(0)],
	['no sound', wav(fmt(), chunk('data', Buffer.alloc(0)))],
	['no sound before another chunk', wav(fmt(), chunk('data', Buffer.alloc(0)), LIST)],
	['no format', wav(chunk('data', B))],
	['no chunk of sound', wav(fmt(), LIST)],
	['sound whose samples depend on one another', wav(fmt({ coding: 2 }), chunk('data', B))],
	['a format of no rate', wav(fmt({ sampleRate: 0 }), chunk('data', B))],
	['a format of no channels', wav(withZeros(2), chunk('data', B))],
	['a format of samples without bytes', wav(withZeros(12), chunk('data', B))],
	['a format that is too long', wav(fmt({ more: Buffer.alloc(1010) }), chunk('data', B))],
	['a format that would stand elsewhere', wav(fmt({ coding: 0xfffe }), chunk('data', B))],
	[
		'a format whose extension is cut off',
		wav(fmt({ coding: 0xfffe, more: extended(1).subarray(0, 8) }), chunk('data', B)),
	],
	['the chunks of a WAV that is none', chunk('FORM', plainA.subarray(8))],
	['half a format', wav(chunk('fmt ', fmt().subarray(8, 18)), chunk('data', B))],
	['another format', Buffer.concat([Buffer.from('fLaC'), B])],
])('a piece with %s is refused by its number, wherever it is', async (_what, piece) => {
	for (const [part, pieces] of [
		[plainA, piece],
		[piece, plainA],
	].entries()) {
		await expect(joined('wav', pieces)).rejects.toMatchObject({
			explanation: { message: expect.stringContaining(`Part ${2 - part}`) },
		});
	}
});
