import axios from 'axios';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SandboxAccount } from '../../../sandbox/driver.mts';
import { Client, itemsOf } from '../support/client.mts';
import { keepFigures } from '../support/figures.mts';
import { countOf, credentialFor, dubOf, newAccount } from '../support/harness.mts';
import type { N8n } from '../support/n8n.mts';
import { startN8n } from '../support/n8n.mts';
import { installInto } from '../support/package.mts';
import { until } from '../support/ports.mts';
import { AFTER, dubbingWorkflow } from '../support/ways.mts';
import type { Credential, Step } from '../support/workflow.mts';
import { byId, inARow, START } from '../support/workflow.mts';

/** n8n keeps a wait in its database only from 65 seconds on. */
const WAIT_SECONDS = 66;
/** Still running at the first look, done at the second. */
const DUB_SECONDS = 90;
const SPEECH_SECONDS = 45;

let userFolder: string;
let port: number;
let n8n: N8n;
let client: Client;
let account: SandboxAccount;
let credentials: { cambAiApi: Credential };

beforeAll(async () => {
	userFolder = mkdtempSync(join(tmpdir(), 'camb-durable-'));
	installInto(userFolder, process.env.N8N_TARBALL as string);
	n8n = await startN8n({ userFolder });
	port = Number(new URL(n8n.url).port);
	client = new Client(n8n.url);
	await client.setUpOwner();
	account = await newAccount({
		taskSeconds: { dub: DUB_SECONDS, 'text-to-speech': SPEECH_SECONDS },
	});
	credentials = await credentialFor(client, account);
});
afterAll(async () => {
	await n8n.stop('SIGKILL');
	rmSync(userFolder, { recursive: true, force: true });
});

const webhook = (path: string): Step => ({
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { path, httpMethod: 'POST', options: {} },
	more: { webhookId: path },
});

const submitWaitFetch = () =>
	inARow(
		'Dub for hours',
		[
			webhook('dub'),
			{
				name: 'Submit Only',
				type: 'cambDub',
				parameters: {
					mediaUrl: 'https://example.com/long.mp4',
					sourceLanguage: byId(1),
					targetLanguages: [54],
					waitForCompletion: false,
				},
				credentials,
			},
			{
				name: 'Wait',
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				parameters: { amount: WAIT_SECONDS, unit: 'seconds' },
				more: { webhookId: 'wait' },
			},
			{
				name: 'Fetch Result',
				type: 'cambFetchResult',
				parameters: { whenStillRunning: 'branch' },
				credentials,
			},
			{ name: 'Done', type: 'n8n-nodes-base.noOp' },
		],
		{
			'Fetch Result': {
				main: ['Done', 'Wait'].map((node) => [{ node, type: 'main', index: 0 }]),
			},
		},
	);

const waitInside = () =>
	inARow('Speak and wait', [
		webhook('speak'),
		{
			name: 'Speak',
			type: 'cambTextToSpeech',
			parameters: { text: 'A long speech', voice: byId(147320), language: byId(1) },
			credentials,
		},
	]);

/** Calls the webhook of a new workflow. Answers with the execution's id. */
async function startBy(path: string, file: ReturnType<typeof inARow>): Promise<string> {
	const workflow = await client.createWorkflow(file);
	await client.activate(workflow);
	await until('the webhook is heard', async () => {
		const { status } = await axios.post(
			`${n8n.url}/webhook/${path}`,
			{},
			{ validateStatus: () => true },
		);
		return status === 200;
	});
	return await until('the execution is there', async () => {
		const executions = await client.executionsOf(workflow.id);
		return executions.find(({ mode }) => mode === 'webhook')?.id;
	});
}

async function restart() {
	n8n = await startN8n({ userFolder, port });
	client = new Client(n8n.url);
	await client.logIn();
}

