import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ExplainedError } from '../core/explainedError';
import type { Readable } from '../http/body';
import type { Reply } from '../http/client';
import type { Result } from '../http/retry';
import { durationSeconds, HEADER_BYTES, isHeaderOnly } from './duration';
import { fileName, stemOf } from './fileName';
import type { Media } from './fileType';
import { arrivedInstead, fileType, isMedia, mimeTypeOf } from './fileType';
import { toBytes } from './text';

/** What is known about a file before it comes. */
export interface SaveAs {
	/** The name to give it, without extension, unless the user chose another. */
	name: string;
	/** Added to the user's name when one task gives several files: `es-es`, `dialogue`. */
	suffix?: string;
	/** What it must be. Sound alone is taken for a video too: not every source has a picture. */
	expect: Media | 'text';
	/** The extension that was asked for, if any. */
	extension?: string;
	/** Why the file may have come empty, and what to do. */
	whenEmpty?: string;
}

/** A file in n8n's binary store. */
export interface SavedFile {
	binary: IBinaryData;
	/**
	 * What goes into the item: `fileName`, `mimeType`, `fileSize` in bytes, and `durationSeconds` of
	 * a sound whose header tells it.
	 */
	json: IDataObject;
	/** Where it came from, if it came from a link. Links are secrets: only for users who ask. */
	link?: string;
}

/**
 * Streams a reply into n8n's binary store under its true name and type, in flat memory. A body
 * that is empty, broken off or something else gives a failure instead of a file, and is not stored:
 * a node can delete nothing from n8n's store.
 *
 * A body shorter than its Content-Length breaks off by itself (RFC 9112, 8): Node.js says so. The
 * header must not be compared: n8n unpacks a packed body and leaves the length of the packed one.
 */
export async function saveBody(
	context: IExecuteFunctions,
	reply: Reply,
	saveAs: SaveAs,
	wantedName: string | undefined,
): Promise<Result<{ file: SavedFile }>> {
	const { status, headers, body } = reply;
	const spoiled = (why: string) => {
		body.destroy();
		return { ok: false, failure: { what: 'unreadable', status, why } } as const;
	};
	const { 'content-type': contentType, 'content-encoding': encoding = 'identity' } = headers;
	if (isPart(reply)) return spoiled('The file arrived incomplete');

	const peeked = await peek(body).catch(() => undefined);
	if (!peeked) return spoiled('The file arrived incomplete');
	const { first, content } = peeked;
	const isWhole = Buffer.isBuffer(content);
	if (first.length === 0 || (isWhole && isHeaderOnly(first))) {
		return spoiled(saveAs.whenEmpty ?? 'The file is empty');
	}
	// What n8n can unpack, it has unpacked, and has taken this header away.
	if (!/^\s*(identity)?\s*$/i.test(encoding) && !isPlain(encoding, first, saveAs)) {
		return spoiled(`The file is packed in a way that n8n can't unpack (${encoding.slice(0, 40)})`);
	}
	const instead =
		saveAs.expect !== 'text' && arrivedInstead(saveAs.expect, first, contentType, saveAs.extension);
	if (instead) return spoiled(instead);

	const type = fileType(contentType, first, saveAs.extension);
	const name = fileName(nameOf(saveAs, wantedName), type.extension);
	const binary = await store(context, reply, content, name, type.mimeType);
	if (!binary) return spoiled('The file arrived incomplete');
	const bytes = await sizeOf(context, binary);
	const seconds = durationSeconds(first, bytes);
	return { ok: true, file: savedFile(binary, name, type.mimeType, bytes, seconds) };
}

/** Whether a reply says that it is only a part of the file (RFC 9110, 14.4), which nobody asked for. */
function isPart({ status, headers }: Reply): boolean {
	const [, first, last, all] = /(\d+)-(\d+)\/(\d+)/.exec(headers['content-range'] ?? '') ?? [];
	return status === 206 && all !== undefined && Number(last) - Number(first) + 1 < Number(all);
}

/** The ways to pack a body (IANA, HTTP Content Coding Registry). */
const PACKED = /\b(aes128gcm|br|compress|dcb|dcz|deflate|exi|gzip|pack200-gzip|zstd)\b/i;

