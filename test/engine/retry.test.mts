import {
	countOf,
	newAccount,
	readRun,
	runNode,
	startNode,
	useEngine,
} from '../support/harness.mts';

useEngine();

const parameters = { text: '={{ $json.text }}', voice: 147320, language: 1 };
const type = 'cambTextToSpeech';
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));

describe('Retry On Fail', () => {
	const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

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

	test("that is stopped between two tries tells the tasks as no other item's", async () => {
		const account = await newAccount();
		await account.addFaults({
			step: 'fetch',
			times: 'forever',
			fault: { type: 'status', status: 403 },
		});
		const { done, stop } = await startNode({
			type,
			parameters,
			account,
			node: { ...node, waitBetweenTries: 500 },
			items: texts('number one'),
		});
		while ((await countOf(account, 'fetch')) === 0) continue;
		stop();
		const { error } = readRun(await done, account);
		const [{ taskId }] = (await account.state()).tasks;
		expect(error?.message).toBe('The execution was canceled');
		expect(error?.description).toContain(taskId);
		expect(error?.description).not.toContain('other items');
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