test(
	'n8n is killed: a Wait loop goes on by itself, a task waited for inside a node is found by its ID',
	async () => {
		const looping = await startBy('dub', submitWaitFetch());
		const inside = await startBy('speak', waitInside());
		await until('the loop waits', async () => {
			return (await client.execution(looping)).status === 'waiting';
		});
		await until('the node waits', async () => (await countOf(account, 'poll')) > 1);
		const { tasks } = await account.state();
		const speech = tasks.find(({ kind }) => kind === 'text-to-speech');

		await n8n.stop('SIGKILL');
		const log = n8n.log();
		await restart();

		// The execution that waited inside the node is gone; its task ID is in n8n's log.
		const crashed = await client.ended(inside);
		expect(crashed.status).toBe('crashed');
		const [, found] = /CAMB\.AI accepted the text-to-speech task (\S+)/.exec(
			log,
		) as RegExpExecArray;
		expect(found).toBe(speech?.taskId);
		const { id } = await client.createWorkflow(
			inARow('Fetch by hand', [
				START,
				{
					name: 'Fetch Result',
					type: 'cambFetchResult',
					parameters: { kind: 'text-to-speech', taskId: found },
					credentials,
				},
			]),
		);
		const fetched = await client.ended(await client.run(id, 'Start'), 120_000);
		const [item] = itemsOf(fetched, 'Fetch Result');
		expect(item.json).toMatchObject({ taskId: found, status: 'SUCCESS' });
		expect(await client.bytesOf(item.binary!.data)).toHaveLength(item.json.fileSize as number);

		// The execution that waited in n8n's Wait node goes on where it was.
		const looped = await client.ended(looping, 4 * 60_000);
		expect(looped.status).toBe('success');
		expect(looped.data.resultData.runData['Fetch Result']).toHaveLength(2);
		expect(itemsOf(looped, 'Done')[0].json).toMatchObject({ kind: 'dub', status: 'SUCCESS' });
		const submits = await countOf(account, 'submit');
		expect(submits).toBe(2);
		keepFigures('durability', {
			inside: { status: crashed.status, taskIdIn: "n8n's log", fetched: fetched.status },
			loop: {
				status: looped.status,
				looks: looped.data.resultData.runData['Fetch Result'].length,
				minutes:
					(new Date(looped.stoppedAt).getTime() - new Date(looped.startedAt).getTime()) / 60_000,
			},
			submits,
		});
	},
	6 * 60_000,
);

test(
	'n8n is killed: what waits in the background goes on by itself, also from the middle of a look; a create is never sent again',
	async () => {
		const dub = async (path: string) => {
			const own = await newAccount({ taskSeconds: DUB_SECONDS });
			const file = dubbingWorkflow('background', path, await credentialFor(client, own));
			return { account: own, start: async () => await startBy(path, file) };
		};
		const [looking, parked, submitting] = [
			await dub('looking'),
			await dub('parked'),
			await dub('submitting'),
		];
		const isWaiting = async (id: string) => (await client.execution(id)).status === 'waiting';

		const looks = await looking.start();
		await until('n8n waits for its task', async () => await isWaiting(looks));
		await looking.account.addFaults({ step: 'poll', fault: { type: 'hang' }, times: 'forever' });
		const waits = await parked.start();
		await until('n8n waits for its task too', async () => await isWaiting(waits));
		const polls = await countOf(looking.account, 'poll');
		await until(
			'n8n looks after the first one',
			async () => (await countOf(looking.account, 'poll')) > polls,
			{ timeoutMs: 180_000 },
		);
		await submitting.account.addFaults({ step: 'submit', fault: { type: 'hang' } });
		const submits = await submitting.start();
		await until('it is sent', async () => (await countOf(submitting.account, 'submit')) === 1);

		await n8n.stop('SIGKILL');
		await looking.account.clearFaults();
		await restart();

		const cut = await client.ended(submits);
		const rows: Record<string, Record<string, unknown>> = {
			submitting: { status: cut.status, submits: await countOf(submitting.account, 'submit') },
		};
		expect(rows.submitting).toEqual({ status: 'crashed', submits: 1 });
		for (const [name, id, own] of [
			['looking', looks, looking.account],
			['waiting', waits, parked.account],
		] as const) {
			const ended = await client.ended(id, 6 * 60_000);
			const [item] = itemsOf(ended, AFTER);
			const { tasks } = await own.state();
			expect(ended.status).toBe('success');
			expect(item.json).toMatchObject({ taskId: tasks[0].taskId, status: 'SUCCESS' });
			const bytes = await client.bytesOf(item.binary!.data);
			expect(bytes.equals(await dubOf(own, tasks[0].runId))).toBe(true);
			rows[name] = { status: ended.status, submits: await countOf(own, 'submit') };
			expect(rows[name]).toEqual({ status: 'success', submits: 1 });
		}
		keepFigures('durability-background', rows);
	},
	12 * 60_000,
);
