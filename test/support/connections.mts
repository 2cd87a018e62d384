import net from 'node:net';

import type { Trouble } from '../../nodes/shared/http/trouble';
import { built } from './harness.mts';
import { realApi } from './realApi.mts';

const { explainTrouble } = built<typeof import('../../nodes/shared/http/explain')>(
	'nodes/shared/http/explain.js',
);

/** A server that does `onData` with the first bytes of each connection. */
export const rawServer = (onData: (socket: net.Socket) => void) =>
	net.createServer((socket) => {
		socket.on('error', () => {});
		socket.once('data', () => onData(socket));
	});

/** A server that answers with this text, whatever it is asked in. */
export const answering = (text: string) => rawServer((socket) => socket.end(text));

/** What a create comes to that must not work, by n8n's own request helper. */
export async function create(baseUrl: string, ca = ''): Promise<Trouble> {
	const api = await realApi(baseUrl, { ca });
	const body = { text: 'Hello' };
	const call = { method: 'POST', path: '/tts', body, isCreate: true, timeoutMs: 1000 } as const;
	const opened = await api.open(call);
	if (opened.ok) throw new Error('It must not work');
	return opened.trouble;
}

/** The create may be sent again, and nobody is told that it may have been paid for. */
export function expectNothingSent(trouble: Trouble, code: string) {
	expect(trouble).toMatchObject({ what: 'silent', code, sent: 'no' });
	const { message, description } = explainTrouble(trouble, 'create');
	expect(`${message} ${description}`).not.toMatch(/may have accepted|charged/);
}
