import type { SandboxAccount } from '../../../sandbox/driver.mts';
import type { Client } from '../support/client.mts';
import { itemsOf } from '../support/client.mts';
import { countOf, credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import type { Step } from '../support/workflow.mts';
import { byId, eachOf, inARow, START } from '../support/workflow.mts';

let client: Client;
beforeAll(async () => {
	client = await sharedN8n();
});

const LINES = ['the first line', 'the bad line', 'the last line'];

const noOp = (name: string): Step => ({ name, type: 'n8n-nodes-base.noOp' });

async function speak(account: SandboxAccount, more: Step['more'] = {}): Promise<Step> {
	return {
		name: 'Speak',
		type: 'cambTextToSpeech',
		parameters: { text: '={{ $json.line }}', voice: byId(147320), language: byId(1) },
		credentials: await credentialFor(client, account),
		more,
	};
}

async function start(steps: Step[], links = {}) {
	const { id } = await client.createWorkflow(inARow('What can go wrong', steps, links));
	return await client.ended(await client.run(id, 'Start'));
}

test('a task that ended badly leaves by the error output with its ID, the others go on', async () => {
	const account = await newAccount({ taskSeconds: 0.5 });
	const fault = { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' } as const;
	await account.addFaults({ step: 'submit', contains: 'bad', fault });
	const node = await speak(account, { onError: 'continueErrorOutput' });
	const execution = await start(
		[START, ...eachOf(LINES), node, noOp('Spoken'), noOp('Not Spoken')],
		{
			Speak: {
				main: ['Spoken', 'Not Spoken'].map((name) => [{ node: name, type: 'main', index: 0 }]),
			},
			Spoken: { main: [[]] },
		},
	);
	expect(execution.status).toBe('success');
	const { tasks } = await account.state();
	const bad = tasks.find(({ status }) => status === 'ERROR');

	expect(itemsOf(execution, 'Spoken').map(({ json }) => json.status)).toEqual([
		'SUCCESS',
		'SUCCESS',
	]);
	const [item, ...more] = itemsOf(execution, 'Not Spoken');
	expect(more).toEqual([]);
	expect(item.json).toMatchObject({
		line: 'the bad line',
		error: { kind: 'text-to-speech', taskId: bad?.taskId },
	});
});

test('Retry of a failed execution goes on with its tasks and submits nothing new', async () => {
	const account = await newAccount({ taskSeconds: 0.5 });
	await account.addFaults({
		step: 'fetch',
		times: 'forever',
		fault: { type: 'status', status: 403 },
	});
	const failed = await start([START, ...eachOf(LINES), await speak(account)]);
	expect(failed.status).toBe('error');
	expect(await countOf(account, 'submit')).toBe(3);
	const { tasks } = await account.state();
	const error = failed.data.resultData.error as { description?: string };
	for (const { taskId } of tasks) expect(JSON.stringify(error)).toContain(taskId);

	await account.clearFaults();
	const retried = await client.ended(await client.retry(failed.id));
	expect(retried.status).toBe('success');
	expect(retried.retryOf).toBe(failed.id);
	expect(itemsOf(retried, 'Speak').map(({ json }) => json.taskId)).toEqual(
		LINES.map((line) => tasks.find(({ request }) => request.text === line)?.taskId),
	);
	expect(await countOf(account, 'submit')).toBe(3);
});
