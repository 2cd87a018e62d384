import axios from 'axios';
import { writeFileSync } from 'node:fs';

import type { SandboxAccount } from '../../../sandbox/driver.mts';
import type { Client } from '../support/client.mts';
import { itemsOf } from '../support/client.mts';
import type { Cluster } from '../support/cluster.mts';
import { CONCURRENCY, startCluster } from '../support/cluster.mts';
import { countOf, credentialFor, newAccount } from '../support/harness.mts';
import { until } from '../support/ports.mts';
import type { Credential, Step } from '../support/workflow.mts';
import { byId, inARow } from '../support/workflow.mts';

const EXECUTIONS = 40;
const TASK_SECONDS = 10;
/** n8n keeps a wait in its database only from 65 seconds on. */
const WAIT_SECONDS = 66;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

let cluster: Cluster;
let client: Client;

beforeAll(async () => {
	cluster = await startCluster(process.env.N8N_TARBALL as string, 2);
	({ client } = cluster);
}, 300_000);
afterAll(async () => await cluster.close(), 120_000);

const webhook = (path: string): Step => ({
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { path, httpMethod: 'POST', options: {} },
	more: { webhookId: path },
});

const speak = (credentials: Record<string, Credential>, waitForCompletion: boolean): Step => ({
	name: 'Speak',
	type: 'cambTextToSpeech',
	parameters: {
		text: '=Number {{ $json.body.number }}',
		voice: byId(147320),
		language: byId(1),
		waitForCompletion,
	},
	credentials,
});

/** Activates a workflow and calls its webhook so many times at once. */
async function startMany(path: string, file: ReturnType<typeof inARow>): Promise<string> {
	const workflow = await client.createWorkflow(file);
	await client.activate(workflow);
	const call = async (number: number) => {
		const url = `${cluster.main.url}/webhook/${path}`;
		return (await axios.post(url, { number }, { validateStatus: () => true })).status === 200;
	};
	await until('the webhook is heard', async () => await call(1));
	for (let number = 2; number <= EXECUTIONS; number++) await call(number);
	return workflow.id;
}

async function allEnded(workflowId: string, timeoutMs: number) {
	return await until(
		'all executions have ended',
		async () => {
			const executions = await client.executionsOf(workflowId);
			const isOver = executions.every(({ status }) => ENDED.includes(status));
			return executions.length === EXECUTIONS && isOver && executions;
		},
		{ timeoutMs, everyMs: 1000 },
	);
}

const countBy = (statuses: string[], status: string) =>
	statuses.filter((candidate) => candidate === status).length;

/** The accepted tasks that each worker told of in its log. */
async function acceptedBy(account: SandboxAccount) {
	const { tasks } = await account.state();
	const ids = tasks.map(({ taskId }) => taskId);
	return cluster.workers.map(({ log }) => ids.filter((id) => log().includes(id)).length);
}

/** Tasks whose id is neither in what n8n stored of an execution nor in a worker's log. */
async function lost(account: SandboxAccount, executions: Array<{ id: string }>, inLogs: boolean) {
	const stored = await Promise.all(
		executions.map(async ({ id }) => JSON.stringify(await client.execution(id))),
	);
	const places = inLogs ? [...stored, ...cluster.workers.map(({ log }) => log())] : stored;
	const { tasks } = await account.state();
	return tasks.filter(({ taskId }) => !places.some((place) => place.includes(taskId))).length;
}

const figures: Record<string, Record<string, number>> = {};
afterAll(() => {
	if (process.env.FIGURES) writeFileSync(process.env.FIGURES, JSON.stringify(figures, null, 2));
});

