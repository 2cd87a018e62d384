import { countOf, newAccount, runNode, theEngine, useEngine } from '../support/harness.mts';
import { itemsOf, SHAPES } from '../support/shapes.mts';

useEngine();

const type = 'cambTextToSpeech';
const parameters = { text: '={{ $json.text }}', voice: 147320, language: 1 };
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));

test('the error of one item tells that the task of another may have been accepted', async () => {
	const account = await newAccount();
	await account.addFaults(
		{ step: 'submit', contains: 'refused', fault: { type: 'status', status: 422 } },
		{ step: 'submit', contains: 'lost', fault: { type: 'reset-after' } },
	);
	const items = texts('refused one', 'lost one');
	const { error } = await runNode({ type, parameters, account, items });
	expect(error?.context.itemIndex).toBe(0);
	expect(error?.context.unsure).toEqual([1]);
	expect(error?.description).toMatch(/may also have accepted the request of item 1/);
});

describe('a task ID that is in the answer is used, whatever the answer looks like', () => {
	test.each([
		['a number', 200, { task_id: 12345678 }, '12345678'],
		['in a payload', 200, { payload: { task_id: 'abc-1' } }, 'abc-1'],
		['behind a failure', 500, { detail: 'Broken', task_id: 'abc-1' }, 'abc-1'],
		['behind a gateway that gave up', 504, { task_id: 12345678 }, '12345678'],
		['behind a server that gave up', 408, { payload: { task_id: 'abc-1' } }, 'abc-1'],
	])('%s', async (_, status, body, taskId) => {
		const account = await newAccount();
		await account.addFaults({ step: 'submit', fault: { type: 'status', status, body } });
		const { items } = await runNode({
			type,
			parameters: { ...parameters, waitForCompletion: false },
			account,
			items: texts('one'),
		});
		expect(items[0].json.taskId).toBe(taskId);
		expect(await countOf(account, 'submit')).toBe(1);
	});

	const withTasks = SHAPES.filter(({ pays, steps }) => pays > 0 && steps.includes('poll'));

	test.each(withTasks)(
		'$name: a failure that names a task is waited for, and not paid for again by the next try',
		async (shape) => {
			const account = await newAccount();
			const items = await itemsOf(shape, account);
			const before = await countOf(account, 'submit');
			const fault = { type: 'status', status: 500, body: { task_id: 'abc-1' } } as const;
			await account.addFaults({ step: 'submit', times: 'forever', fault });
			const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
			const { type: nodeType, parameters: form } = shape;
			const run = await runNode({ type: nodeType, parameters: form, account, items, node });
			// The API knows no such task: it was polled, and is in what is told.
			const told = JSON.stringify([run.error?.message, run.error?.description, run.outputs]);
			expect(told).toContain('abc-1');
			const submits = (await countOf(account, 'submit')) - before;
			expect(submits).toBeLessThanOrEqual(shape.pays);
		},
	);

	test('a refusal that names a task has not taken this one', async () => {
		const account = await newAccount();
		const fault = { type: 'status', status: 409, body: { task_id: 'abc-1' } } as const;
		await account.addFaults({ step: 'submit', fault });
		const { error } = await runNode({ type, parameters, account, items: texts('one') });
		expect(error?.httpCode).toBe('409');
		expect(await countOf(account, 'poll')).toBe(0);
	});

	test('an answer without one is quoted', async () => {
		const account = await newAccount();
		const body = { job: 'abc-1' };
		await account.addFaults({ step: 'submit', fault: { type: 'status', status: 200, body } });
		const { error } = await runNode({ type, parameters, account, items: texts('one') });
		expect(error?.message).toMatch(/may have accepted/);
		expect(error?.description).toContain('abc-1');
	});
});

test('a file that n8n cannot store is not downloaded again, and n8n is named', async () => {
	const account = await newAccount();
	const { binaryData } = theEngine();
	const spy = jest
		.spyOn(binaryData, 'store')
		.mockRejectedValue(new Error('too large for the store'));
	const { error } = await runNode({ type, parameters, account, items: texts('one') });
	spy.mockRestore();
	expect(error?.message).toBe('n8n could not store the file');
	expect(error?.description).toMatch(/too large for the store/);
	expect(error?.description).toContain((await account.state()).tasks[0].taskId);
	expect(await countOf(account, 'fetch')).toBe(1);
});

test('the key is not shown when a file repeats it', async () => {
	const account = await newAccount();
	const body = `<html>The key ${account.key} may not</html>`;
	const fault = {
		type: 'status',
		status: 200,
		body,
		headers: { 'content-type': 'text/html' },
	} as const;
	await account.addFaults({ step: 'fetch', times: 'forever', fault });
	const { run, error } = await runNode({ type, parameters, account, items: texts('one') });
	expect(error?.description).toContain('[API key]');
	expect(JSON.stringify(run)).not.toContain(account.key);
});

test.each(['', 'client.camb.ai/apis', 'htps://client.camb.ai'])(
	'Base URL %j is told before anything is sent',
	async (baseUrl) => {
		const account = await newAccount();
		const { error } = await runNode({
			type,
			parameters,
			account,
			items: texts('one'),
			credential: { baseUrl },
		});
		expect(error?.message).toMatch(/Base URL.+not a web address/);
		expect(error?.description).toMatch(/https:\/\//);
	},
);

test("a mistake in the first item's options is its own", async () => {
	const { items } = await runNode({
		type,
		parameters: {
			...parameters,
			options: { fileName: '={{ $itemIndex === 0 ? $("Nobody").item.json.name : "a" }}' },
		},
		items: texts('one', 'two'),
		node: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json }) => json.status)).toEqual([undefined, 'SUCCESS']);
	expect(items[0].json.error).toMatch(/parameter could not be read/);
});
