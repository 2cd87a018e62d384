import type { FileSource } from './upload';

/** Word writes ZIP archives. */
const ZIP = 'PK\x03\x04';

/** What is wrong with a document, and what to do about it. */
export type Misfit = [what: string, advice: string];

/**
 * What shows that a file is not the document that its name says; undefined for one that may be,
 * and for any other format.
 *
 * @param extension what the file is by its name or MIME type
 * @param firstBytes as many as are at hand
 */
export function documentMisfit(extension: string, firstBytes: Uint8Array): Misfit | undefined {
	const start = Buffer.from(firstBytes).toString('latin1');
	if (extension === 'docx' && !start.startsWith(ZIP)) {
		return [
			'is not a Word document',
			'Save it in Word as .docx, or give a .txt file. If the previous node downloaded it, check that it got the right file.',
		];
	}
	if (extension !== 'txt') return undefined;
	if (/^(\u00ef\u00bb\u00bf)?\s*<(!doctype\s+html|html)\b/i.test(start)) {
		return [
			'contains a web page instead of plain text',
			'Check the previous node: it may have downloaded something else. To read a page aloud, take its text out with the HTML node first.',
		];
	}
	if (start.startsWith(ZIP) || start.startsWith('%PDF') || start.includes('\0')) {
		return [
			'is not plain text',
			'Save the story as plain text (UTF-8) or as a .docx file. To get the text of a PDF, use the Extract From File node first.',
		];
	}
	return undefined;
}

/** Whether there is nothing but white space in a text file. Reads no further than it must. */
export async function hasOnlySpace({ open }: Pick<FileSource, 'open'>): Promise<boolean> {
	const decoder = new TextDecoder();
	for await (const chunk of await open()) {
		if (decoder.decode(chunk, { stream: true }).trim() !== '') return false;
	}
	return true;
}
