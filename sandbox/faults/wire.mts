import type { OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import type { Encoding } from './types.mts';

export type Payload = string | Buffer | Readable | null | undefined;

/** The payload as a stream, and its length in bytes. */
function toStream(payload: Payload, reply: FastifyReply): { stream: Readable; bytes: number } {
	if (payload instanceof Readable) {
		return { stream: payload, bytes: Number(reply.getHeader('content-length') ?? 0) };
	}
	const content = Buffer.from(payload ?? '');
	return { stream: Readable.from([content]), bytes: content.length };
}

/** Ends the connection at once, by a TCP reset. Outside a real socket: as near as can be. */
export function reset(reply: FastifyReply): void {
	const { socket } = reply.raw;
	if (socket && 'resetAndDestroy' in socket) socket.resetAndDestroy();
	reply.raw.destroy();
}

/** Sends the head, which promises all, and the first half of the body; leaves it open. */
async function sendHalf(reply: FastifyReply, payload: Payload): Promise<void> {
	const { stream, bytes } = toStream(payload, reply);
	const headers = { ...reply.getHeaders(), 'content-length': bytes } as OutgoingHttpHeaders;
	reply.raw.writeHead(reply.statusCode, headers);
	let left = Math.floor(bytes / 2);
	for await (const chunk of stream) {
		const part = Buffer.from(chunk).subarray(0, left);
		left -= part.length;
		// Called when the part has left, and also when the client has.
		await new Promise<void>((resolve) => reply.raw.write(part, () => resolve()));
		if (left <= 0) break;
	}
}

const PACKERS = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync };

/** The same bytes packed, with the headers that a server or a proxy gives to a packed body. */
export async function pack(
	payload: Payload,
	reply: FastifyReply,
	encoding: Encoding,
): Promise<Buffer> {
	const packed = PACKERS[encoding](await buffer(toStream(payload, reply).stream));
	reply.header('content-encoding', encoding);
	reply.header('content-length', packed.length);
	return packed;
}

/** Half of the body, then nothing more, for ever. */
export async function hangBody(reply: FastifyReply, payload: Payload): Promise<void> {
	await sendHalf(reply, payload);
}

/** Half of the body, then the connection is closed as if that were all. */
export async function truncate(reply: FastifyReply, payload: Payload): Promise<void> {
	await sendHalf(reply, payload);
	const { socket } = reply.raw;
	if (socket && 'destroySoon' in socket) socket.destroySoon();
	else reply.raw.destroy();
}

/** The same bytes, slowly. */
export function drip(payload: Payload, reply: FastifyReply, bytesPerSecond: number): Readable {
	const { stream, bytes } = toStream(payload, reply);
	reply.header('content-length', bytes);
	const partBytes = Math.max(1, Math.floor(bytesPerSecond / 10));
	async function* slowly() {
		for await (const chunk of stream) {
			const content = Buffer.from(chunk);
			for (let at = 0; at < content.length; at += partBytes) {
				yield content.subarray(at, at + partBytes);
				await sleep((1000 * partBytes) / bytesPerSecond, undefined, { ref: false });
			}
		}
	}
	return Readable.from(slowly(), { objectMode: false });
}

/** Valid JSON of exactly `bytes` bytes (at least 13). */
export function hugeJson(bytes: number): Readable {
	const start = '{"filler":"';
	const end = '"}';
	const block = Buffer.alloc(64 * 1024, 'a');
	function* content() {
		yield Buffer.from(start);
		for (let left = bytes - start.length - end.length; left > 0; left -= block.length) {
			yield block.subarray(0, Math.min(left, block.length));
		}
		yield Buffer.from(end);
	}
	return Readable.from(content(), { objectMode: false });
}

/** The same, packed: about a thousandth on the wire. */
export function gzipBomb(bytes: number): Readable {
	return hugeJson(bytes).pipe(createGzip());
}
