import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Uses an API of its own, which answers as `handler` says. */
export async function withApi(
	handler: http.RequestListener,
	use: (baseUrl: string) => Promise<void>,
) {
	const server = http.createServer(handler);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

export function send(to: http.ServerResponse, status: number, body: object, headers = {}) {
	to.writeHead(status, { 'content-type': 'application/json', ...headers });
	to.end(JSON.stringify(body));
}

/** A WAV of 9000 bytes. */
const sound = Buffer.concat([
	Buffer.from('RIFF\x20\x23\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1'),
	Buffer.from('\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data\xfc\x22\0\0', 'latin1'),
	Buffer.alloc(9000 - 44, 1),
]);
export function sendSound(to: http.ServerResponse) {
	to.writeHead(200, { 'content-type': 'audio/wav' });
	to.end(sound);
}
