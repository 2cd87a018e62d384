import { hasUtf16Mark } from '../http/body';
import { formatAmong } from './fileType';
import { sniff } from './signatures';
import { beginningOf, isGitLfsPointer, isMarkup, isText } from './text';

/** What is known of a file before it is sent. */
export interface Given {
	fileName: string;
	mimeType: string;
	/** As many as are at hand, best 4096. */
	firstBytes: Uint8Array;
}

/** What is wrong with a file, and what to do about it. */
export type Misfit = [what: string, advice: string];

const STORY_ADVICE =
	'Save the story as plain text (UTF-8) or as a .docx file. To get the text of a PDF, use the Extract From File node first.';
/** So much of a text is told, in characters. */
const MOST_TOLD = 60;

/**
 * Which of the formats a file is, or why it is none of them.
 *
 * @param formats the extensions that are taken: `mp3`, `wav` …
 */
export function inputFormat(formats: string[], given: Given): string | Misfit {
	const { firstBytes } = given;
	const takes = `CAMB.AI accepts ${inWords(formats)}.`;
	if (isGitLfsPointer(firstBytes)) {
		return [
			'is a Git LFS pointer instead of the file itself',
			'Download the file from where Git LFS stores it: on GitHub, by the link of its Download button.',
		];
	}
	const found = sniff(firstBytes);
	if (!found && !formats.includes('txt') && isText(firstBytes)) {
		const kind = isMarkup(firstBytes) ? 'a web page or data' : 'text';
		return [
			`contains ${kind} instead of media`,
			`Check the previous node: it may have downloaded something else. The file begins with: ${beginningOf(firstBytes, MOST_TOLD)}. ${takes}`,
		];
	}
	const format = formatAmong(formats, given);
	if (format === undefined) {
		return [
			found
				? `is ${found.what}, which CAMB.AI does not accept`
				: 'has a format that CAMB.AI does not support',
			formats.includes('txt')
				? STORY_ADVICE
				: `${takes} Convert it first, or check that the previous node got the right file.`,
		];
	}
	if (found) return format;
	return misfitWithout(format, firstBytes) ?? format;
}

/** What is wrong with a file that has no signature of the format that its name says. */
function misfitWithout(format: string, firstBytes: Uint8Array): Misfit | undefined {
	if (format === 'docx') {
		return [
			'is not a Word document',
			'Save it in Word as .docx, or give a .txt file. If the previous node downloaded it, check that it got the right file.',
		];
	}
	if (format !== 'txt') {
		return [
			`is not a valid ${format.toUpperCase()} file`,
			'It is damaged or something else. Check that the previous node got the right file.',
		];
	}
	if (isMarkup(firstBytes)) {
		return [
			'contains a web page or data instead of plain text',
			'Check the previous node: it may have downloaded something else. To read a page aloud, take its text out with the HTML node first.',
		];
	}
	if (!firstBytes.includes(0) && !hasUtf16Mark(firstBytes)) return undefined;
	return ['is not plain text', STORY_ADVICE];
}

/** MP3, WAV and FLAC */
function inWords(formats: string[]): string {
	const names = formats.map((format) => format.toUpperCase());
	const last = names.pop();
	return names.length ? `${names.join(', ')} and ${last}` : `${last}`;
}
