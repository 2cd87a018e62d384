import { id3, rowOf } from '../support/samples.mts';
import { durationSeconds } from '../../nodes/shared/files/duration';
import { isHeaderOnly } from '../../nodes/shared/files/headerOnly';

/** A RIFF chunk, padded to an even length; `size` stands in its header when it is not the true one. */
function chunk(name: string, body: Buffer, size = body.length): Buffer {
	const head = Buffer.alloc(8);
	head.write(name, 0, 'latin1');
	head.writeUInt32LE(size, 4);
	return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

/** What the `fmt ` chunk of 16 bit sound holds. */
function format(sampleRate: number, channels = 1): Buffer {
	const body = Buffer.alloc(16);
	body.writeUInt16LE(1, 0);
	body.writeUInt16LE(channels, 2);
	body.writeUInt32LE(sampleRate, 4);
	body.writeUInt32LE(sampleRate * channels * 2, 8);
	return body;
}

function wav(...chunks: Buffer[]): Buffer {
	return Buffer.concat([chunk('RIFF', Buffer.from('WAVE')).subarray(0, 12), ...chunks]);
}

/** A FLAC file's beginning, with STREAMINFO. */
function flac(sampleRate: number, samples: number, blockType = 0): Buffer {
	const file = Buffer.alloc(46);
	file.write('fLaC', 0, 'latin1');
	file[4] = blockType;
	file[7] = 34;
	file.writeUInt32BE(sampleRate * 2 ** 12, 18);
	file[21] = (15 << 4) | Math.floor(samples / 2 ** 32);
	file.writeUInt32BE(samples % 2 ** 32, 22);
	return file;
}

/** A file with other letters at a place. */
function instead(file: Buffer, at: number, letters: string): Buffer {
	file.write(letters, at, 'latin1');
	return file;
}

const fmt = chunk('fmt ', format(8000));
const second = Buffer.alloc(16_000);

test.each<[string, Buffer, number]>([
	['a WAV', wav(fmt, chunk('data', second)), 1],
	['a WAV in stereo', wav(chunk('fmt ', format(48_000, 2)), chunk('data', second)), 0.083],
	[
		'a WAV with other chunks first',
		wav(chunk('LIST', Buffer.alloc(7)), fmt, chunk('data', second)),
		1,
	],
	[
		'a WAV with more behind the sound',
		wav(fmt, chunk('data', second), chunk('LIST', Buffer.alloc(500))),
		1,
	],
	['a streamed WAV of length 0', wav(fmt, chunk('data', second, 0)), 1],
	['a streamed WAV of endless length', wav(fmt, chunk('data', second, 0xffffffff)), 1],
	['a streamed WAV of great length', wav(fmt, chunk('data', second, 0x7ffff000)), 1],
	[
		'a WAV with a long format',
		wav(chunk('fmt ', Buffer.concat([format(8000), Buffer.alloc(24)])), chunk('data', second)),
		1,
	],
	[
		'a WAV whose sound begins where the first bytes end',
		wav(fmt, chunk('LIST', Buffer.alloc(4096 - 36 - 8 - 8)), chunk('data', second)),
		1,
	],
	['a FLAC', flac(22_050, 55_125), 2.5],
	['a FLAC of which the shortest header is at hand', flac(22_050, 55_125).subarray(0, 26), 2.5],
	['a FLAC at 192 kHz', flac(192_000, 19_200), 0.1],
	['a FLAC of days', flac(44_100, 2 ** 34), 389_566.195],
	['a FLAC with one block alone', flac(48_000, 48_000, 0x80), 1],
])('knows how long %s is', (_name, file, seconds) => {
	expect(durationSeconds(file.subarray(0, 4096), file.length)).toBe(seconds);
});

test.each<[string, Buffer]>([
	['nothing', Buffer.alloc(0)],
	['an MP3', Buffer.concat([Buffer.from('ID3'), Buffer.alloc(100)])],
	['raw PCM', Buffer.alloc(4096, 7)],
	['a WAV without format', wav(chunk('data', second))],
	['a WAV with the format cut off', wav(fmt).subarray(0, 30)],
	['a WAV without sound', wav(fmt, chunk('data', Buffer.alloc(0)))],
	['a WAV of no bytes a second', wav(chunk('fmt ', format(0)), chunk('data', second))],
	[
		'a WAV whose sound begins later',
		wav(fmt, chunk('LIST', Buffer.alloc(5000)), chunk('data', second)),
	],
	['a WAV that ends behind its format', wav(fmt)],
	['another RIFF file', instead(wav(fmt, chunk('data', second)), 8, 'AVI ')],
	['a WAV of the other byte order', instead(wav(fmt, chunk('data', second)), 0, 'RIFX')],
	['a file with the numbers of a FLAC alone', instead(flac(48_000, 48_000), 0, 'fLaX')],
	['a FLAC that does not know', flac(48_000, 0)],
	['a FLAC without a rate', flac(0, 48_000)],
	['a FLAC with another block first', flac(48_000, 48_000, 4)],
	['a FLAC cut off', flac(48_000, 48_000).subarray(0, 25)],
])('does not guess how long %s is', (_name, file) => {
	expect(durationSeconds(file.subarray(0, 4096), file.length)).toBeUndefined();
});

const FORMAT = chunk('fmt ', format(8000));
const SILENT_FLAC = flac(8000, 0, 0x80).subarray(0, 42);
const ID3_ALONE = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\x01\x02'), Buffer.alloc(130)]);
const ID3_BEHIND = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]);
const mp4 = (...boxes: string[]) =>
	Buffer.from(['ftyp', ...boxes].map((name) => `\0\0\0\x08${name}`).join(''), 'latin1');