test(
	'waiting inside the node: a worker that is asked to end finishes its tasks, a killed one leaves their IDs in its log',
	async () => {
		const account = await newAccount({ taskSeconds: TASK_SECONDS });
		const credentials = await credentialFor(client, account);
		const [asked, killed] = cluster.workers;
		const workflowId = await startMany(
			'inside',
			inARow('Inside', [webhook('inside'), speak(credentials, true)]),
		);
		await until('both workers wait', async () =>
			(await acceptedBy(account)).every((count) => count),
		);

		await asked.stop('SIGTERM');
		await until('the other one is at new tasks', async () => (await acceptedBy(account))[1] > 10, {
			timeoutMs: 60_000,
			everyMs: 100,
		});
		await killed.stop('SIGKILL');
		await cluster.addWorker();

		const executions = await allEnded(workflowId, 180_000);
		const statuses = executions.map(({ status }) => status);
		const byWorker = await acceptedBy(account);
		const submits = await countOf(account, 'submit');
		figures['Waiting inside the node'] = {
			executions: EXECUTIONS,
			finished: countBy(statuses, 'success'),
			crashed: countBy(statuses, 'crashed'),
			error: countBy(statuses, 'error'),
			submitted: submits,
			onlyInLog: await lost(account, executions, false),
			lost: await lost(account, executions, true),
		};
		// Every worker took part; what the killed one was at did not end well, and nothing else.
		expect(byWorker.every((count) => count > 0)).toBe(true);
		const crashed = EXECUTIONS - countBy(statuses, 'success');
		expect(crashed).toBeGreaterThan(0);
		expect(crashed).toBeLessThanOrEqual(CONCURRENCY);
		expect(submits).toBe(EXECUTIONS);
		expect(await lost(account, executions, true)).toBe(0);
	},
	5 * 60_000,
);

test(
	'a Wait loop: killing a worker does no harm to what waits, and the log has the ID of what is being fetched',
	async () => {
		const account = await newAccount({ taskSeconds: TASK_SECONDS });
		const credentials = await credentialFor(client, account);
		const [, , first] = cluster.workers;
		const second = await cluster.addWorker();
		const fetch: Step = {
			name: 'Fetch Result',
			type: 'cambFetchResult',
			parameters: { whenStillRunning: 'branch' },
			credentials,
		};
		const wait: Step = {
			name: 'Wait',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			parameters: { amount: WAIT_SECONDS, unit: 'seconds' },
			more: { webhookId: 'wait' },
		};
		const done: Step = { name: 'Done', type: 'n8n-nodes-base.noOp' };
		const workflowId = await startMany(
			'loop',
			inARow('Loop', [webhook('loop'), speak(credentials, false), wait, fetch, done], {
				'Fetch Result': {
					main: ['Done', 'Wait'].map((node) => [{ node, type: 'main' as const, index: 0 }]),
				},
			}),
		);
		await until('all of them wait', async () => {
			const executions = await client.executionsOf(workflowId);
			return executions.length === EXECUTIONS && executions.every((e) => e.status === 'waiting');
		});
		// Killed while they wait, and while they fetch.
		await first.stop('SIGKILL');
		await until('the first results come', async () => (await countOf(account, 'fetch')) > 2, {
			timeoutMs: 180_000,
			everyMs: 20,
		});
		await second.stop('SIGKILL');
		await cluster.addWorker();

		const executions = await allEnded(workflowId, 180_000);
		const statuses = executions.map(({ status }) => status);
		const submits = await countOf(account, 'submit');
		figures['Submit, Wait, Fetch Result'] = {
			executions: EXECUTIONS,
			finished: countBy(statuses, 'success'),
			crashed: countBy(statuses, 'crashed'),
			error: countBy(statuses, 'error'),
			submitted: submits,
			onlyInLog: await lost(account, executions, false),
			lost: await lost(account, executions, true),
		};
		// Only what the second one was fetching at that very moment did not end well.
		expect(EXECUTIONS - countBy(statuses, 'success')).toBeLessThanOrEqual(CONCURRENCY);
		expect(submits).toBe(EXECUTIONS);
		expect(await lost(account, executions, true)).toBe(0);

		// n8n's database holds the files, so the main process can hand out what a worker made.
		const { id } = executions.find(({ status }) => status === 'success') as { id: string };
		const [item] = itemsOf(await client.execution(id), 'Done');
		expect(await client.bytesOf(item.binary!.data)).toHaveLength(item.json.fileSize as number);
	},
	8 * 60_000,
);
