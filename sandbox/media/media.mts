import { Readable } from 'node:stream';

/** A file that can be sent: what it is, how long, and its bytes from the start. */
export interface Media {
	contentType: string;
	/** Length in bytes. */
	bytes: number;
	open(): Readable;
}

/** Makes a file when it is asked for. */
export type MediaSource = () => Media | Promise<Media>;

const CONTENT_TYPES: Record<string, string> = {
	wav: 'audio/wav',
	flac: 'audio/flac',
	mp3: 'audio/mpeg',
	aac: 'audio/aac',
	m4a: 'audio/mp4',
	mp4: 'video/mp4',
	mov: 'video/quicktime',
	mkv: 'video/x-matroska',
	mxf: 'application/mxf',
	srt: 'application/x-subrip',
	vtt: 'text/vtt',
	txt: 'text/plain; charset=utf-8',
	json: 'application/json',
	pcm: 'audio/x-pcm',
};

/** The Content-Type for a file name's extension (without the dot). */
export function contentTypeOf(extension: string): string {
	return CONTENT_TYPES[extension] ?? 'application/octet-stream';
}

export function mediaFromBuffer(content: Buffer, extension: string): Media {
	return {
		contentType: contentTypeOf(extension),
		bytes: content.length,
		open: () => Readable.from([content]),
	};
}
