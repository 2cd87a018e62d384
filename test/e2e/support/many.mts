import axios from 'axios';

import type { WorkflowFile } from '../../../engine/run.mts';
import type { SandboxAccount } from '../../../sandbox/driver.mts';
import type { Cluster } from './cluster.mts';
import { until } from './ports.mts';

const ENDED = ['success', 'error', 'crashed', 'canceled'];

/** An execution as n8n lists it. */
export interface Listed {
	id: string;
	status: string;
}

/**
 * Activates a workflow and calls its webhook so many times, with the numbers from 1 on.
 *
 * @param afterEach what to wait for before the next call
 */
export async function startMany(
	{ client, main }: Cluster,
	path: string,
	file: WorkflowFile,
	count: number,
	afterEach?: (number: number) => Promise<unknown>,
): Promise<string> {
	const workflow = await client.createWorkflow(file);
	await client.activate(workflow);
	const call = async (number: number) => {
		const url = `${main.url}/webhook/${path}`;
		return (await axios.post(url, { number }, { validateStatus: () => true })).status === 200;
	};
	await until('the webhook is heard', async () => await call(1));
	for (let number = 2; number <= count; number++) {
		await afterEach?.(number - 1);
		await call(number);
	}
	return workflow.id;
}

export async function allEnded(
	{ client }: Cluster,
	workflowId: string,
	count: number,
): Promise<Listed[]> {
	return await until(
		'all executions have ended',
		async () => {
			const executions = await client.executionsOf(workflowId);
			const isOver = executions.every(({ status }) => ENDED.includes(status));
			return executions.length === count && isOver && executions;
		},
		{ timeoutMs: 180_000, everyMs: 1000 },
	);
}

/** How many accepted tasks each worker told of in its log. */
export async function acceptedBy({ workers }: Cluster, account: SandboxAccount) {
	const { tasks } = await account.state();
	const ids = tasks.map(({ taskId }) => taskId);
	return workers.map(({ log }) => ids.filter((id) => log().includes(id)).length);
}

/** What became of executions and of their tasks, as a user can find out. */
export async function outcome(
	{ client, workers }: Cluster,
	account: SandboxAccount,
	executions: Listed[],
) {
	const { tasks } = await account.state();
	const stored = await Promise.all(
		executions.map(async ({ id }) => JSON.stringify(await client.execution(id))),
	);
	const logs = workers.map(({ log }) => log());
	const missingIn = (places: string[]) =>
		tasks.filter(({ taskId }) => !places.some((place) => place.includes(taskId))).length;
	const having = (status: string) => executions.filter((one) => one.status === status).length;
	return {
		executions: executions.length,
		finished: having('success'),
		crashed: having('crashed'),
		error: having('error'),
		submitted: tasks.length,
		/** Texts that were paid for more than once. */
		twice: tasks.length - new Set(tasks.map(({ request }) => request.text)).size,
		/** Tasks whose ID n8n's editor does not show, but a worker's log does. */
		onlyInLog: missingIn(stored) - missingIn([...stored, ...logs]),
		/** Tasks whose ID is nowhere. */
		lost: missingIn([...stored, ...logs]),
	};
}
