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

/** The formats that are text, which has no signature. */
const TEXTS: Record<string, { advice: string; ofPage: string }> = {
	csv: {
		advice: 'Save the table as CSV (UTF-8) or as an .xlsx file.',
		ofPage: 'To make a CSV file of items, use the Convert to File node.',
	},
	txt: {
		advice:
			'Save the story as plain text (UTF-8) or as a .docx file. To get the text of a PDF, use the Extract From File node first.',
		ofPage: 'To read a page aloud, take its text out with the HTML node first.',
	},
};
/** What else has a name of its own, and how to get it. */
const DOCUMENTS: Record<string, [what: string, advice: string]> = {
	docx: ['a Word document', 'Save it in Word as .docx, or give a .txt file.'],
	xlsx: ['an Excel workbook', 'Save it in Excel as .xlsx, or give a .csv file.'],
};
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
	const text = formats.find(isTextFormat);
	if (!found && !text && isText(firstBytes)) {
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
			text
				? TEXTS[text].advice
				: `${takes} Convert it first, or check that the previous node got the right file.`,
		];
	}
	if (found) return format;
	return misfitWithout(format, firstBytes) ?? format;
}

/** What is wrong with a file that has no signature of the format that its name says. */
function misfitWithout(format: string, firstBytes: Uint8Array): Misfit | undefined {
	if (!isTextFormat(format)) {
		const [what, advice] = DOCUMENTS[format] ?? [
			`a valid ${format.toUpperCase()} file`,
			'It is damaged or something else.',
		];
		return [`is not ${what}`, `${advice} Check that the previous node got the right file.`];
	}
	const { advice, ofPage } = TEXTS[format];
	if (isMarkup(firstBytes)) {
		return [
			'contains a web page or data instead of plain text',
			`Check the previous node: it may have downloaded something else. ${ofPage}`,
		];
	}
	if (!firstBytes.includes(0) && !hasUtf16Mark(firstBytes)) return undefined;
	return ['is not plain text', advice];
}

/** What is found in a whole file of text. */
export type TextContent = 'text' | 'blank' | 'not UTF-8';

/** What is wrong with a file of a text format that has such a content. */
export function textMisfit(format: string, content: TextContent): Misfit | undefined {
	if (content === 'blank') return ['contains no text', 'Check the previous node.'];
	return content === 'text' ? undefined : ['is not in UTF-8', TEXTS[format].advice];
}

/** Whether files of a format are text. */
export function isTextFormat(format: string): boolean {
	return Object.hasOwn(TEXTS, format);
}

/** MP3, WAV and FLAC */
function inWords(formats: string[]): string {
	const names = formats.map((format) => format.toUpperCase());
	const last = names.pop();
	return names.length ? `${names.join(', ')} and ${last}` : `${last}`;
}
