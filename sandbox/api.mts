import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import glue from 'fastify-openapi-glue';
import { Accounts, type Account } from './accounts.mts';
import { ApiError, invalidKey, refused, refusedValue } from './apiError.mts';
import { operationInfos, requestContract, type OperationInfo } from './contract.mts';
import { injectAfter, injectBefore, isGone } from './faults/inject.mts';
import { readBody } from './body.mts';
import { mediaFromBuffer, type Media } from './media/media.mts';
import type { Links } from './media/links.mts';
import { isMedia, type Call } from './operations/call.mts';
import { operations } from './operations/index.mts';
import { notSpoken } from './operations/tasks.mts';
import { hasPaddedKey } from './rawKey.mts';
import { startCall, textsOf } from './startCall.mts';
import { validatorCompiler } from './validation.mts';

declare module 'fastify' {
	interface FastifyRequest {
		call: Call | null;
	}
	interface FastifyContextConfig {
		operation?: OperationInfo;
	}
}

interface ApiOptions {
	accounts: Accounts;
	links: Links;
}

/** The account of a request's key; throws 401 for a key that is missing, unknown or not trimmed. */
function authenticate(request: FastifyRequest, accounts: Accounts): Account {
	const key = request.headers['x-api-key'];
	if (!Accounts.isKey(key) || hasPaddedKey(request.raw.socket)) throw invalidKey();
	return accounts.getOrCreate(key);
}

function redirectTarget(call: Call, location: 'same' | 'other'): string | undefined {
	if (location === 'same') return call.log.path;
	// A result moves to the media origin as it is; see `answer`.
	if (call.operation.step === 'fetch') return undefined;
	return `${call.links.origin}/redirected/${call.account.token}`;
}

function sendError(error: unknown, reply: FastifyReply): FastifyReply | undefined {
	if (isGone(reply)) return void reply.hijack();
	if (error instanceof ApiError) return reply.code(error.statusCode).send(error.body);
	const { statusCode = 500, message } = error as { statusCode?: number; message: string };
	return reply.code(statusCode).send({ detail: message });
}

/** A JSON or text answer as a file, for a result that has moved. */
function asFile(result: unknown): Media {
	if (typeof result === 'string') return mediaFromBuffer(Buffer.from(result), 'txt');
	return mediaFromBuffer(Buffer.from(JSON.stringify(result)), 'json');
}

/** Runs an operation and sends what it gives: JSON, text or a file. */
async function answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
	const { call } = request;
	if (!call) throw invalidKey();
	call.params = request.params as Record<string, unknown>;
	call.query = request.query as Record<string, unknown>;
	call.body = (request.body ?? {}) as Record<string, unknown>;
	const { fileFields } = call.operation;
	const text = fileFields.find((name) => name in call.body && !(name in call.files));
	if (text) throw refusedValue(['body', text], 'Expected a file, received text');
	const result = await (operations[call.operation.operationId] ?? notSpoken)(call);
	if (isGone(reply)) return reply.hijack();
	if (call.fault?.type === 'redirect') {
		const media = isMedia(result) ? result : asFile(result);
		const link = call.links.to(call.account, `moved/${call.account.requests.length}`, () => media);
		return reply.redirect(link, call.fault.status ?? 302);
	}
	if (!isMedia(result)) return reply.send(result);
	return reply.type(result.contentType).header('content-length', result.bytes).send(result.open());
}

/** The contract's routes, to be registered under /apis. */
export async function api(app: FastifyInstance, { accounts, links }: ApiOptions): Promise<void> {
	await app.register(multipart, { limits: { fileSize: Infinity, fieldSize: 10 * 1024 * 1024 } });
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		try {
			done(null, text === '' ? undefined : JSON.parse(String(text)));
		} catch {
			done(refused({ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }));
		}
	});
	// Bodies of other types are read and dropped; whether one was wanted is checked later.
	app.addContentTypeParser('*', (_request, payload, done) => {
		payload.resume().on('end', () => done(null, undefined));
	});
	app.decorateRequest('call', null);
	app.setValidatorCompiler(validatorCompiler);
	app.setSerializerCompiler(() => (data) => JSON.stringify(data));
	app.setErrorHandler((error, _request, reply) => sendError(error, reply));
	app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not Found' }));

	app.addHook('onRequest', async (request, reply) => {
		request.call = startCall(request, reply, authenticate(request, accounts), links);
	});
	app.addHook('preValidation', async (request, reply) => {
		const { call } = request;
		if (!call) return;
		await readBody(request, call);
		const { step, operationId } = call.operation;
		if (step === 'poll') {
			const { task_id: taskId, id = taskId } = request.params as Record<string, string>;
			const task = call.account.find(id);
			if (task) task.polls += 1;
		}
		const target = { step, operationId, texts: textsOf(call, request), path: request.url };
		call.fault = call.account.takeFault(target);
		if (!call.fault) return;
		call.log.fault = call.fault.type;
		if (injectBefore(call.fault, reply, (location) => redirectTarget(call, location))) return reply;
	});
	app.addHook('onSend', (request, reply, payload, done) => {
		const { call } = request;
		const isHeard = call?.fault?.type !== 'reset-after' && !isGone(reply);
		if (call && isHeard) call.log.status = reply.statusCode;
		injectAfter(call?.fault, request, reply, payload as string, done);
	});

	await app.register(glue, {
		specification: requestContract(),
		operationResolver: (operationId) =>
			({ handler: answer, config: { operation: operationInfos.get(operationId) } }) as never,
	});
}
