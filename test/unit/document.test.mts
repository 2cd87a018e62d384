import { built } from '../support/harness.mts';

const { documentMisfit, hasOnlySpace } = built<typeof import('../../nodes/shared/media/document')>(
	'nodes/shared/media/document.js',
);

const bytes = (text: string) => Buffer.from(text, 'latin1');
const ZIP = 'PK\x03\x04\x14\0';
const BOM = '\xef\xbb\xbf';

const NO_WORD = [
	'is not a Word document',
	'Save it in Word as .docx, or give a .txt file. If the previous node downloaded it, check that it got the right file.',
];
const PAGE = [
	'contains a web page instead of plain text',
	'Check the previous node: it may have downloaded something else. To read a page aloud, take its text out with the HTML node first.',
];
const NO_TEXT = [
	'is not plain text',
	'Save the story as plain text (UTF-8) or as a .docx file. To get the text of a PDF, use the Extract From File node first.',
];

test.each<[string, string, string, string[]]>([
	['text that calls itself a Word document', 'docx', 'Once upon a time', NO_WORD],
	['a page that calls itself a Word document', 'docx', '<html>', NO_WORD],
	['an archive further on in a Word document', 'docx', `Once ${ZIP}`, NO_WORD],
	['a Word document cut to its end', 'docx', ` ${ZIP.slice(0, 4)}`, NO_WORD],
	['a page', 'txt', '<html lang="en">', PAGE],
	['a page with a document type', 'txt', '<!DOCTYPE html><title>', PAGE],
	['a page with wide spaces', 'txt', '\r\n  <!doctype \n html >', PAGE],
	['a page with a byte order mark', 'txt', `${BOM}<!DOCTYPE html>`, PAGE],
	['a page behind a byte order mark and a line', 'txt', `${BOM}\n<html>`, PAGE],
	['a Word document as text', 'txt', ZIP, NO_TEXT],
	['an archive cut to its signature', 'txt', `${ZIP.slice(0, 4)} and more`, NO_TEXT],
	['a PDF as text', 'txt', '%PDF-1.7\n%', NO_TEXT],
	['text in UTF-16', 'txt', 'O\0n\0c\0e\0', NO_TEXT],
	['zeros at its end', 'txt', 'Once\0', NO_TEXT],
])('%s is no document to read aloud', (_name, extension, start, misfit) => {
	expect(documentMisfit(extension, bytes(start))).toEqual(misfit);
});

test.each<[string, string, string]>([
	['a Word document', 'docx', ZIP],
	['text', 'txt', 'Once upon a time'],
	['text with a byte order mark', 'txt', `${BOM}Once`],
	['text about a page', 'txt', 'Write <html> first.'],
	['text about PDF', 'txt', 'A file begins with %PDF'],
	['text about archives', 'txt', `They begin with ${ZIP.slice(0, 4)}`],
	['text that begins with a tag of its own', 'txt', '<htmlish>'],
	['nothing', 'txt', ''],
	['another format, whatever is in it', 'mp3', '<html>\0'],
])('%s may be a document', (_name, extension, start) => {
	expect(documentMisfit(extension, bytes(start))).toBeUndefined();
});

/** A file that comes in parts, and how many of them were read. */
function inParts(parts: Array<string | Buffer>) {
	const file = {
		read: 0,
		async open() {
			return (async function* () {
				for (const part of parts) {
					file.read++;
					yield Buffer.from(part);
				}
			})();
		},
	};
	return file;
}

/** A space as wide as a letter of Chinese: three bytes. */
const wide = Buffer.from('\u3000');

test.each<[string, Array<string | Buffer>, boolean]>([
	['nothing', [], true],
	['empty parts', ['', ''], true],
	['spaces and lines', [' \t', '\r\n', '\u00a0'], true],
	['a byte order mark', ['\ufeff', '\n'], true],
	['a wide space in two parts', [wide.subarray(0, 1), wide.subarray(1)], true],
	['a letter', ['a'], false],
	['a letter after much space', [' '.repeat(10_000), '\n'.repeat(10_000), 'a'], false],
])('whether a file of %s has only space in it', async (_name, parts, isBlank) => {
	await expect(hasOnlySpace(inParts(parts))).resolves.toBe(isBlank);
});

test('a text is read no further than its first letter', async () => {
	const file = inParts([' ', 'Once', 'upon', 'a time']);
	await hasOnlySpace(file);
	expect(file.read).toBe(2);
});
