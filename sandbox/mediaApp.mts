import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Account, Accounts } from './accounts.mts';
import { injectAfter, injectBefore, isGone } from './faults/inject.mts';
import type { Fault } from './faults/types.mts';
import { describeFile, receiveFile } from './forms.mts';
import type { Links } from './media/links.mts';
import type { LoggedRequest } from './requestLog.mts';
import type { Readable } from 'node:stream';

interface MediaCall {
	account: Account;
	log: LoggedRequest;
	fault?: Fault;
}

declare module 'fastify' {
	interface FastifyRequest {
		mediaCall: MediaCall | null;
	}
}

const DENIED =
	'<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Request has expired or its signature does not match</Message></Error>';

type Parameters = { Params: { token: string; '*': string }; Querystring: Record<string, string> };

/** Whether the account's key, or any key, came along in a header or the address. */
function carriesKey(request: FastifyRequest, account: Account): boolean {
	if (request.headers['x-api-key'] !== undefined) return true;
	const sent = [request.url, ...request.raw.rawHeaders].join('\n');
	return sent.includes(account.key);
}

/** The same address under another host name: to a client, another origin. */
function elsewhere(request: FastifyRequest): string {
	const { hostname, port } = new URL(`http://${request.headers.host}`);
	const other = hostname === 'localhost' ? '127.0.0.1' : 'localhost';
	return `http://${other}:${port}${request.url}`;
}

function denied(reply: FastifyReply): FastifyReply {
	return reply.code(403).type('application/xml').send(DENIED);
}

/** The second origin: files behind signed links. It takes no key, and notes if one is sent. */
export function createMediaApp(accounts: Accounts, links: Links): FastifyInstance {
	const app = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
	app.decorateRequest('mediaCall', null);
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

	app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
		if (isGone(reply)) return void reply.hijack();
		return reply.code(error.statusCode ?? 500).send({ detail: error.message });
	});
	app.addHook('onRequest', async (request, reply) => {
		const { token, '*': name } = request.params as Parameters['Params'];
		const account = accounts.byToken(token);
		if (!account) return denied(reply);
		const step = request.method === 'PUT' ? 'upload' : 'media';
		const log: LoggedRequest = {
			at: account.clock.now(),
			step,
			operationId: null,
			method: request.method,
			path: request.url,
			status: null,
			key: carriesKey(request, account),
			origin: 'media',
		};
		account.requests.push(log);
		const text = account.files.get(name)?.task?.text;
		const texts = text === undefined ? [] : [text];
		const fault = account.takeFault({
			step,
			operationId: null,
			texts,
			path: request.url,
		});
		request.mediaCall = { account, log, fault };
		if (!fault) return;
		log.fault = fault.type;
		const target = (location: 'same' | 'other') =>
			location === 'same' ? request.url : elsewhere(request);
		if (injectBefore(fault, reply, target)) return reply;
	});
	app.addHook('onSend', (request, reply, payload, done) => {
		const { mediaCall } = request;
		if (mediaCall && mediaCall.fault?.type !== 'reset-after' && !isGone(reply)) {
			mediaCall.log.status = reply.statusCode;
		}
		injectAfter(mediaCall?.fault, request, reply, payload as string, done);
	});

	app.get<Parameters>('/media/:token/*', async (request, reply) => {
		const path = request.url.split('?')[0];
		const file = request.mediaCall?.account.files.get(request.params['*']);
		if (!file || !links.isValid(path, request.query)) return denied(reply);
		const media = await file.source();
		if (isGone(reply)) return reply.hijack();
		return reply.type(media.contentType).header('content-length', media.bytes).send(media.open());
	});
	app.put<Parameters>('/uploads/:token/*', async (request, reply) => {
		const path = request.url.split('?')[0];
		const { mediaCall } = request;
		if (!mediaCall || !links.isValid(path, request.query)) return denied(reply);
		const mimeType = request.headers['content-type'] ?? '';
		const file = await receiveFile(request.body as Readable, request.params['*'], mimeType);
		mediaCall.log.body = describeFile(file);
		mediaCall.account.uploads.set(request.params['*'], describeFile(file));
		return reply.code(mediaCall.account.settings.uploadStatus).send();
	});
	app.all('/redirected/:token', async () => ({}));
	return app;
}
