import type { Found } from './signatures';
import { sniff } from './signatures';
import { beginningOf, isText } from './text';

/** What a file is: its MIME type and the extension that goes with it. */
export interface FileType {
	mimeType: string;
	extension: string;
}

/** By extension; the first MIME type is the one we write, the others are other servers' names. */
const TYPES: Record<string, string[]> = {
	aac: ['audio/aac', 'audio/aacp', 'audio/x-aac', 'audio/x-hx-aac-adts'],
	csv: ['text/csv', 'application/csv', 'text/comma-separated-values'],
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
	xls: ['application/vnd.ms-excel'],
	xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
};

/** The media that a file may be expected to be. */
export type Media = 'audio' | 'video';

/** Sound alone comes in MP4 too, and the dub of a source without a picture is sound alone. */
const AUDIO = ['aac', 'flac', 'm4a', 'mov', 'mp3', 'mp4', 'ogg', 'wav'];
const TAKEN: Record<Media, string[]> = {
	audio: AUDIO,
	video: [...AUDIO, 'mkv', 'mxf', 'webm'],
};
/** So much of a text is told, in characters. */
const MOST_TOLD = 120;

/**
 * What a file is: by its first bytes, then by its Content-Type, then by what was asked for.
 *
 * @param contentType the header, with or without parameters
 * @param firstBytes as many as are at hand, best 4096
 * @param asked the extension that was asked for, if any
 */
export function fileType(
	contentType: string | undefined,
	firstBytes: Uint8Array,
	asked?: string,
): FileType {
	const mimeType = plainMimeType(contentType);
	const told = extensionOf(mimeType);
	const open = sniff(firstBytes, asked === 'pcm')?.formats.filter(isKnownExtension) ?? [];
	const extension = open.length > 0 ? (oneOf(open, told) ?? oneOf(open, asked) ?? open[0]) : told;
	if (extension) return { extension, mimeType: mimeTypeFor(extension, mimeType) };
	if (/^(audio|video)\//.test(mimeType)) {
		return {
			mimeType,
			extension: mimeType.split('/')[1].replace(/^x-|[^a-z0-9].*/g, '') || 'bin',
		};
	}
	if (asked && Object.hasOwn(TYPES, asked)) return { extension: asked, mimeType: TYPES[asked][0] };
	return { extension: 'bin', mimeType: 'application/octet-stream' };
}

/**
 * What arrived instead of audio or video, in words; undefined for what may be the result.
 *
 * @param asked the extension that was asked for, if any
 */
export function arrivedInstead(
	expected: Media,
	firstBytes: Uint8Array,
	contentType: string | undefined,
	asked?: string,
): string | undefined {
	const found = sniff(firstBytes, asked === 'pcm');
	if (found) return isTaken(expected, found) ? undefined : sentence(found.what, expected);
	if (isText(firstBytes, contentType)) {
		return `${sentence('text', expected)}: ${beginningOf(firstBytes, MOST_TOLD)}`;
	}
	return /^image\//.test(plainMimeType(contentType)) ? sentence('an image', expected) : undefined;
}

/** Whether its first bytes prove that a file is what was expected. */
export function isMedia(expected: Media, firstBytes: Uint8Array, asked?: string): boolean {
	const found = sniff(firstBytes, asked === 'pcm');
	return found !== undefined && isTaken(expected, found);
}

function isTaken(expected: Media, { formats }: Found): boolean {
	return formats.some((format) => TAKEN[expected].includes(format));
}

function sentence(what: string, expected: Media): string {
	return `${what[0].toUpperCase()}${what.slice(1)} arrived instead of ${expected}`;
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
	const mimeType = plainMimeType(file.mimeType);
	const name = /\.([A-Za-z0-9]+)$/.exec(file.fileName)?.[1].toLowerCase() ?? '';
	const found = sniff(file.firstBytes);
	if (found) {
		const [likeliest] = found.formats;
		// Sound alone in an MP4 file may call itself M4A.
		if (likeliest === 'm4a' && name === 'mp4') return oneOf(extensions, name);
		const open = extensions.filter((extension) => found.formats.includes(extension));
		return oneOf(open, name) ?? oneOf(open, extensionOf(mimeType)) ?? oneOf(extensions, likeliest);
	}
	if (name === 'docx' && mimeType === 'text/plain' && isText(file.firstBytes)) {
		return oneOf(extensions, 'txt');
	}
	if (isKnownExtension(name)) return oneOf(extensions, name);
	return extensions.find((extension) => TYPES[extension].includes(mimeType));
}

function oneOf(extensions: string[], extension: string | undefined): string | undefined {
	return extensions.find((each) => each === extension);
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

/** Whether an extension, in any letters, tells a type we know. */
export function isKnownExtension(extension: string): boolean {
	return Object.hasOwn(TYPES, extension.toLowerCase());
}

function extensionOf(mimeType: string): string | undefined {
	// Servers give this type to anything that they don't know.
	if (mimeType === 'text/plain') return undefined;
	return Object.keys(TYPES).find((extension) => TYPES[extension].includes(mimeType));
}
