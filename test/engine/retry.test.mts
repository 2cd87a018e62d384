import {
	countOf,
	newAccount,
	runNode,
	startNode,
	useEngine,
	readRun,
} from '../support/harness.mts';

useEngine();

const parameters = { text: '={{ $json.text }}', voice: 147320, language: 1 };
const type = 'cambTextToSpeech';
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));

describe('Retry On Fail', () => {
	const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

	test('picks up the accepted task instead of submitting it again', async () => {
		const account = await newAccount();
		// The download breaks off for good on the first try only.
		await account.addFaults({ step: 'fetch', times: 6, fault: { type: 'truncate' } });
		const { status, items } = await runNode({
			type,
			parameters,
			account,
			node,
			items: texts('Hello'),
		});
		expect(status).toBe('success');
		expect(items[0].json.status).toBe('SUCCESS');
		expect(await countOf(account, 'submit')).toBe(1);
	});

	test('submits again only what ended badly', async () => {
		const account = await newAccount();
		await account.addFaults({
			step: 'submit',
			contains: 'two',
			fault: { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' },
		});
		const { status, items } = await runNode({
			type,
			parameters,
			account,
			node,
			items: texts('number one', 'number two', 'number three'),
		});
		expect(status).toBe('success');
		expect(items).toHaveLength(3);
		const { tasks } = await account.state();
		const spoken = tasks.map(({ request }) => (request as { text: string }).text).sort();
		expect(spoken).toEqual(['number one', 'number three', 'number two', 'number two']);
	});

	test('does not send again what may have been accepted', async () => {
		const account = await newAccount();
		await account.addFaults({ step: 'submit', fault: { type: 'reset-after' } });
		const { status, error } = await runNode({
			type,
			parameters,
			account,
			node,
			items: texts('Hello'),
		});
		expect(status).toBe('error');
		expect(error?.message).toMatch(/may have accepted/);
		expect(await countOf(account, 'submit')).toBe(1);
	});

	test('pays for nothing twice when another item goes to the error output', async () => {
		const account = await newAccount();
		await account.addFaults({
			step: 'submit',
			contains: 'bad',
			times: 'forever',
			fault: { type: 'status', status: 422 },
		});
		await runNode({
			type,
			parameters,
			account,
			node: { ...node, onError: 'continueRegularOutput' },
			items: texts('bad one', 'good one', 'good two'),
		});
		const { tasks } = await account.state();
		expect(tasks).toHaveLength(2);
	});
});

test('Retry of a failed execution picks up the task, JSON round trip included', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'fetch', times: 6, fault: { type: 'truncate' } });
	const first = await runNode({ type, parameters, account, items: texts('Hello') });
	expect(first.status).toBe('error');

	const resume = structuredClone(
		JSON.parse(JSON.stringify(first.run.data)),
	) as typeof first.run.data;
	delete resume.resultData.error;
	delete resume.resultData.runData['CAMB.AI'];
	const { done } = await startNode({ type, parameters, account, resume, executionId: '2' });
	const second = readRun(await done, account);
	expect(second.status).toBe('success');
	expect(second.items[0].json).toMatchObject({
		taskId: first.error?.context.taskId,
		status: 'SUCCESS',
	});
	expect(await countOf(account, 'submit')).toBe(1);
});

test('a task that may have been accepted is sent again when a person retries the execution', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', fault: { type: 'reset-after' } });
	const first = await runNode({ type, parameters, account, items: texts('Hello') });
	const resume = JSON.parse(JSON.stringify(first.run.data)) as typeof first.run.data;
	delete resume.resultData.error;
	delete resume.resultData.runData['CAMB.AI'];
	const { done } = await startNode({ type, parameters, account, resume, executionId: '2' });
	expect((await done).status).toBe('success');
	expect(await countOf(account, 'submit')).toBe(2);
});
