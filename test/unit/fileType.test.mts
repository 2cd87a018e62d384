import { FOREIGN, PLAYABLE, TAKEN, TEXTS, WEBM } from '../support/samples.mts';
import {
	arrivedInstead,
	fileType,
	isMedia,
	mimeTypeOf,
	isKnownExtension,
} from '../../nodes/shared/files/fileType';
import { sniff } from '../../nodes/shared/files/signatures';

const bytes = (text: string) => Buffer.from(text.padEnd(16, '\x01'), 'latin1');
const unknown = bytes('????');
const FLAC = bytes('fLaC');

/** What servers call a format, first the name that we write. */
const NAMES: Array<[string, ...string[]]> = [
	['aac', 'audio/aac', 'audio/aacp', 'audio/x-aac', 'audio/x-hx-aac-adts'],
	['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	['flac', 'audio/flac', 'audio/x-flac'],
	['m4a', 'audio/mp4', 'audio/x-m4a', 'audio/m4a'],
	['mkv', 'video/x-matroska', 'video/matroska'],
	['mov', 'video/quicktime'],
	['mp3', 'audio/mpeg', 'audio/mp3', 'audio/mpeg3', 'audio/x-mpeg-3'],
	['mp4', 'video/mp4'],
	['mxf', 'application/mxf'],
	['ogg', 'audio/ogg', 'application/ogg', 'audio/opus'],
	['pcm', 'audio/x-pcm', 'audio/pcm', 'audio/l16'],
	['srt', 'application/x-subrip', 'text/srt'],
	['vtt', 'text/vtt'],
	['wav', 'audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave', 'audio/x-pn-wav'],
	['webm', 'video/webm', 'audio/webm'],
];

describe.each(NAMES)('%s', (extension, ...names) => {
	test.each(names)('is what %s means', (mimeType) => {
		expect(fileType(mimeType, unknown)).toEqual({ extension, mimeType });
	});

	test('is known by its extension', () => {
		expect(mimeTypeOf(extension)).toBe(names[0]);
		expect(isKnownExtension(extension.toUpperCase())).toBe(true);
		expect(fileType(undefined, unknown, extension)).toEqual({ extension, mimeType: names[0] });
	});
});

test.each(['exe', '', 'constructor'])('nothing is known of %j', (extension) => {
	expect(mimeTypeOf(extension)).toBeUndefined();
	expect(isKnownExtension(extension)).toBe(false);
	expect(fileType('', unknown, extension)).toEqual({
		extension: 'bin',
		mimeType: 'application/octet-stream',
	});
});

describe('a Content-Type that servers give to anything', () => {
	test.each([
		'',
		'text/plain',
		'application/octet-stream',
		'binary/octet-stream',
		'application/x-download',
	])('%j does not hide what the bytes or the request tell', (contentType) => {
		expect(fileType(contentType, FLAC, 'mp3')).toEqual({
			extension: 'flac',
			mimeType: 'audio/flac',
		});
		expect(fileType(contentType, unknown, 'mp3')).toEqual({
			extension: 'mp3',
			mimeType: 'audio/mpeg',
		});
		expect(fileType(contentType, unknown, 'txt')).toEqual({
			extension: 'txt',
			mimeType: 'text/plain',
		});
	});
});

test.each<[string, string, string]>([
	['audio/MPEG ; rate=1', 'audio/mpeg', 'mp3'],
	['  video/mp4  ', 'video/mp4', 'mp4'],
	['audio/x-aiff', 'audio/x-aiff', 'aiff'],
	['audio/max-speech', 'audio/max-speech', 'max'],
	['image/svg+xml', 'audio/flac', 'flac'],
	['video/3gpp', 'video/3gpp', '3gpp'],
	['audio/*', 'audio/*', 'bin'],
	['x-audio/thing', 'audio/flac', 'flac'],
	['application/json', 'audio/flac', 'flac'],
])('the Content-Type %j, asked flac', (contentType, mimeType, extension) => {
	expect(fileType(contentType, unknown, 'flac')).toEqual({ mimeType, extension });
});

test.each([
	['another RIFF file', 'RIFF....MIDI'],
	['a WAVE without RIFF', 'JUNK....WAVE'],
	['a WAVE of the other byte order', 'RIFX....WAVE'],
	['EBML with another first byte', '\x1b\x45\xdf\xa3'],
	['EBML with another second byte', '\x1a\x46\xdf\xa3'],
	['EBML with another third byte', '\x1a\x45\xde\xa3'],
	['EBML with another fourth byte', '\x1a\x45\xdf\xa2'],
	['a key with another first byte', '\x07\x0e\x2b\x34'],
	['a key with another second byte', '\x06\x0f\x2b\x34'],
	['a key with another third byte', '\x06\x0e\x2c\x34'],
	['a key with another fourth byte', '\x06\x0e\x2b\x35'],
	['half a frame of AAC', '\x00\xf1'],
	['half a frame of MP3', '\x00\xfb'],
	['set bits without a frame', '\xff\x00'],
	['the end of a picture', '\xff\xd9'],
])('%s is not taken for a format that it resembles', (_name, start) => {
	expect(sniff(bytes(start))).toBeUndefined();
	expect(fileType(undefined, bytes(start)).extension).toBe('bin');
});

test.each([
	['M4A ', 'm4a'],
	['M4A\0', 'm4a'],
	['M4B ', 'm4a'],
	['mp42', 'mp4'],
	['xM4A', 'mp4'],
	['qt  ', 'mov'],
])('the MP4 brand %j is %s', (brand, extension) => {
	expect(sniff(bytes(`....ftyp${brand}`))?.formats[0]).toBe(extension);
});

test.each<[string, Parameters<typeof fileType>, string]>([
	[
		'its Content-Type, among what its bytes leave open',
		['audio/mp4', bytes('....ftypisom')],
		'm4a',
	],
	['what was asked for, likewise', [undefined, bytes('....ftypisom'), 'm4a'], 'm4a'],
	['no archive: a ZIP may be a Word document', ['application/zip', bytes('PK\x03\x04')], 'docx'],
])('a file is %s', (_name, given, extension) => {
	expect(fileType(...given)).toEqual({ extension, mimeType: mimeTypeOf(extension) });
});

test.each(TAKEN)('%s is %s, whatever the header says', (_name, extension, content) => {
	const first = content.subarray(0, 4096);
	for (const contentType of ['audio/ogg', 'text/html', undefined]) {
		expect(fileType(contentType, first)).toMatchObject({ extension });
	}
	if (extension !== 'mxf') expect(arrivedInstead('audio', first, undefined)).toBeUndefined();
	expect(arrivedInstead('video', first, undefined)).toBeUndefined();
});

test.each(FOREIGN)('%s is no result', (_name, what, content) => {
	for (const expected of ['audio', 'video'] as const) {
		const words = arrivedInstead(expected, content.subarray(0, 4096), 'audio/mpeg');
		expect(words).toMatch(what);
		expect(words).toMatch(new RegExp(`^An? .* arrived instead of ${expected}$`));
	}
});

test.each(TEXTS)('%s is no sound and no video', (_name, text) => {
	for (const asked of ['pcm', undefined]) {
		const words = arrivedInstead('audio', Buffer.from(text), 'audio/mpeg', asked);
		expect(words).toContain(`Text arrived instead of audio: ${text.slice(0, 9)}`);
		expect(words?.length).toBeLessThan(200);
	}
});

test.each<[string, Parameters<typeof arrivedInstead>, boolean]>([
	['WebM in place of sound', ['audio', WEBM, 'audio/webm'], false],
	['WebM as a video', ['video', WEBM, 'video/webm'], true],
	['Matroska in place of sound', ['audio', PLAYABLE.mkv, undefined], false],
	['Matroska as a video', ['video', PLAYABLE.mkv, undefined], true],
	['a picture by its header alone', ['audio', unknown.fill(1), 'image/jxl'], false],
	['anything', ['audio', unknown.fill(1), 'text/html'], true],
	['what is no image', ['audio', unknown.fill(1), 'x-image/thing'], true],
	['Ogg', ['audio', bytes('OggS'), undefined], true],
	['sound in M4A', ['audio', PLAYABLE.m4a, undefined], true],
	[
		'raw sound that begins like a picture',
		['audio', bytes('\xff\xd8\xff'), undefined, 'pcm'],
		true,
	],
	['a picture', ['audio', bytes('\xff\xd8\xff'), undefined, 'wav'], false],
])('whether %s may be the result', (_name, given, may) => {
	expect(arrivedInstead(...given) === undefined).toBe(may);
});

test.each<[string, Parameters<typeof isMedia>, boolean]>([
	['a WAV is sound', ['audio', bytes('RIFF....WAVE')], true],
	['WebM is a video', ['video', WEBM], true],
	['WebM is no sound', ['audio', WEBM], false],
	['unknown bytes prove nothing', ['audio', unknown], false],
	['two bytes prove MP3', ['audio', bytes('\xff\xfb\x90')], true],
	[
		'two bytes prove nothing where raw sound was asked for',
		['audio', bytes('\xff\xfb\x90'), 'pcm'],
		false,
	],
])('%s', (_name, given, is) => {
	expect(isMedia(...given)).toBe(is);
});

test.each([
	['MP3', bytes('\xff\xfb\x90'), /^an MP3 file$/],
	['AAC', PLAYABLE.aac, /^an AAC file$/],
	['AAC from the midst of a stream', PLAYABLE.aac.subarray(333), /^an AAC file$/],
])('%s is called by its name', (_name, content, what) => {
	expect(sniff(content)?.what).toMatch(what);
});

test('what follows a tag whose size is none tells what a file is', () => {
	expect(sniff(bytes('ID3\x04\0\0\xff\xff\xff\xfffLaC'))?.formats).toEqual(['flac']);
});
