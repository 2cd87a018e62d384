import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { membersIn } from '../camb/members';
import { isBlank } from '../core/blank';
import { badInput } from '../errors/badInput';
import { fileName } from './fileName';
import { mimeTypeFor } from './fileType';
import { isHeaderOnly } from './headerOnly';
import type { Misfit, TextContent } from './inputFormat';
import { inputFormat, isTextFormat, textMisfit } from './inputFormat';
import type { StoredFile } from './storedFile';
import { storedFile } from './storedFile';
import { utf8Decoder } from './text';
import type { FileSource } from './upload';

/** So many first bytes are read: the sound may begin behind as much padding, or a run-in of MXF. */
const READ_BYTES = 65_536 + 4096;
/** No document is shorter: the header of a part of an archive (APPNOTE, 4.3.7), or MS-CFB, 2.2. */
const HEADER_BYTES: Record<string, number> = { docx: 30, xlsx: 30, xls: 512 };

/**
 * The file of an input item, checked to be one of some formats by its first bytes, name and MIME
 * type. It keeps its name, with the extension that tells what it is.
 *
 * @param name the parameter that says which file: a field name, a path (`binaryMode: combined`),
 * or the file itself by expression
 * @param formats the extensions that are taken: `mp3`, `wav` …
 */
export async function readInputFile(
	context: IExecuteFunctions,
	item: number,
	name: string,
	formats: string[],
): Promise<FileSource> {
	const { binary, place } = findFile(context, item, context.getNodeParameter(name, item, ''));
	const refuse = (message: string, advice: string) => badInput(context, item, message, advice);
	const lost = () => {
		throw refuse(
			`The file in ${place} can't be read`,
			'n8n may no longer have it: run the node that created it again.',
		);
	};

	const source = await storedFile(context, binary).catch(lost);
	if (source === undefined) {
		throw refuse(
			`The file in ${place} has no data that can be read`,
			'A file that a Code node makes needs its bytes as Base64 in "data".',
		);
	}
	const firstBytes = await firstBytesOf(source).catch(lost);
	if (source.size === 0 || firstBytes.length === 0) {
		throw refuse(`The file in ${place} is empty`, 'Check the previous node.');
	}
	const given = asText(binary.fileName);
	const mimeType = asText(binary.mimeType);
	const what = given ? `The file "${given.slice(-60)}"` : `The file in ${place}`;
	const format = inputFormat(formats, { fileName: given, mimeType, firstBytes });
	if (typeof format !== 'string') throw refuse(`${what} ${format[0]}`, format[1]);
	const misfit = isTextFormat(format)
		? textMisfit(format, await textOf(source).catch(lost))
		: headerMisfit(format, firstBytes, source.size);
	if (misfit) throw refuse(`${what} ${misfit[0]}`, misfit[1]);
	return { ...source, fileName: fileName(given, format), mimeType: mimeTypeFor(format, mimeType) };
}

/** What is wrong with a file that breaks off where its content should begin. */
function headerMisfit(format: string, firstBytes: Buffer, size: number): Misfit | undefined {
	const advice = 'Check that the previous node got the whole file.';
	if (isHeaderOnly(firstBytes, size)) {
		return ['contains no sound or video', `It ends where they should begin. ${advice}`];
	}
	return size < (HEADER_BYTES[format] ?? 0) ? ['ends within its header', advice] : undefined;
}

/** The file that a parameter names, and what to call the place where it is. */
function findFile(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
): { binary: IBinaryData; place: string } {
	const name = typeof value === 'string' ? value.trim() : '';
	// With `binaryMode: combined` files are in the JSON, where n8n puts them under _files.
	const candidates = typeof value === 'string' ? [name, `_files.${name}`] : [value as IBinaryData];
	const place = name ? `the field "${name.slice(0, 60)}"` : 'Input Data Field Name';
	for (const candidate of candidates) {
		try {
			return { binary: context.helpers.assertBinaryData(item, candidate), place };
		} catch {
			// Perhaps it is in the other place.
		}
	}
	const fields = fileFields(context, item);
	throw badInput(
		context,
		item,
		name ? `The item has no file in ${place}` : `${place} contains no file`,
		fields.length
			? `Its files are in: ${fields.join(', ')}. Enter one of these names.`
			: 'It has no files at all: check that the previous node outputs one.',
	);
}

function fileFields(context: IExecuteFunctions, item: number): string[] {
	const { binary, json } = context.getInputData()[item];
	return Object.keys({ ...binary, ...(membersIn(json)._files as object | undefined) });
}

async function firstBytesOf({ open }: StoredFile): Promise<Buffer> {
	let start = Buffer.alloc(0);
	for await (const chunk of await open()) {
		start = Buffer.concat([start, chunk]);
		if (start.length >= READ_BYTES) break;
	}
	return start;
}

/** What is in a text file. Reads it to the end: the first letter of another encoding may come late. */
async function textOf({ open }: StoredFile): Promise<TextContent> {
	const decode = utf8Decoder();
	let content: TextContent = 'blank';
	for await (const chunk of await open()) {
		const text = decode(chunk);
		if (text === undefined) return 'not UTF-8';
		if (!isBlank(text)) content = 'text';
	}
	return decode() === undefined ? 'not UTF-8' : content;
}

/** A Code node may have given any value at all. */
function asText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
