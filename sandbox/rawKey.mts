import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The longest head of a request that Node itself takes is 16 KB. */
const MOST_HEAD_BYTES = 32 * 1024;
const padded = new WeakSet<Socket>();

/**
 * Node strips the white space around header values before anybody sees them, so a key that was
 * not trimmed would look right. This reads each request's head as it came over the wire.
 */
export function watchRawKeys(server: Server): void {
	const heads = new WeakMap<Socket, string>();
	server.on('connection', (socket: Socket) => {
		heads.set(socket, '');
		socket.prependListener('data', (chunk: Buffer) => {
			const known = heads.get(socket);
			if (known === undefined) return;
			const head = known + chunk.toString('latin1', 0, MOST_HEAD_BYTES);
			const isWhole = head.includes('\r\n\r\n') || head.length > MOST_HEAD_BYTES;
			if (!isWhole) return void heads.set(socket, head);
			heads.delete(socket);
			const [, value = ''] = /\r\nx-api-key:([^\r\n]*)/i.exec(head.split('\r\n\r\n')[0]) ?? [];
			// One space after the colon belongs to HTTP's usual spelling.
			if (/^\s\s|\s$|^\t/.test(value)) padded.add(socket);
			else padded.delete(socket);
		});
	});
	server.prependListener('request', (request, response) => {
		response.once('close', () => heads.set(request.socket, ''));
	});
}

/** Whether the key of the request being read on this socket had white space around it. */
export function hasPaddedKey(socket: Socket): boolean {
	return padded.has(socket);
}