/** Whether a file is not packed, whatever its header says: `aws-chunked` and `utf-8` are about. */
function isPlain(encoding: string, first: Uint8Array, { expect, extension }: SaveAs): boolean {
	return !PACKED.test(encoding) && expect !== 'text' && isMedia(expect, first, extension);
}

/** Puts the content into n8n's binary store; nothing if the content broke off on its way. */
async function store(
	context: IExecuteFunctions,
	{ body, broke }: Reply,
	content: Readable | Buffer,
	name: string,
	mimeType: string,
): Promise<IBinaryData | undefined> {
	try {
		return await context.helpers.prepareBinaryData(content, name, mimeType);
	} catch (cause) {
		// What nobody reads any more must not stay open.
		body.destroy();
		if (broke()) return undefined;
		throw cannotStore(cause);
	}
}

function cannotStore(cause: unknown): ExplainedError {
	return new ExplainedError({
		message: 'n8n could not store the file',
		description: `Check the space and the file size limit of this n8n (${(cause as Error | undefined)?.message ?? 'no reason given'}).`,
	});
}

/** Puts text, such as subtitles, into n8n's binary store. */
export async function saveText(
	context: IExecuteFunctions,
	text: string,
	saveAs: SaveAs,
	wantedName: string | undefined,
): Promise<SavedFile> {
	const extension = saveAs.extension ?? 'txt';
	const mimeType = mimeTypeOf(extension) ?? 'text/plain';
	const bytes = toBytes(text);
	const name = fileName(nameOf(saveAs, wantedName), extension);
	const binary = await context.helpers.prepareBinaryData(bytes, name, mimeType);
	return savedFile(binary, name, mimeType, bytes.length);
}

function savedFile(
	binary: IBinaryData,
	name: string,
	mimeType: string,
	fileSize: number,
	seconds?: number,
): SavedFile {
	const duration = seconds === undefined ? {} : { durationSeconds: seconds };
	return { binary, json: { fileName: name, mimeType, fileSize, ...duration } };
}

function nameOf(saveAs: SaveAs, wantedName: string | undefined): string {
	if (!wantedName) return [saveAs.name, saveAs.suffix].filter(Boolean).join('-');
	if (!saveAs.suffix) return wantedName;
	return `${stemOf(wantedName)}-${saveAs.suffix}`;
}

/** The first bytes of a stream, none when it is empty, and all of its content. */
async function peek(body: Readable): Promise<{ first: Buffer; content: Readable | Buffer }> {
	// The stream has a listener from now on: one that fails between two readers would end n8n.
	body.on('error', () => {});
	let first = Buffer.alloc(0);
	while (first.length < HEADER_BYTES) {
		const chunk = (await nextChunk(body)) as Buffer | string | null;
		// Nothing can be put back into a stream that has ended.
		if (chunk === null) return { first, content: first };
		first = Buffer.concat([first, typeof chunk === 'string' ? Buffer.from(chunk) : chunk]);
	}
	body.unshift(first);
	return { first, content: body };
}

async function nextChunk(body: Readable): Promise<unknown> {
	const chunk = body.read() as unknown;
	if (chunk !== null || body.readableEnded) return chunk;
	// It has told so already, and would not again.
	if (body.destroyed) throw new Error('closed too soon');
	return await new Promise((resolve, reject) => {
		const settle = (done: () => void) => () => {
			for (const event of events) body.removeListener(event.name, event.listener);
			done();
		};
		const brokenOff = settle(() => reject(new Error('closed too soon')));
		const events = [
			{ name: 'readable', listener: settle(() => resolve(body.read())) },
			{ name: 'end', listener: settle(() => resolve(null)) },
			{ name: 'close', listener: brokenOff },
			{ name: 'error', listener: brokenOff },
		];
		for (const event of events) body.on(event.name, event.listener);
	});
}

/** The size of a stored file in bytes, whichever binary mode n8n runs in. */
async function sizeOf(context: IExecuteFunctions, binary: IBinaryData): Promise<number> {
	if (binary.id) return (await context.helpers.getBinaryMetadata(binary.id)).fileSize;
	return Buffer.byteLength(binary.data, 'base64');
}