const ID3_HEAD = ID3_ALONE.subarray(0, 10);
const MP3 = rowOf('fffb90c4', 417, 1);
const AAC = rowOf('fff05040213ffc', 265, 1);
/** A page of Ogg with so many bytes in it, and the position that it tells. */
function oggPage(position: number, bytes: number): Buffer {
	const head = Buffer.alloc(27);
	head.write('OggS', 0, 'latin1');
	head.writeBigInt64LE(BigInt(position), 6);
	const table = [...Array<number>(Math.floor(bytes / 255)).fill(255), bytes % 255];
	head[26] = table.length;
	return Buffer.concat([head, Buffer.from(table), Buffer.alloc(bytes, 1)]);
}
test.each<[string, Buffer, boolean]>([
	['a WAV without a sample', wav(FORMAT, chunk('data', Buffer.alloc(0))), true],
	[
		'a streamed WAV without a sample',
		wav(FORMAT, chunk('data', Buffer.alloc(0), 0xffffffff)),
		true,
	],
	['a WAV that ends before its sound', wav(FORMAT), true],
	['a WAV cut off in its format', wav(FORMAT).subarray(0, 20), true],
	['the name of a WAV', wav(), true],
	['a WAV with one sample', wav(FORMAT, chunk('data', Buffer.alloc(2))), false],
	[
		'a WAV with one sample behind words',
		wav(chunk('LIST', Buffer.alloc(9)), FORMAT, chunk('data', Buffer.alloc(2))),
		false,
	],
	['a FLAC without a frame', SILENT_FLAC, true],
	['a FLAC cut off in its header', SILENT_FLAC.subarray(0, 20), true],
	['a FLAC with a frame', Buffer.concat([SILENT_FLAC, Buffer.of(0xff, 0xf8)]), false],
	['a FLAC cut off between its blocks', flac(8000, 0).subarray(0, 42), true],
	[
		'a FLAC with words and without a frame',
		Buffer.concat([flac(8000, 0).subarray(0, 42), Buffer.of(0x84, 0, 0, 2, 1, 1)]),
		true,
	],
	['a WAV that ends behind the name of a chunk', wav(FORMAT, chunk('LIST', Buffer.alloc(0))), true],
	['a tag', ID3_ALONE, true],
	['a tag that broke off', ID3_ALONE.subarray(0, 50), true],
	['a tag before and a tag behind', Buffer.concat([ID3_ALONE, ID3_BEHIND]), true],
	['a tag before sound', Buffer.concat([ID3_ALONE, Buffer.of(0xff)]), false],
	['sound between tags', Buffer.concat([ID3_ALONE, Buffer.of(0xff), ID3_BEHIND]), false],
	['sound that begins with TAG', Buffer.concat([ID3_ALONE, ID3_BEHIND, Buffer.of(1)]), false],
	['less than a tag', Buffer.from('ID3\x04'), false],
	['an MP4 without its media', mp4('moov'), true],
	['an MP4 with media of no length', mp4('moov', 'mdat'), true],
	['an MP4 with media', Buffer.concat([mp4('moov', 'mdat'), Buffer.of(1)]), false],
	['an MP4 with a size of 64 bits', Buffer.from('\0\0\0\x08ftyp\0\0\0\x01moov'), false],
	['two tags', Buffer.concat([ID3_ALONE, ID3_ALONE]), true],
	['two tags before sound', Buffer.concat([ID3_ALONE, ID3_ALONE, Buffer.of(0xff)]), false],
	['two tags of which the second broke off', Buffer.concat([ID3_ALONE, ID3_HEAD]), true],
	['a tag before a WAV without a sample', Buffer.concat([ID3_ALONE, wav(FORMAT)]), true],
	['an old tag that is sound', ID3_BEHIND, false],
	['an Ogg cut off in its first header', oggPage(0, 30).subarray(0, 26), true],
	['an Ogg cut off in the table of a page', oggPage(0, 30).subarray(0, 27), true],
	['an Ogg of headers alone', Buffer.concat([oggPage(0, 30), oggPage(0, 300)]), true],
	['an Ogg with sound', Buffer.concat([oggPage(0, 30), oggPage(960, 9)]), false],
	[
		'an Ogg with sound behind the header of Opus',
		Buffer.concat([instead(oggPage(0, 19), 28, 'OpusHead'), oggPage(960, 9)]),
		false,
	],
	[
		'an Ogg cut off in the table of its sound',
		Buffer.concat([oggPage(0, 30), oggPage(960, 9).subarray(0, 27)]),
		false,
	],
	['an Ogg whose first sound goes on', Buffer.concat([oggPage(0, 30), oggPage(-1, 255)]), false],
	[
		'an Ogg with the head of sound',
		Buffer.concat([oggPage(0, 3), oggPage(960, 9).subarray(0, 26)]),
		true,
	],
	['an MP3 cut off in its first frame', MP3.subarray(0, 20), true],
	['an MP3 of one frame', MP3, false],
	['an AAC cut off in its first frame', AAC.subarray(0, 12), true],
	['an AAC of one frame', AAC, false],
	['other sound', Buffer.from('\x06\x0e\x2b\x34', 'latin1'), false],
	['nothing', Buffer.alloc(0), false],
])('%s: is a header alone', (_name, whole, is) => {
	expect(isHeaderOnly(whole)).toBe(is);
});

test.each<[string, Buffer, number, boolean]>([
	['a tag as long as the file', id3(0x11234), 0x11234 + 10, true],
	['a tag that is longer than the file', id3(0x11234), 0x11234, true],
	['a tag with more behind it', id3(0x11234), 0x11234 + 11, false],
	['two tags, with more behind', Buffer.concat([id3(5), id3(0x11234)]), 0x11234 + 25, true],
	['a WAV that goes on', wav(FORMAT), 9000, false],
])('of a long file, %s: is a header alone', (_name, file, fileSize, is) => {
	expect(isHeaderOnly(file.subarray(0, 100), fileSize)).toBe(is);
});
