import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SandboxAccount } from '../../../sandbox/driver.mts';
import type { FaultRule } from '../../../sandbox/faults/types.mts';
import { Client } from '../support/client.mts';
import { credentialFor, newAccount } from '../support/harness.mts';
import type { N8n } from '../support/n8n.mts';
import { startN8n } from '../support/n8n.mts';
import { installInto } from '../support/package.mts';
import { samples } from '../support/samples.mts';
import type { Place } from '../support/search.mts';
import { filesIn, placesOf, sqliteDump } from '../support/search.mts';
import type { Step } from '../support/workflow.mts';
import { eachOf, inARow, START } from '../support/workflow.mts';

/** Where finished files are downloaded from: every signed link begins with it. */
const MEDIA = process.env.SANDBOX_MEDIA_URL as string;

let userFolder: string;
let n8n: N8n;
let client: Client;
const accounts: SandboxAccount[] = [];

beforeAll(async () => {
	userFolder = mkdtempSync(join(tmpdir(), 'camb-secrets-'));
	installInto(userFolder, process.env.N8N_TARBALL as string);
	n8n = await startN8n({ userFolder, env: { N8N_LOG_LEVEL: 'debug' } });
	client = new Client(n8n.url);
	await client.setUpOwner();
});
afterAll(async () => {
	await n8n.stop('SIGKILL');
	rmSync(userFolder, { recursive: true, force: true });
});

/** All that n8n keeps: its database, its files, and what it printed. */
const everything = (): Place[] => [
	sqliteDump(userFolder),
	...filesIn(userFolder).filter(({ name }) => !name.includes('database.sqlite')),
	{ name: 'log', bytes: Buffer.from(n8n.log()) },
];

async function run(steps: Step[], faults: (account: SandboxAccount) => FaultRule[] = () => []) {
	const account = await newAccount({ taskSeconds: 0.2 });
	accounts.push(account);
	const rules = faults(account);
	if (rules.length > 0) await account.addFaults(...rules);
	const credentials = await credentialFor(client, account);
	const own = steps.map((step) => (step.type.includes('.') ? step : { ...step, credentials }));
	const { id } = await client.createWorkflow(inARow('Secrets', [START, ...own]));
	const execution = await client.ended(await client.run(id, 'Start'), 120_000);
	return { account, execution };
}

/** A node as a sample has it. Behind a point stands which of the samples of its type. */
const node = (name: string, more: Step['more'] = {}, options = {}): Step => ({
	name: `Node ${name}`,
	type: name.split('.')[0],
	parameters: { ...samples[name].parameters, options },
	more,
});
const byRun: Step = {
	name: 'Fetch Several',
	type: 'cambFetchResult',
	parameters: { lookUpBy: 'run', runId: '={{ $json.runId }}' },
};

/** An API that repeats the key in its answer. */
const telling = (step: FaultRule['step']) => (account: SandboxAccount) => [
	{
		step,
		times: 'forever' as const,
		fault: {
			type: 'status' as const,
			status: 403,
			body: { detail: `The key ${account.key} may not`, key: account.key },
		},
	},
];

test('no key, and no link that nobody asked for, is in the database, a file or the log of n8n', async () => {
	for (const [name, { before }] of Object.entries(samples)) {
		const { execution } = await run([...(before ? [before] : []), node(name)]);
		expect([name, execution.status]).toEqual([name, 'success']);
	}
	const several = await run([...eachOf(['one', 'two']), node('cambTextToSpeech'), byRun]);
	expect(several.execution.status).toBe('success');

	for (const step of ['submit', 'poll', 'fetch', 'media'] as const) {
		const failed = await run([node('cambDub')], telling(step));
		expect([step, failed.execution.status]).toEqual([step, 'error']);
		const on = await run([node('cambDub', { onError: 'continueRegularOutput' })], telling(step));
		expect([step, on.execution.status]).toEqual([step, 'success']);
	}

	const kept = everything();
	// The search finds what is there: tasks in the database, and in the log.
	const { tasks } = await several.account.state();
	for (const { taskId } of tasks) {
		expect(placesOf(taskId, kept)).toEqual(expect.arrayContaining(['database', 'log']));
	}
	for (const { key } of accounts) expect(placesOf(key, kept)).toEqual([]);
	expect(placesOf(MEDIA, kept)).toEqual([]);

	// With Include Links the item holds the link, since somebody asked for it. Nothing else does.
	const linked = await run([node('cambDub', {}, { includeLinks: true })]);
	expect(linked.execution.status).toBe('success');
	expect(placesOf(MEDIA, everything())).toEqual(['database']);
	expect(placesOf(linked.account.key, everything())).toEqual([]);
}, 300_000);
