/** What a file is: its MIME type and the extension that goes with it. */
export interface FileType {
	mimeType: string;
	extension: string;
}

/** By extension; the first MIME type is the one we write, the others are other servers' names. */
const TYPES: Record<string, string[]> = {
	aac: ['audio/aac', 'audio/aacp', 'audio/x-aac', 'audio/x-hx-aac-adts'],
	docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	flac: ['audio/flac', 'audio/x-flac'],
	m4a: ['audio/mp4', 'audio/x-m4a', 'audio/m4a'],
	mkv: ['video/x-matroska', 'video/matroska'],
	mov: ['video/quicktime'],
	mp3: ['audio/mpeg', 'audio/mp3', 'audio/mpeg3', 'audio/x-mpeg-3'],
	mp4: ['video/mp4'],
	mxf: ['application/mxf'],
	ogg: ['audio/ogg', 'application/ogg', 'audio/opus'],
	pcm: ['audio/x-pcm', 'audio/pcm', 'audio/l16'],
	srt: ['application/x-subrip', 'text/srt'],
	txt: ['text/plain'],
	vtt: ['text/vtt'],
	wav: ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave', 'audio/x-pn-wav'],
	webm: ['video/webm', 'audio/webm'],
};

/**
 * What a file is: by its Content-Type, then by its first bytes, then by what was asked for.
 *
 * @param contentType the header, with or without parameters
 * @param firstBytes at least 16, when the file has so many
 * @param asked the extension that was asked for, if any
 */
export function fileType(
	contentType: string | undefined,
	firstBytes: Uint8Array,
	asked?: string,
): FileType {
	const mimeType = plainMimeType(contentType);
	// Raw sound has no signature, and may begin with the few bits of another's by chance.
	const sniffed = sniff(firstBytes) ?? (asked === 'pcm' ? undefined : syncWord(firstBytes));
	const extension = extensionOf(mimeType) ?? sniffed;
	if (extension) return { extension, mimeType: mimeTypeFor(extension, mimeType) };
	if (/^(audio|video|image)\//.test(mimeType)) {
		return {
			mimeType,
			extension: mimeType.split('/')[1].replace(/^x-|[^a-z0-9].*/g, '') || 'bin',
		};
	}
	if (asked && Object.hasOwn(TYPES, asked)) return { extension: asked, mimeType: TYPES[asked][0] };
	return { extension: 'bin', mimeType: 'application/octet-stream' };
}

/**
 * Which of some formats a file is, by its first bytes, then its name, then its MIME type;
 * undefined when it is none of them.
 *
 * @param extensions the formats to choose from: `mp3`, `wav` …
 */
export function formatAmong(
	extensions: string[],
	file: { fileName: string; mimeType: string; firstBytes: Uint8Array },
): string | undefined {
	const named = /\.([A-Za-z0-9]+)$/.exec(file.fileName)?.[1].toLowerCase() ?? '';
	const sniffed = sniff(file.firstBytes) ?? syncWord(file.firstBytes);
	// Sound alone in an MP4 file may call itself M4A.
	if (sniffed === 'm4a' && named === 'mp4') return oneOf(extensions, named);
	if (sniffed || isKnownExtension(named)) return oneOf(extensions, sniffed ?? named);
	const mimeType = plainMimeType(file.mimeType);
	return extensions.find((extension) => TYPES[extension].includes(mimeType));
}

function oneOf(extensions: string[], extension: string): string | undefined {
	return extensions.includes(extension) ? extension : undefined;
}

/** A MIME type without its parameters, in lower case. */
function plainMimeType(contentType: string | undefined): string {
	return (contentType ?? '').split(';')[0].trim().toLowerCase();
}

/** The given MIME type if it goes with the extension, else the extension's own. */
export function mimeTypeFor(extension: string, given?: string): string {
	const mimeType = plainMimeType(given);
	return TYPES[extension].includes(mimeType) ? mimeType : TYPES[extension][0];
}

/** The MIME type that goes with an extension, if we know it. */
export function mimeTypeOf(extension: string): string | undefined {
	return Object.hasOwn(TYPES, extension) ? TYPES[extension][0] : undefined;
}

/** Whether a name ends with an extension that tells a type we know. */
export function isKnownExtension(extension: string): boolean {
	return Object.hasOwn(TYPES, extension.toLowerCase());
}

function extensionOf(mimeType: string): string | undefined {
	// Servers give this type to anything that they don't know.
	if (mimeType === 'text/plain') return undefined;
	return Object.keys(TYPES).find((extension) => TYPES[extension].includes(mimeType));
}

/** The extension by the first bytes: each format's own signature. */
export function sniff(bytes: Uint8Array): string | undefined {
	const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'wav';
	if (text(0, 4) === 'fLaC') return 'flac';
	if (text(0, 4) === 'OggS') return 'ogg';
	if (text(0, 3) === 'ID3') return 'mp3';
	if (text(4, 8) === 'ftyp') {
		const brand = text(8, 12);
		if (brand === 'qt  ') return 'mov';
		return brand.startsWith('M4A') ? 'm4a' : 'mp4';
	}
	if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3)
		return 'mkv';
	if (bytes[0] === 0x06 && bytes[1] === 0x0e && bytes[2] === 0x2b && bytes[3] === 0x34)
		return 'mxf';
	return undefined;
}

/** AAC and MP3 without a header begin with a frame, whose first bits are set. */
function syncWord(bytes: Uint8Array): string | undefined {
	if (bytes[0] === 0xff && (bytes[1] & 0xf6) === 0xf0) return 'aac';
	if (bytes[0] === 0xff && (bytes[1] & 0xe6) === 0xe2) return 'mp3';
	return undefined;
}
