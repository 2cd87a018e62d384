import net from 'node:net';

import { explainFailure } from '../../nodes/shared/errors/explain';
import type { RequestFailure } from '../../nodes/shared/http/requestFailure';
import { realApi } from './realApi.mts';

/** A server that does `onData` with the first bytes of each connection. */
export const rawServer = (onData: (socket: net.Socket) => void) =>
	net.createServer((socket) => {
		socket.on('error', () => {});
		socket.once('data', () => onData(socket));
	});

/** A server that answers with this text, whatever it is asked in. */
export const answering = (text: string) => rawServer((socket) => socket.end(text));

/** What a create comes to that must not work, by n8n's own request helper. */
export async function create(baseUrl: string, ca = ''): Promise<RequestFailure> {
	const api = await realApi(baseUrl, { ca });
	const body = { text: 'Hello' };
	const call = { method: 'POST', path: '/tts', body, isCreate: true, timeoutMs: 1000 } as const;
	const opened = await api.open(call);
	if (opened.ok) throw new Error('It must not work');
	return opened.failure;
}

/** The create may be sent again, and nobody is told that it may have been paid for. */
export function expectNothingSent(failure: RequestFailure, code: string) {
	expect(failure).toMatchObject({ what: 'silent', code, sent: 'no' });
	const { message, description } = explainFailure(failure, 'create');
	expect(`${message} ${description}`).not.toMatch(/may have accepted|charged/);
}
