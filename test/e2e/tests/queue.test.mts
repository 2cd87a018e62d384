import type { SandboxAccount } from '../../../sandbox/driver.mts';
import type { Client } from '../support/client.mts';
import { itemsOf } from '../support/client.mts';
import type { Cluster } from '../support/cluster.mts';
import { CONCURRENCY, startCluster } from '../support/cluster.mts';
import { keepFigures } from '../support/figures.mts';
import { countOf, credentialFor, newAccount, speechOf } from '../support/harness.mts';
import type { Listed } from '../support/many.mts';
import { acceptedBy, allEnded, outcome, startMany } from '../support/many.mts';
import { until } from '../support/ports.mts';
import { placesOf } from '../support/search.mts';
import type { Credential, Step } from '../support/workflow.mts';
import { byId, inARow } from '../support/workflow.mts';

const EXECUTIONS = 40;
const TASK_SECONDS = 10;
/** n8n keeps a wait in its database only from 65 seconds on. */
const WAIT_SECONDS = 66;

let cluster: Cluster;
let client: Client;
const accounts: SandboxAccount[] = [];

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

/**
 * Files are in the database that all processes share: the main process hands out, byte by byte,
 * what workers made that are gone by now.
 */
async function expectTrueFiles(account: SandboxAccount, executions: Listed[], node: string) {
	for (const { id } of executions.filter(({ status }) => status === 'success')) {
		const [{ json, binary }] = itemsOf(await client.execution(id), node);
		expect(binary?.data.id).toMatch(/^database:/);
		const bytes = await client.bytesOf(binary!.data);
		expect(bytes.equals(await speechOf(account, json.runId))).toBe(true);
	}
}

test(
	'waiting inside the node: a worker that is asked to end finishes its tasks, a killed one leaves their IDs in its log',
	async () => {
		const account = await newAccount({ taskSeconds: TASK_SECONDS });
		accounts.push(account);
		const credentials = await credentialFor(client, account);
		const [asked, killed] = cluster.workers;
		const file = inARow('Inside', [webhook('inside'), speak(credentials, true)]);
		const workflowId = await startMany(cluster, 'inside', file, EXECUTIONS);
		const ofEach = async () => await acceptedBy(cluster, account);
		await until('both workers wait', async () => (await ofEach()).every((count) => count));

		await asked.stop('SIGTERM');
		await until(
			'the other one has done ten tasks and waits for ten more',
			async () => (await ofEach())[1] >= 2 * CONCURRENCY,
			{ everyMs: 100 },
		);
		await killed.stop('SIGKILL');
		await cluster.addWorker();

		const executions = await allEnded(cluster, workflowId, EXECUTIONS);
		const figures = await outcome(cluster, account, executions);
		keepFigures('queue-inside', figures);
		expect((await ofEach()).every((count) => count > 0)).toBe(true);
		// What the killed one was at did not end well, and nothing else.
		expect(figures.finished).toBeLessThan(EXECUTIONS);
		expect(figures.finished).toBeGreaterThanOrEqual(EXECUTIONS - CONCURRENCY);
		expect(figures).toMatchObject({ twice: 0, lost: 0 });
		await expectTrueFiles(account, executions, 'Speak');
	},
	5 * 60_000,
);

test(
	'a Wait loop: killing a worker does no harm to what waits, and the log has the ID of what is being fetched',
	async () => {
		const account = await newAccount({ taskSeconds: TASK_SECONDS });
		accounts.push(account);
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
		const steps = [webhook('loop'), speak(credentials, false), wait, fetch, done];
		const file = inARow('Loop', steps, {
			'Fetch Result': {
				main: ['Done', 'Wait'].map((node) => [{ node, type: 'main' as const, index: 0 }]),
			},
		});
		const workflowId = await startMany(cluster, 'loop', file, EXECUTIONS);
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

		const executions = await allEnded(cluster, workflowId, EXECUTIONS);
		const figures = await outcome(cluster, account, executions);
		keepFigures('queue-loop', figures);
		// Only what the second one was fetching at that very moment did not end well.
		expect(figures.finished).toBeGreaterThanOrEqual(EXECUTIONS - CONCURRENCY);
		expect(figures).toMatchObject({ submitted: EXECUTIONS, twice: 0, lost: 0 });
		await expectTrueFiles(account, executions, 'Done');
	},
	8 * 60_000,
);

test('no key and no link is in the database, a file or a log of any process', async () => {
	const kept = cluster.everything();
	for (const account of accounts) {
		const { tasks } = await account.state();
		// The search finds what is there.
		for (const { taskId } of tasks) expect(placesOf(taskId, kept)).toContain('log');
		expect(tasks.some(({ taskId }) => placesOf(taskId, kept).includes('database'))).toBe(true);
		expect(placesOf(account.key, kept)).toEqual([]);
	}
	expect(placesOf(process.env.SANDBOX_MEDIA_URL as string, kept)).toEqual([]);
});
