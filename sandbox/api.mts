import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import glue from 'fastify-openapi-glue';
import { Accounts, type Account } from './accounts.mts';
import { ApiError, invalidKey, refused } from './apiError.mts';
import { operationInfos, requestContract, type OperationInfo } from './contract.mts';
import { injectAfter, injectBefore } from './faults/inject.mts';
import { describeFile, receiveForm } from './forms.mts';
import { mediaFromBuffer } from './media/media.mts';
import type { Links } from './media/links.mts';
import { isMedia, type Call } from './operations/call.mts';
import { operations } from './operations/index.mts';
import { notSpoken } from './operations/tasks.mts';
import { hasPaddedKey } from './rawKey.mts';
import { searchableText } from './text.mts';
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

function startCall(
	request: FastifyRequest,
	reply: FastifyReply,
	account: Account,
	links: Links,
): Call {
	const operation = request.routeOptions.config.operation ?? {
		operationId: '',
		step: 'list',
		bodyTypes: [],
		jsonFields: [],
	};
	const log = {
		at: account.clock.now(),
		step: operation.step,
		operationId: operation.operationId || null,
		method: request.method,
		path: request.url,
		status: null,
		key: true,
		origin: 'api' as const,
	};
	account.requests.push(log);
	return {
		operation,
		account,
		params: {},
		query: {},
		body: {},
		files: {},
		text: '',
		links,
		log,
		reply,
	};
}

/** Reads a form if the request is one, notes the body in the log, and collects its text. */
async function readBody(request: FastifyRequest, call: Call): Promise<void> {
	const contentType = request.headers['content-type']?.split(';')[0].trim().toLowerCase() ?? '';
	const { bodyTypes, jsonFields } = call.operation;
	if (bodyTypes.length > 0 && !bodyTypes.includes(contentType)) {
		throw refused({ loc: ['body'], msg: 'Field required', type: 'missing' });
	}
	if (!request.isMultipart()) {
		call.log.body = structuredClone(request.body) ?? undefined;
		call.text = searchableText(request.body);
		return;
	}
	const { fields, files } = await receiveForm(request);
	const described = Object.entries(files).map(([name, file]) => [name, describeFile(file)]);
	call.log.body = { ...structuredClone(fields), ...Object.fromEntries(described) };
	call.text = searchableText(fields, files);
	call.files = files;
	const names = Object.entries(files).map(([name, file]) => [name, file.fileName]);
	request.body = { ...parsed(fields, jsonFields), ...Object.fromEntries(names) };
}

/** Form fields that hold JSON, parsed; what isn't JSON stays text and is refused by the schema. */
function parsed(fields: Record<string, unknown>, jsonFields: string[]): Record<string, unknown> {
	const result = { ...fields };
	for (const name of jsonFields) {
		try {
			if (name in result) result[name] = JSON.parse(String(result[name]));
		} catch {
			// Left as it came.
		}
	}
	return result;
}

/** The submits that a call is, or is about. */
function textsOf(call: Call, request: FastifyRequest): string[] {
	if (call.operation.step === 'submit') return [call.text];
	const params = request.params as Record<string, unknown>;
	const { run_ids: runIds = [] } = (request.body ?? {}) as { run_ids?: unknown };
	const ids = [params.task_id, params.run_id, params.id, ...[runIds].flat()];
	return ids.flatMap((id) => call.account.find(id)?.text ?? []);
}

function redirectTarget(call: Call, location: 'same' | 'other'): string | undefined {
	if (location === 'same') return call.log.path;
	// A result moves to the media origin as it is; see `answer`.
	if (call.operation.step === 'fetch') return undefined;
	return `${call.links.origin}/redirected/${call.account.token}`;
}

function sendError(error: unknown, reply: FastifyReply): FastifyReply {
	if (error instanceof ApiError) return reply.code(error.statusCode).send(error.body);
	const { statusCode = 500, message } = error as { statusCode?: number; message: string };
	if (statusCode === 400) {
		const detail = { loc: ['body'], msg: `JSON decode error: ${message}`, type: 'json_invalid' };
		return sendError(refused(detail), reply);
	}
	if (statusCode === 415) {
		return sendError(refused({ loc: ['body'], msg: 'Field required', type: 'missing' }), reply);
	}
	return reply.code(statusCode).send({ detail: message });
}

/** Runs an operation and sends what it gives: JSON, text or a file. */
async function answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
	const { call } = request;
	if (!call) throw invalidKey();
	call.params = request.params as Record<string, unknown>;
	call.query = request.query as Record<string, unknown>;
	call.body = (request.body ?? {}) as Record<string, unknown>;
	const result = await (operations[call.operation.operationId] ?? notSpoken)(call);
	if (call.fault?.type === 'redirect') {
		const media = isMedia(result)
			? result
			: { ...mediaFromBuffer(Buffer.from(JSON.stringify(result)), 'json') };
		const link = call.links.to(call.account, `moved/${call.account.requests.length}`, () => media);
		return reply.redirect(link, call.fault.status ?? 302);
	}
	if (!isMedia(result)) return reply.send(result);
	return reply.type(result.contentType).header('content-length', result.bytes).send(result.open());
}

/** The contract's routes, to be registered under /apis. */
export async function api(app: FastifyInstance, { accounts, links }: ApiOptions): Promise<void> {
	await app.register(multipart, { limits: { fileSize: Infinity, fieldSize: 10 * 1024 * 1024 } });
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
		const target = { step, operationId, texts: textsOf(call, request) };
		call.fault = call.account.takeFault(target);
		if (!call.fault) return;
		call.log.fault = call.fault.type;
		if (injectBefore(call.fault, reply, (location) => redirectTarget(call, location))) return reply;
	});
	app.addHook('onSend', (request, reply, payload, done) => {
		const { call } = request;
		if (call && call.fault?.type !== 'reset-after') call.log.status = reply.statusCode;
		injectAfter(call?.fault, request, reply, payload as string, done);
	});

	await app.register(glue, {
		specification: requestContract(),
		operationResolver: (operationId) =>
			({ handler: answer, config: { operation: operationInfos.get(operationId) } }) as never,
	});
}
