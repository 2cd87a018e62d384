import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Reply } from '../http/api';
import type { Readable } from '../http/body';
import type { Tried } from '../http/retry';
import { fileName } from './fileName';
import { fileType, mimeTypeOf, SIGNATURE_BYTES, sniff } from './fileType';

/** What is known about a file before it comes. */
export interface FileWish {
	/** The name to give it, without extension, unless the user chose another. */
	name: string;
	/** Added to the user's name when one task gives several files: `es-es`, `dialogue`. */
	suffix?: string;
	/** Media is never a page or JSON. */
	expect: 'audio' | 'video' | 'text';
	/** The extension that was asked for, if any. */
	extension?: string;
}

/** A file in n8n's binary store. */
export interface SavedFile {
	binary: IBinaryData;
	/** What goes into the item: `fileName`, `mimeType`, `fileSize` in bytes. */
	json: IDataObject;
}

/**
 * Streams a reply into n8n's binary store under its true name and type, in flat memory. A body
 * that is empty, broken off or no media at all gives trouble instead of a file.
 */
export async function saveBody(
	context: IExecuteFunctions,
	reply: Reply,
	wish: FileWish,
	wantedName: string | undefined,
): Promise<Tried<{ file: SavedFile }>> {
	const { status, headers, body } = reply;
	const spoiled = (why: string) =>
		({ ok: false, trouble: { what: 'unreadable', status, why } }) as const;
	try {
		const first = await peek(body);
		if (first.length === 0) return spoiled('The file is empty');
		if (wish.expect !== 'text' && isText(first, headers['content-type'])) {
			body.destroy();
			return spoiled(`Instead of ${wish.expect}, text came: ${first.toString('utf8', 0, 120)}`);
		}
		const type = fileType(headers['content-type'], first, wish.extension);
		const name = fileName(nameOf(wish, wantedName), type.extension);
		const binary = await context.helpers.prepareBinaryData(body, name, type.mimeType);
		const bytes = await sizeOf(context, binary);
		const promised = headers['content-encoding'] ? undefined : headers['content-length'];
		if (promised !== undefined && Number(promised) !== bytes) {
			return spoiled(`Of ${promised} bytes, ${bytes} came`);
		}
		return { ok: true, file: savedFile(binary, name, type.mimeType, bytes) };
	} catch (error) {
		// n8n's store may have failed without reading: what nobody reads must not stay open.
		body.destroy();
		return spoiled(
			`The file broke off (${error instanceof Error ? error.message : 'no reason given'})`,
		);
	}
}

/** Puts text, such as subtitles, into n8n's binary store. */
export async function saveText(
	context: IExecuteFunctions,
	text: string,
	wish: FileWish,
	wantedName: string | undefined,
): Promise<SavedFile> {
	const extension = wish.extension ?? 'txt';
	const mimeType = mimeTypeOf(extension) ?? 'text/plain';
	const bytes = Buffer.from(text, 'utf8');
	const name = fileName(nameOf(wish, wantedName), extension);
	const binary = await context.helpers.prepareBinaryData(bytes, name, mimeType);
	return savedFile(binary, name, mimeType, bytes.length);
}

function savedFile(
	binary: IBinaryData,
	name: string,
	mimeType: string,
	fileSize: number,
): SavedFile {
	return { binary, json: { fileName: name, mimeType, fileSize } };
}

function nameOf(wish: FileWish, wantedName: string | undefined): string {
	if (!wantedName) return [wish.name, wish.suffix].filter(Boolean).join('-');
	if (!wish.suffix) return wantedName;
	return `${wantedName.replace(/\.[A-Za-z0-9]{2,4}$/, '')}-${wish.suffix}`;
}

/** The first bytes of a stream, which stay in it. Empty when the stream is. */
async function peek(body: Readable): Promise<Buffer> {
	// The stream has a listener from now on: one that fails between two readers would end n8n.
	body.on('error', () => {});
	let start = Buffer.alloc(0);
	while (start.length < SIGNATURE_BYTES) {
		const chunk = (await nextChunk(body)) as Buffer | string | null;
		if (chunk === null) break;
		start = Buffer.concat([start, typeof chunk === 'string' ? Buffer.from(chunk) : chunk]);
	}
	if (start.length > 0) body.unshift(start);
	return start;
}

async function nextChunk(body: Readable): Promise<unknown> {
	const chunk = body.read() as unknown;
	if (chunk !== null || body.readableEnded) return chunk;
	return await new Promise((resolve, reject) => {
		const settle = (done: () => void) => () => {
			for (const event of events) body.removeListener(event.name, event.listener);
			done();
		};
		const events = [
			{ name: 'readable', listener: settle(() => resolve(body.read())) },
			{ name: 'end', listener: settle(() => resolve(null)) },
			{ name: 'close', listener: settle(() => reject(new Error('closed too soon'))) },
			{ name: 'error', listener: settle(() => reject(body.errored ?? new Error('no answer'))) },
		];
		for (const event of events) body.on(event.name, event.listener);
	});
}

/** A page, JSON or words: what begins like one, or is called one and has no signature of media. */
function isText(first: Buffer, contentType = ''): boolean {
	if (/^\s*(<!doctype|<html|<\?xml|\{\s*")/i.test(first.toString('latin1', 0, 32))) return true;
	return /^\s*(text\/|application\/(\S+\+)?(json|xml))/i.test(contentType) && !sniff(first);
}

/** The size of a stored file in bytes, whichever binary mode n8n runs in. */
async function sizeOf(context: IExecuteFunctions, binary: IBinaryData): Promise<number> {
	if (binary.id) return (await context.helpers.getBinaryMetadata(binary.id)).fileSize;
	return Buffer.byteLength(binary.data, 'base64');
}
