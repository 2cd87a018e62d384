import type { FastifyInstance } from 'fastify';
import { Accounts, type Account } from './accounts.mts';
import { ApiError } from './apiError.mts';
import { faultRuleSchema, type FaultRule } from './faults/types.mts';
import { settingsSchema, type Settings } from './settings.mts';
import { statusAt } from './tasks.mts';
import { validatorCompiler } from './validation.mts';

type Key = { Params: { key: string } };

/** What GET answers: README.md describes each member. */
export function describeAccount(account: Account) {
	const now = account.clock.now();
	return {
		settings: account.settings,
		tasks: account.tasks.map((task) => ({
			taskId: task.taskId,
			kind: task.kind,
			runId: task.runId,
			status: statusAt(task, now),
			submittedAt: task.submittedAt,
			endsAt: task.endsAt,
			polls: task.polls,
			request: task.request,
		})),
		requests: account.requests,
		faults: account.faults,
	};
}

/** The routes under /_sandbox that say how an account behaves, and tell what it got. No key needed. */
export async function admin(
	app: FastifyInstance,
	{ accounts }: { accounts: Accounts },
): Promise<void> {
	app.setValidatorCompiler(validatorCompiler);
	app.setErrorHandler((error, _request, reply) => {
		if (error instanceof ApiError) return reply.code(error.statusCode).send(error.body);
		const { statusCode = 500, message } = error as Error & { statusCode?: number };
		return reply.code(statusCode).send({ detail: message });
	});
	const existing = (key: string): Account => {
		const account = accounts.get(key);
		if (!account) throw new ApiError(404, { detail: `No account uses the key ${key}` });
		return account;
	};

	app.put<Key & { Body: Partial<Settings> }>(
		'/accounts/:key',
		{ schema: { body: settingsSchema } },
		async ({ params: { key }, body }) => {
			if (!Accounts.isKey(key)) throw new ApiError(422, { detail: 'Keys begin with sandbox-' });
			const account = accounts.getOrCreate(key);
			account.configure(body);
			return { settings: account.settings };
		},
	);
	app.get<Key>('/accounts/:key', async ({ params }) => describeAccount(existing(params.key)));
	app.delete<Key>('/accounts/:key', async ({ params }, reply) => {
		accounts.delete(params.key);
		return reply.code(204).send();
	});
	app.post<Key & { Body: FaultRule | FaultRule[] }>(
		'/accounts/:key/faults',
		{
			schema: {
				body: { anyOf: [faultRuleSchema, { type: 'array', items: faultRuleSchema }] },
			},
		},
		async ({ params, body }) => {
			const { faults } = existing(params.key);
			faults.push(...[body].flat());
			return { faults };
		},
	);
	app.delete<Key>('/accounts/:key/faults', async ({ params }, reply) => {
		existing(params.key).faults.length = 0;
		return reply.code(204).send();
	});
}
