import { isKnownExtension } from './fileType';
import { graphemesOf } from './graphemes';

/** Longer names are cut: file systems stop at 255 bytes, which may be 63 characters. */
const MOST_CHARACTERS = 100;
const MOST_BYTES = 200;
/** No more characters are looked at: patterns may take as long as the square of them. */
const LONGEST = 1000;

/** Extensions of media that people have, besides those of the types we know. */
const MORE_EXTENSIONS = new Set(
	(
		'3g2 3gp aif aifc aiff amr ape asf ass au avi caf divx f4v flv m2ts m2v m4b m4p m4v mka mp2 ' +
		'mpeg mpg mpga mts oga ogm ogv opus qt rm rmvb sbv ssa ts ttml vob weba wma wmv'
	).split(' '),
);

/** Names of devices, which Windows takes for itself whatever follows a dot (Naming Files). */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(\.|$))/i;

/**
 * A safe file name that ends with what the file is: `episode.mp3` becomes `episode.flac` when the
 * file is FLAC. Paths, control characters and characters that change the reading direction go; those
 * that join letters or emoji stay.
 *
 * @param suffix what tells it from other files of the same name: of a long one the end goes, and not this
 */
export function fileName(wanted: string, extension: string, suffix = ''): string {
	const end = cut(suffix && `-${clean(suffix)}`, MOST_CHARACTERS / 2, MOST_BYTES / 2);
	const characters = MOST_CHARACTERS - [...graphemesOf(end)].length;
	const stem = cut(stemOf(clean(wanted)), characters, MOST_BYTES - Buffer.byteLength(end));
	const name = `${stem.replace(/[.\s]+$/, '') || 'file'}${end}`;
	return `${name.replace(DEVICE, '$1_')}.${extension}`;
}

function clean(name: string): string {
	return name
		.slice(0, LONGEST)
		.normalize('NFC')
		.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu, '')
		.replace(/[\\/:*?"<>|]/g, '-')
		.replace(/^[.\s\u200c\u200d]+|[.\s]+$/g, '');
}

/** A name without its extensions, as far as they are of media: `show.S01` has none. */
export function stemOf(name: string): string {
	const parts = /(.+)\.([A-Za-z0-9]{2,4})$/s.exec(name.slice(0, LONGEST));
	return parts && isMedia(parts[2]) ? stemOf(parts[1]) : name;
}

function isMedia(extension: string): boolean {
	return isKnownExtension(extension) || MORE_EXTENSIONS.has(extension.toLowerCase());
}

/** Never inside a character as people see it: an emoji, or a letter with its marks. */
function cut(name: string, characters: number, bytes: number): string {
	let kept = '';
	let count = 0;
	for (const character of graphemesOf(name)) {
		if (++count > characters || Buffer.byteLength(kept + character) > bytes) break;
		kept += character;
	}
	return kept;
}
