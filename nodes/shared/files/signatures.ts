import { framesIn } from './frames';

/** What the first bytes of a file show. */
export interface Found {
	/** What it is, in words: `a PNG image`. */
	what: string;
	/**
	 * The extensions of the formats that the bytes leave open, the likeliest first. None for a file
	 * that CAMB.AI neither takes nor makes.
	 */
	formats: string[];
}

/**
 * The bytes at the beginning, `.` for any one and `…` for any number of them; or an expression for
 * them, one character a byte. Then what they show.
 */
type Signature = [beginning: string | RegExp, what: string, ...formats: string[]];

/** Images and others have brands of their own in `ftyp`: mp4ra.org lists them. */
const brands = (what: string, ...names: string[]) =>
	names.map((name): Signature => [`....ftyp${name}`, what]);

/** Signatures of four bytes or more. */
const LONG: Signature[] = [
	['RIFF....WAVE', 'a WAV file', 'wav'],
	// Above 4 GB (EBU Tech 3306, ITU-R BS.2088).
	['RF64....WAVE', 'a WAV file', 'wav'],
	['BW64....WAVE', 'a WAV file', 'wav'],
	['fLaC', 'a FLAC file', 'flac'],
	['OggS', 'an Ogg file', 'ogg'],
	...brands('a HEIC image', 'hei', 'hev', 'mif', 'msf', 'miaf'),
	...brands('an AVIF image', 'avif', 'avis'),
	...brands('a CR3 photo', 'crx '),
	...brands('an image', 'avci', 'avcs', 'jp2 ', 'jpm ', 'jpx ', 'j2k', 'jxl ', 'jpeg', 'jpgs'),
	['....ftypqt  ', 'a QuickTime video', 'mov'],
	...['M4A', 'M4B', 'M4P', 'F4A', 'F4B'].map((name): Signature => [
		`....ftyp${name}`,
		'an M4A file',
		'm4a',
	]),
	['....ftyp', 'an MP4 video', 'mp4', 'm4a'],
	// QuickTime did without `ftyp` for long. A short box begins with a zero, unlike "The free world".
	...['....moov', '....mdat', '\0...wide', '\0...free', '\0...skip', '\0...pnot', '\0...uuid'].map(
		(box): Signature => [box, 'a QuickTime video', 'mov', 'mp4'],
	),
	// Parts of a fragmented MP4 (ISO 14496-12, 8.16).
	...['styp', 'sidx', 'moof', 'emsg', 'prft'].map((box): Signature => [
		`\0...${box}`,
		'an MP4 video',
		'mp4',
		'mov',
	]),
	['\x1a\x45\xdf\xa3…webm', 'a WebM video', 'webm'],
	['\x1a\x45\xdf\xa3', 'a Matroska video', 'mkv'],
	['\x06\x0e\x2b\x34', 'an MXF video', 'mxf'],
	[/^ADIF[^ -~\s]/, 'an AAC file', 'aac'],
	// A run-in may stand before the first key (SMPTE ST 377-1, 6.5).
	['…\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02', 'an MXF video', 'mxf'],
	['FORM....AIF', 'an AIFF file'],
	['caff\0', 'a CAF file'],
	['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'a Windows Media file'],
	['RIFF....AVI ', 'an AVI video'],
	['\0\0\x01\xba', 'an MPEG video'],
	['\0\0\x01\xb3', 'an MPEG video'],
	[/^G(.{187}G){3}|^.{4}G(.{191}G){3}/s, 'an MPEG transport stream'],
	['#!AMR', 'an AMR file'],
	['.snd\0\0\0', 'an AU file'],
	['riff.\x91\xcf\x11', 'a Wave64 file'],
	['wvpk', 'a WavPack file'],
	['TTA1', 'a True Audio file'],
	['MAC \x96', "a Monkey's Audio file"],
	['\x7f\xfe\x80\x01', 'a DTS file'],
	['Creative Voice File', 'a VOC file'],
	['DKIF\0\0', 'an IVF video'],
	['MThd', 'a MIDI file'],
	['\x89PNG', 'a PNG image'],
	['GIF87a', 'a GIF image'],
	['GIF89a', 'a GIF image'],
	['RIFF....WEBP', 'a WebP image'],
	['II*\0', 'a TIFF image'],
	['MM\0*', 'a TIFF image'],
	['8BPS\0', 'a Photoshop image'],
	['\0\0\0\x0cjP  ', 'an image'],
	['\0\0\0\x0cJXL ', 'an image'],
	['%PDF', 'a PDF document'],
	['\xd0\xcf\x11\xe0', 'an older Office document', 'doc', 'xls'],
	['{\\rtf', 'an RTF document'],
	['PK\x03\x04…word/', 'a Word document', 'docx'],
	['PK\x03\x04…xl/workbook', 'an Excel workbook', 'xlsx'],
	['PK\x03\x04…ppt/', 'a PowerPoint presentation'],
	['PK\x03\x04…application/epub', 'an EPUB book'],
	['PK\x03\x04…application/vnd.oasis', 'an OpenDocument file'],
	// Documents of Office are ZIP archives, and may name their parts further on.
	['PK\x03\x04', 'a ZIP archive', 'zip', 'docx', 'xlsx'],
	['Rar!\x1a', 'a packed archive'],
	['7z\xbc\xaf', 'a packed archive'],
	['\xfd7zXZ\0', 'a packed archive'],
	[/^BZh[1-9]1AY&SY/, 'a packed archive'],
	[/^.{257}ustar/s, 'a TAR archive'],
	['\x7fELF', 'a program'],
	['SQLite format 3\0', 'a database'],
	['\x28\xb5\x2f\xfd', 'a packed archive'],
	['WEBVTT', 'a WebVTT subtitle file', 'vtt', 'txt'],
	['\xef\xbb\xbfWEBVTT', 'a WebVTT subtitle file', 'vtt', 'txt'],
];

/** An ID3 tag, and its size without the header, seven bits a byte (ID3v2.4 structure, 3.1). */
const ID3 = /^ID3(?![ -~])(?:...([\0-\x7f]{4}))?/s;
const ID3_HEADER_BYTES = 10;

/** Shorter ones, which raw sound may begin with by chance. */
const SHORT: Signature[] = [
	// The sound itself follows the tag; a long tag, with a picture in it, hides it.
	[ID3, 'an MP3 file', 'mp3', 'aac', 'flac'],
	// A frame of Layer II or III, perhaps behind padding, without the reserved rate (ISO 11172-3).
	[/^\0*\xff[\xe2-\xe5\xf2-\xf5\xfa-\xfd][^\xf0-\xff]/, 'an MP3 file', 'mp3'],
	// An ADTS frame, without the reserved rates (ISO 13818-7, 6.2).
	[/^\xff[\xf0\xf1\xf8\xf9][^\x34-\x3f\x74-\x7f\xb4-\xbf\xf4-\xff]/, 'an AAC file', 'aac'],
	['\xff\xd8\xff', 'a JPEG image'],
	['FLV\x01', 'a Flash video'],
	['BM....\0\0\0\0', 'a BMP image'],
	['\x1f\x8b\x08', 'a packed archive'],
	// What a download that failed may leave, where a file was to be.
	[/^\0{64,}$/, 'a file of nothing but zeros'],
];

/**
 * What a file is by its first bytes; undefined when they don't tell, as with raw sound or text.
 *
 * @param bytes as many as are at hand: 4096 tell all there is to tell
 * @param isRaw whether raw sound was asked for, so that two or three bytes prove nothing
 */
export function sniff(bytes: Uint8Array, isRaw = false): Found | undefined {
	const start = Buffer.from(bytes).toString('latin1');
	const known = isRaw ? LONG : [...LONG, ...SHORT];
	const match = known.find(([beginning]) => beginsWith(start, beginning));
	if (!match) return isRaw ? undefined : foundFrames(bytes);
	const [beginning, what, ...formats] = match;
	const behind = beginning === ID3 && sniff(Buffer.from(behindTags(start), 'latin1'));
	return behind || { what, formats };
}

function foundFrames(bytes: Uint8Array): Found | undefined {
	const format = framesIn(bytes);
	return format && { what: `an ${format.toUpperCase()} file`, formats: [format] };
}

function beginsWith(start: string, beginning: string | RegExp): boolean {
	if (typeof beginning !== 'string') return beginning.test(start);
	const [first, later = ''] = beginning.split('…');
	for (const [at, byte] of [...first].entries()) {
		if (byte !== '.' && byte !== start[at]) return false;
	}
	return start.includes(later, first.length);
}

/** What follows ID3 tags; nothing when they are longer than the bytes at hand. */
function behindTags(start: string): string {
	let rest = start;
	for (let tag = ID3.exec(rest); tag; tag = ID3.exec(rest)) {
		const size = [...(tag[1] ?? '')].reduce((sum, digit) => sum * 128 + digit.charCodeAt(0), 0);
		rest = rest.slice(ID3_HEADER_BYTES + size);
	}
	return rest;
}
