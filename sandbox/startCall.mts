import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from './accounts.mts';
import type { Links } from './media/links.mts';
import type { Call } from './operations/call.mts';

/** A call as it is before its body is read, noted in the account's log. */
export function startCall(
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
		fileFields: [],
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

/** The submits that a call is, or is about. */
export function textsOf(call: Call, request: FastifyRequest): string[] {
	if (call.operation.step === 'submit') return [call.text];
	const params = request.params as Record<string, unknown>;
	const { run_ids: runIds = [] } = (request.body ?? {}) as { run_ids?: unknown };
	const ids = [params.task_id, params.run_id, params.id, ...[runIds].flat()];
	return ids.flatMap((id) => call.account.find(id)?.text ?? []);
}
