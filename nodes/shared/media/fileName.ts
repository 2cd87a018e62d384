import { isKnownExtension } from './fileType';

/** Longer names are cut: file systems stop at 255 bytes, which may be 63 characters. */
const MOST_CHARACTERS = 100;
const MOST_BYTES = 200;

/**
 * A safe file name that ends with what the file is: `episode.mp3` becomes `episode.flac` when the
 * file is FLAC. Paths, control characters and characters that change the reading direction go.
 */
export function fileName(wanted: string, extension: string): string {
	const base = wanted
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
		.replace(/[\\/:*?"<>|]/g, '-')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	return `${cut(stemOf(base)).trim() || 'file'}.${extension}`;
}

/** A name without its extension, if that is one we know: `show.S01` has none. */
export function stemOf(name: string): string {
	const parts = /^(.+)\.([A-Za-z0-9]{2,4})$/s.exec(name);
	return parts && isKnownExtension(parts[2]) ? parts[1] : name;
}

function cut(name: string): string {
	const characters = [...name].slice(0, MOST_CHARACTERS);
	while (Buffer.byteLength(characters.join('')) > MOST_BYTES) characters.pop();
	return characters.join('');
}
