import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';

/** An uploaded file. Its bytes are hashed and counted while they pass; only the start is kept. */
export interface ReceivedFile {
	fileName: string;
	mimeType: string;
	/** Bytes. */
	size: number;
	/** Hex. */
	sha256: string;
	/** The first bytes, at most 64 KB. */
	head: Buffer;
}

export interface ReceivedForm {
	/** Text fields; a field that came several times is a list. */
	fields: Record<string, string | string[]>;
	files: Record<string, ReceivedFile>;
}

const HEAD_BYTES = 64 * 1024;

/** Reads a file to its end in flat memory. */
export async function receiveFile(
	content: Readable,
	fileName: string,
	mimeType: string,
): Promise<ReceivedFile> {
	const hash = createHash('sha256');
	const head: Buffer[] = [];
	let size = 0;
	for await (const chunk of content as AsyncIterable<Buffer>) {
		if (size < HEAD_BYTES) head.push(Buffer.from(chunk.subarray(0, HEAD_BYTES - size)));
		size += chunk.length;
		hash.update(chunk);
	}
	return { fileName, mimeType, size, sha256: hash.digest('hex'), head: Buffer.concat(head) };
}

/** Reads a multipart form (by @fastify/multipart). */
export async function receiveForm(request: FastifyRequest): Promise<ReceivedForm> {
	const form: ReceivedForm = { fields: {}, files: {} };
	for await (const part of request.parts()) {
		if (part.type === 'file') {
			form.files[part.fieldname] = await receiveFile(part.file, part.filename, part.mimetype);
			continue;
		}
		const value = String(part.value);
		const earlier = form.fields[part.fieldname];
		form.fields[part.fieldname] = earlier === undefined ? value : [earlier, value].flat();
	}
	return form;
}

/** How the request log shows a file. */
export function describeFile({ fileName, mimeType, size, sha256 }: ReceivedFile) {
	return { fileName, mimeType, size, sha256 };
}
