import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Bytes that look like anything but text, the same each time. */
export function noise(bytes: number): Buffer {
	return Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 7919 + 128) % 251));
}

const SIZE = 6000;
const latin = (text: string) => Buffer.from(text, 'latin1');
/** A file that begins so. */
const begins = (start: string) => Buffer.concat([latin(start), noise(SIZE)]);
const box = (brand: string) => begins(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mif1\0\0\x17\x78mdat`);
const ebml = (docType: string) =>
	begins(`\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84${docType}`);
const zip = (first: string) =>
	begins(
		`PK\x03\x04\x14\0\0\0\x08\0${'\0'.repeat(16)}${String.fromCharCode(first.length)}\0\0\0${first}`,
	);

const file = (extension: string) =>
	readFileSync(
		fileURLToPath(new URL(`../../sandbox/media/files/sample.${extension}`, import.meta.url)),
	);
/** Files that play, made by ffmpeg. */
export const PLAYABLE = Object.fromEntries(
	['aac', 'm4a', 'mkv', 'mov', 'mp4', 'mxf'].map((extension) => [extension, file(extension)]),
);

/** An ID3 tag with so much in it. */
export function id3(bytes: number): Buffer {
	const size = [21, 14, 7, 0].map((bits) => (bytes >> bits) & 0x7f);
	return Buffer.concat([latin('ID3\x04\0\0'), Buffer.from(size), Buffer.alloc(bytes)]);
}
/** Frames in a row, each of so many bytes with this header in hex. */
export function rowOf(header: string, length: number, frames: number): Buffer {
	const frame = Buffer.alloc(length);
	frame.write(header, 'hex');
	return Buffer.concat(Array<Buffer>(frames).fill(frame));
}
export const MP3_FRAME = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc4]), noise(SIZE)]);
export const FLAC = begins(`fLaC\x80\0\0\x22${'\0'.repeat(34)}\xff\xf8`);
export const WAV = begins('RIFF\x94\x17\0\0WAVEfmt \x04\0\0\0\x01\0\x01\0data\x70\x17\0\0');

function runIn(bytes: number): Buffer {
	const key = latin('\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02\x04\0');
	return Buffer.concat([noise(bytes), key, noise(SIZE)]);
}

/** Forms of the formats that CAMB.AI takes, by name, with the extension that they go under. */
export const TAKEN: Array<[string, string, Buffer]> = [
	['WAV', 'wav', WAV],
	['WAV over 4 GB', 'wav', begins('RF64\xff\xff\xff\xffWAVEds64\0\0\0\0data\xff\xff\xff\xff')],
	[
		'broadcast WAV over 4 GB',
		'wav',
		begins('BW64\xff\xff\xff\xffWAVEds64\0\0\0\0data\xff\xff\xff\xff'),
	],
	['FLAC', 'flac', FLAC],
	['FLAC behind an ID3 tag', 'flac', Buffer.concat([id3(300), FLAC])],
	['MP3', 'mp3', MP3_FRAME],
	['MP3 behind an ID3 tag', 'mp3', Buffer.concat([id3(300), MP3_FRAME])],
	['MP3 behind many ID3 tags', 'mp3', Buffer.concat([Buffer.alloc(3000, id3(0)), MP3_FRAME])],
	['MP3 behind a picture', 'mp3', Buffer.concat([id3(200_000), MP3_FRAME])],
	['MP3 behind padding', 'mp3', Buffer.concat([Buffer.alloc(1105), MP3_FRAME])],
	['MP3 from the midst of a stream', 'mp3', Buffer.concat([noise(400), rowOf('fffb90c4', 417, 9)])],
	['MP3 of a low rate', 'mp3', begins('\xff\xe3\x18\xc4')],
	['MPEG Layer II', 'mp3', begins('\xff\xfd\x90\x04')],
	['AAC', 'aac', PLAYABLE.aac],
	['AAC with checksums', 'aac', rowOf('fff05040213ffc', 265, 9)],
	['AAC from the midst of a stream', 'aac', PLAYABLE.aac.subarray(333)],
	['AAC in LOAS', 'aac', rowOf('56e10a200012', 269, 9)],
	['AAC in ADIF', 'aac', begins('ADIF\0\0')],
	['AAC behind an ID3 tag', 'aac', Buffer.concat([id3(63), PLAYABLE.aac])],
	...[
		'isom',
		'iso6',
		'mp41',
		'mp42',
		'M4V ',
		'avc1',
		'dash',
		'3gp5',
		'3g2a',
		'MSNV',
		'XAVC',
		'f4v ',
	].map((brand): [string, string, Buffer] => [`MP4 of brand ${brand}`, 'mp4', box(brand)]),
	...['styp', 'sidx', 'moof', 'emsg', 'prft'].map((name): [string, string, Buffer] => [
		`MP4 that begins with ${name}`,
		'mp4',
		begins(`\0\0\0\x18${name}`),
	]),
	['QuickTime', 'mov', PLAYABLE.mov],
	...['moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'uuid'].map(
		(name): [string, string, Buffer] => [
			`QuickTime that begins with ${name}`,
			'mov',
			begins(`\0\0\0\x08${name}`),
		],
	),
	['MXF', 'mxf', PLAYABLE.mxf],
	['MXF behind a run-in', 'mxf', runIn(1000)],
];

/** Forms whose first 4096 bytes don't tell. */
export const TAKEN_LATE: typeof TAKEN = [
	['AAC behind padding', 'aac', Buffer.concat([Buffer.alloc(60_000), PLAYABLE.aac])],
	[
		'MP3 behind thousands of ID3 tags',
		'mp3',
		Buffer.concat([Buffer.alloc(65_000, id3(0)), MP3_FRAME]),
	],
	['MXF behind the longest run-in', 'mxf', runIn(65_535)],
];

/** Files that CAMB.AI neither takes nor makes, and a word for each. */
export const FOREIGN: Array<[string, RegExp, Buffer]> = [
	...['heic', 'heix', 'hevc', 'mif1', 'msf1'].map((brand): [string, RegExp, Buffer] => [
		`HEIC of brand ${brand}`,
		/a HEIC image/i,
		box(brand),
	]),
	['AVIF', /an AVIF image/i, box('avif')],
	['AVIF in motion', /an AVIF image/i, box('avis')],
	['CR3', /a CR3 photo/i, box('crx ')],
	['JPEG 2000', /an image/i, begins('\0\0\0\x0cjP  \r\n\x87\n')],
	['JPEG 2000 by its brand', /an image/i, box('jp2 ')],
	['an older Office document', /an older Office document/i, begins('\xd0\xcf\x11\xe0')],
	['JPEG XL', /an image/i, begins('\0\0\0\x0cJXL \r\n\x87\n')],
	['PNG', /a PNG image/i, begins('\x89PNG\r\n\x1a\n')],
	['JPEG', /a JPEG image/i, begins('\xff\xd8\xff\xe0\0\x10JFIF')],
	['GIF', /a GIF image/i, begins('GIF89a')],
	['WebP', /a WebP image/i, begins('RIFF\0\0\0\0WEBPVP8 ')],
	['BMP', /a BMP image/i, begins('BM\x36\x10\x0e\0\0\0\0\0')],
	['TIFF', /a TIFF image/i, begins('II*\0')],
	['PDF', /a PDF document/i, begins('%PDF-1.7\n')],
	['ZIP', /a ZIP archive/i, zip('clip.mp3')],
	['an Excel workbook', /an Excel workbook/i, zip('xl/workbook.xml')],
	['gzip', /a packed archive/i, begins('\x1f\x8b\x08\0')],
	['7z', /a packed archive/i, begins('7z\xbc\xaf\x27\x1c')],
	['AIFF', /an AIFF file/i, begins('FORM\0\x10\0\0AIFF')],
	['AIFF-C', /an AIFF file/i, begins('FORM\0\x10\0\0AIFC')],
	['CAF', /a CAF file/i, begins('caff\0\x01\0\0')],
	['WMA', /a Windows Media file/i, begins('\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9')],
	['AVI', /an AVI video/i, begins('RIFF\0\0\0\0AVI LIST')],
	['FLV', /a Flash video/i, begins('FLV\x01\x05\0\0\0\x09')],
	['MPEG', /an MPEG video/i, begins('\0\0\x01\xba\x44')],
	[
		'an MPEG transport stream',
		/transport stream/i,
		Buffer.alloc(SIZE, begins('G').subarray(0, 188)),
	],
	['AMR', /an AMR file/i, begins('#!AMR\n')],
	['AU', /an AU file/i, begins('.snd\0\0\0\x20')],
	['Wave64', /a Wave64 file/i, begins('riff\x2e\x91\xcf\x11\xa5\xd6')],
	['WavPack', /a WavPack file/i, begins('wvpk')],
	['True Audio', /a True Audio file/i, begins('TTA1')],
	["Monkey's Audio", /a Monkey's Audio file/i, begins('MAC \x96\x0f')],
	['DTS', /a DTS file/i, begins('\x7f\xfe\x80\x01')],
	['VOC', /a VOC file/i, begins('Creative Voice File\x1a')],
	['IVF', /an IVF video/i, begins('DKIF\0\0\x20\0VP80')],
	['xz', /a packed archive/i, begins('\xfd7zXZ\0')],
	['bzip2', /a packed archive/i, begins('BZh91AY&SY')],
	['TAR', /a TAR archive/i, begins(`talk.mp3${'\0'.repeat(249)}ustar`)],
	['ELF', /a program/i, begins('\x7fELF\x02\x01')],
	['SQLite', /a database/i, begins('SQLite format 3\0')],
	['zeros', /a file of nothing but zeros/i, Buffer.alloc(SIZE)],
];
export const PICTURE = begins('\x89PNG\r\n\x1a\n');
/** Video that CAMB.AI does not make as the sound of anything. */
export const WEBM = ebml('webm');
export const DOCX = zip('word/document.xml');

/** Text in place of a file. */
export const TEXTS: Array<[string, string]> = [
	['a word', 'Forbidden'],
	['words', 'Zugriff verweigert: für diese Datei fehlt das Recht.\n'],
	[
		'a Git LFS pointer',
		'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n',
	],
	['an error of S3', '<Error><Code>AccessDenied</Code><Message>Expired</Message></Error>'],
	['XML', '<?xml version="1.0"?><Error/>'],
	['a page', '<!DOCTYPE html><title>Sign in</title>'],
	['JSON', '{"detail":"Not Found"}'],
	['a list', '[{"code":"expired"}]'],
];
