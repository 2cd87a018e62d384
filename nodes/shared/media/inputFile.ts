import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { badInput } from '../errors/badInput';
import { documentMisfit, hasOnlySpace } from './document';
import { fileName } from './fileName';
import { formatAmong, mimeTypeFor } from './fileType';
import { isText } from './save';
import type { FileSource } from './upload';

/** So many of the first bytes tell what a file is. */
const FIRST_BYTES = 64;
/** A multiple of four: so many characters of base64 are decoded at a time. */
const CHUNK = 256 * 1024;

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

	const opened = await look(context, binary).catch(() => undefined);
	if (!opened) {
		throw refuse(
			`The file in ${place} can't be read`,
			'n8n may no longer have it: run the node that created it again.',
		);
	}
	const { source, firstBytes, isBlank } = opened;
	if (source.size === 0 || firstBytes.length === 0) {
		throw refuse(`The file in ${place} is empty`, 'Check the previous node.');
	}
	const { fileName: given = '', mimeType } = binary;
	const takes = `CAMB.AI accepts ${inWords(formats)}.`;
	if (isText(firstBytes) && !formats.includes('txt')) {
		throw refuse(
			`The file in ${place} contains a web page or data instead of media`,
			`Check the previous node: it may have downloaded something else. ${takes}`,
		);
	}
	const extension = formatAmong(formats, { fileName: given, mimeType, firstBytes });
	const what = given ? `The file "${given.slice(-60)}"` : `The file in ${place}`;
	if (!extension) {
		throw refuse(
			`${what} has a format that CAMB.AI does not support`,
			`${takes} Convert it first.`,
		);
	}
	const misfit = documentMisfit(extension, firstBytes);
	if (misfit) throw refuse(`${what} ${misfit[0]}`, misfit[1]);
	if (extension === 'txt' && isBlank) {
		throw refuse(`${what} contains no text`, 'Check the previous node.');
	}
	return {
		...source,
		fileName: fileName(given, extension),
		mimeType: mimeTypeFor(extension, mimeType),
	};
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
	return Object.keys({ ...binary, ...(json._files as object | undefined) });
}

/** The file as it can be sent, its first bytes, and whether it is nothing but white space. */
async function look(context: IExecuteFunctions, { id, data }: IBinaryData) {
	const source = id
		? await storedFile(context, id)
		: // Only with n8n's in-memory mode: the item holds the whole file.
			memoryFile(data.replace(/\s/g, ''));
	const firstBytes = await firstBytesOf(await source.open());
	const isBlank = firstBytes.toString().trim() === '' && (await hasOnlySpace(source));
	return { source, firstBytes, isBlank };
}

type Source = Pick<FileSource, 'size' | 'open'>;

async function storedFile({ helpers }: IExecuteFunctions, id: string): Promise<Source> {
	const { fileSize } = await helpers.getBinaryMetadata(id);
	return { size: fileSize, open: async () => await helpers.getBinaryStream(id) };
}

function memoryFile(base64: string): Source {
	return { size: Buffer.byteLength(base64, 'base64'), open: async () => decode(base64) };
}

/** The bytes of base64, a part at a time. */
async function* decode(base64: string): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < base64.length; at += CHUNK) {
		yield Buffer.from(base64.slice(at, at + CHUNK), 'base64');
	}
}

async function firstBytesOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
	let start = Buffer.alloc(0);
	for await (const chunk of bytes) {
		start = Buffer.concat([start, chunk]);
		if (start.length >= FIRST_BYTES) break;
	}
	return start;
}

/** MP3, WAV and FLAC */
function inWords(formats: string[]): string {
	const names = formats.map((format) => format.toUpperCase());
	const last = names.pop();
	return names.length ? `${names.join(', ')} and ${last}` : `${last}`;
}
