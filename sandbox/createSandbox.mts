import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { Accounts } from './accounts.mts';
import { admin } from './admin.mts';
import { api } from './api.mts';
import { Links } from './media/links.mts';
import { createMediaApp } from './mediaApp.mts';
import { watchRawKeys } from './rawKey.mts';
import type { LoggedRequest } from './requestLog.mts';

export interface SandboxOptions {
	/** The real time in ms; a test may give its own clock. Default Date.now. */
	now?: () => number;
	/** Port of the API; the media origin takes a free one. Default a free port. */
	port?: number;
	/** Told of each request when its answer has left, or its connection closed. */
	onRequest?: (request: LoggedRequest | undefined, line: RequestLine) => void;
}

/** What is known of a request even if its key fits no account. */
export interface RequestLine {
	method: string;
	path: string;
	status: number;
}

export interface SandboxAddresses {
	/** Ends in /apis: what users put as base address. */
	apiUrl: string;
	mediaUrl: string;
	/** Ends in /_sandbox. */
	adminUrl: string;
}

export interface Sandbox {
	/** The API and the admin routes; `app.inject` works without listening. */
	app: FastifyInstance;
	/** The origin of the links in results. */
	media: FastifyInstance;
	accounts: Accounts;
	listen(): Promise<SandboxAddresses>;
	/** Closes both origins and every open connection. */
	close(): Promise<void>;
}

const HOST = '127.0.0.1';

function addressOf(app: FastifyInstance): string {
	const { port } = app.server.address() as AddressInfo;
	return `http://${HOST}:${port}`;
}

const logOf = ({ call, mediaCall }: FastifyRequest) => (call ?? mediaCall)?.log;

const lineOf = ({ method, url }: FastifyRequest, status: number) => ({ method, path: url, status });

/** Makes a sandbox. Nothing listens until `listen()`. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
	const { now = Date.now, port = 0, onRequest } = options;
	const accounts = new Accounts(now);
	const links = new Links(now);
	const media = createMediaApp(accounts, links);
	const app = Fastify({
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 500 },
		bodyLimit: 64 * 1024 * 1024,
	});
	if (onRequest) {
		for (const origin of [app, media]) {
			origin.addHook('onRequest', async (request, { raw }) => {
				raw.once('close', () => onRequest(logOf(request), lineOf(request, raw.statusCode)));
			});
		}
	}
	void app.register(admin, { prefix: '/_sandbox', accounts });
	void app.register(api, { prefix: '/apis', accounts, links });
	watchRawKeys(app.server);

	return {
		app,
		media,
		accounts,
		async listen() {
			await Promise.all([app.listen({ host: HOST, port }), media.listen({ host: HOST, port: 0 })]);
			links.origin = addressOf(media);
			const origin = addressOf(app);
			return {
				apiUrl: `${origin}/apis`,
				mediaUrl: links.origin,
				adminUrl: `${origin}/_sandbox`,
			};
		},
		async close() {
			await Promise.all([app.close(), media.close()]);
		},
	};
}
