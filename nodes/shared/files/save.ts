import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ExplainedError } from '../core/explainedError';
import type { Readable } from '../http/body';
import type { Reply } from '../http/client';
import { FIRST_BYTES } from '../http/firstBytes';
import type { Result } from '../http/retry';
import { unreadable } from '../http/retry';
import { durationSeconds } from './duration';
import { fileName } from './fileName';
import type { Media } from './fileType';
import { arrivedInstead, fileType, isMedia, mimeTypeOf } from './fileType';
import { isHeaderOnly } from './headerOnly';
import { sniff } from './signatures';
import { isText, toBytes } from './text';

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
		return unreadable(status, why);
	};
	const { 'content-type': contentType, 'content-encoding': encoding = '' } = headers;
	const first = isPart(reply) ? undefined : await firstBytesOf(reply);
	if (!first) return spoiled('The file arrived incomplete');
	if (first.length === 0 || (first.length < FIRST_BYTES && isHeaderOnly(first))) {
		return spoiled(saveAs.whenEmpty ?? 'The file is empty');
	}
	// n8n removes this header from what it has unpacked.
	if (!/^\s*(identity)?\s*$/i.test(encoding) && !isPlain(encoding, first, saveAs)) {
		return spoiled(`The file is packed in a way that n8n can't unpack (${encoding.slice(0, 40)})`);
	}
	const instead =
		saveAs.expect !== 'text' && arrivedInstead(saveAs.expect, first, contentType, saveAs.extension);
	if (instead) return spoiled(instead);

	const type = fileType(contentType, first, saveAs.extension);
	const name = nameOf(saveAs, wantedName, type.extension);
	const binary = await store(context, reply, name, type.mimeType);
	if (!binary) return spoiled('The file arrived incomplete');
	const bytes = await sizeOf(context, binary);
	const seconds = durationSeconds(first, bytes);
	return { ok: true, file: savedFile(binary, name, type.mimeType, bytes, seconds) };
}

/**
 * Whether a reply is text, and so no audio or video: perhaps the link to one. Its body can be read
 * afterwards.
 */
export async function isTextReply(reply: Reply): Promise<boolean> {
	const first = await firstBytesOf(reply);
	if (!first || first.length === 0 || sniff(first)) return false;
	return isText(first, reply.headers['content-type']);
}

/** The first bytes; undefined when the body broke off before. */
async function firstBytesOf({ peek }: Reply): Promise<Buffer | undefined> {
	return await peek().catch(() => undefined);
}

/** Whether a reply says that it is only a part of the file (RFC 9110, 14.4), which nobody asked for. */
function isPart({ status, headers }: Reply): boolean {
	const [, first, last, all] = headers['content-range']?.match(/(\d+)-(\d+)\/(\d+)/) ?? [];
	return status === 206 && Number(last) - Number(first) + 1 < Number(all);
}

/** The ways to pack a body (IANA, HTTP Content Coding Registry). */
const PACKED = /\b(aes128gcm|br|compress|dcb|dcz|deflate|exi|gzip|pack200-gzip|zstd)\b/i;

/** Whether a file is not packed, whatever its header says: servers write `aws-chunked` or `utf-8` too. */
function isPlain(encoding: string, first: Uint8Array, { expect, extension }: SaveAs): boolean {
	if (PACKED.test(encoding)) return false;
	return expect === 'text' ? isText(first) : isMedia(expect, first, extension);
}

/** Puts a body into n8n's binary store; nothing if it broke off on its way. */
async function store(
	context: IExecuteFunctions,
	{ body, broke }: Reply,
	name: string,
	mimeType: string,
): Promise<IBinaryData | undefined> {
	try {
		return await context.helpers.prepareBinaryData(body, name, mimeType);
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

/** Puts a file that is made here, such as one joined of several, into n8n's binary store, in flat memory. */
export async function saveStream(
	context: IExecuteFunctions,
	stream: Readable,
	saveAs: SaveAs & { extension: string },
	wantedName: string | undefined,
): Promise<SavedFile> {
	const { extension } = saveAs;
	const mimeType = mimeTypeOf(extension) ?? 'application/octet-stream';
	const name = nameOf(saveAs, wantedName, extension);
	try {
		const binary = await context.helpers.prepareBinaryData(stream, name, mimeType);
		return savedFile(binary, name, mimeType, await sizeOf(context, binary));
	} catch (cause) {
		stream.destroy();
		// The stream itself says why it can't be made.
		throw cause instanceof ExplainedError ? cause : cannotStore(cause);
	}
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
	const name = nameOf(saveAs, wantedName, extension);
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

function nameOf({ name, suffix }: SaveAs, wantedName: string | undefined, extension: string) {
	return fileName(wantedName || name, extension, suffix);
}

/** The size of a stored file in bytes, whichever binary mode n8n runs in. */
async function sizeOf(context: IExecuteFunctions, binary: IBinaryData): Promise<number> {
	// Newer versions of n8n say so at once, where 1.120 has to read a file.
	if (binary.bytes !== undefined) return binary.bytes;
	if (binary.id) return (await context.helpers.getBinaryMetadata(binary.id)).fileSize;
	return Buffer.byteLength(binary.data, 'base64');
}
