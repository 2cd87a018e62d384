import type { IHttpRequestOptions } from 'n8n-workflow';
import type { AddressInfo, Server, Socket } from 'node:net';

import { loadOptionsContext } from '../../engine/run.mts';
import { connect } from '../../nodes/shared/http/client';
import { systemTiming } from '../../nodes/shared/http/timing';
import { nodeOf, theEngine, thePackage } from './harness.mts';

export const KEY = 'sk-test/4f1aB2';

/** The node's client over n8n's real request helper. `ca` is a certificate that it trusts. */
export async function realApi(baseUrl: string, { apiKey = KEY, ca = '' } = {}) {
	const node = nodeOf({ type: 'cambTextToSpeech', parameters: {} });
	const credentials = { cambAiApi: { apiKey, baseUrl } };
	const context = loadOptionsContext(theEngine(), thePackage(), node, credentials);
	const { helpers } = context;
	const { httpRequestWithAuthentication } = helpers;
	helpers.httpRequestWithAuthentication = async function (
		type: string,
		options: IHttpRequestOptions,
	) {
		const trusting = ca ? { ...options, agentOptions: { ca } } : options;
		return (await httpRequestWithAuthentication.call(this, type, trusting)) as unknown;
	};
	return await connect(context, systemTiming);
}

/** Listens until the test file ends, and tells the port. */
export async function listen(server: Server): Promise<number> {
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	server.on('connection', (socket: Socket) => sockets.push(socket));
	servers.push(server);
	return (server.address() as AddressInfo).port;
}

const servers: Server[] = [];
const sockets: Socket[] = [];
afterAll(() => {
	for (const server of servers) server.close();
	for (const socket of sockets) socket.destroy();
});
