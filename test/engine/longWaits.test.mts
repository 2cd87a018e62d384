import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { countOf, newAccount, runNode, useEngine } from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import { expectGood, itemsOf, paidIn, SHAPES } from '../support/shapes.mts';

useEngine(2000);

const askedToWait = (seconds: number) =>
	({ type: 'status', status: 429, headers: { 'retry-after': String(seconds) } }) as const;

function waitingAtMost(maxWait: number, { type, parameters }: Shape) {
	const options = { ...(parameters.options as IDataObject), maxWait };
	return { type, parameters: { ...parameters, options } as INodeParameters };
}

// An item about a run that was there says nothing of the wait for its conversion.
const waiting = SHAPES.filter(
	({ steps, branch, gives }) => steps.includes('poll') && !branch && gives[0].json.taskId !== null,
);

test.each(waiting.map((shape) => [shape.name, shape] as const))(
	'%s: a check waits for as long as CAMB.AI asks, within Max Wait',
	async (_, shape) => {
		const account = await newAccount();
		const items = await itemsOf(shape, account);
		const earlier = await paidIn(account);
		await account.addFaults({ step: 'poll', fault: askedToWait(1200) });
		const run = await runNode({ ...waitingAtMost(600, shape), items, account });
		expect([run.error?.message, run.status]).toEqual([undefined, 'success']);
		expectGood(shape, run);
		expect(run.items[0].json.waitedSeconds).toBeGreaterThanOrEqual(1200);
		expect(await paidIn(account)).toBe(earlier + shape.pays);
	},
);

const fetching = SHAPES.flatMap((shape) =>
	shape.steps
		.filter((step) => step === 'fetch' || step === 'media')
		.map((step) => [shape.name, step, shape] as const),
);

test.each(fetching)(
	'%s: a %s that is to wait for longer than Max Wait ends at once, and says for how long',
	async (_, step, shape) => {
		const account = await newAccount();
		const items = await itemsOf(shape, account);
		await account.addFaults({ step, times: 'forever', fault: askedToWait(599) });
		const { error, status } = await runNode({ ...waitingAtMost(5, shape), items, account });
		expect(status).toBe('error');
		expect(error?.description).toMatch(/asks you to wait (9\.[89]|10) minutes/);
		expect(error?.description).not.toContain('expired');
		const { requests } = await account.state();
		const refused = requests.filter((request) => request.step === step && request.status === 429);
		expect(new Set(refused.map(({ path }) => path)).size).toBe(refused.length);
	},
);

const paying = SHAPES.filter(({ pays }) => pays > 0);

test.each(paying.map((shape) => [shape.name, shape] as const))(
	'%s: a submit that is to wait for longer than Max Wait is not paid for, and ends at once',
	async (_, shape) => {
		const account = await newAccount();
		const items = await itemsOf(shape, account, ['alpha', 'beta']);
		const before = await countOf(account, 'submit');
		// What takes no Max Wait, such as a stream, has a quarter of an hour.
		const seconds = shape.steps.includes('poll') ? 590 : 1000;
		await account.addFaults({ step: 'submit', times: 'forever', fault: askedToWait(seconds) });
		const { error, status } = await runNode({ ...waitingAtMost(0.01, shape), items, account });
		expect([status, error?.httpCode]).toEqual(['error', '429']);
		expect(error?.description).toMatch(/asks you to wait (9\.\d|10|16\.\d) minutes/);
		// Both items may be sent before the first is answered.
		const sent = (await countOf(account, 'submit')) - before;
		expect(sent).toBeLessThanOrEqual(2 * (shape.pieces ?? 1));
	},
);

test('the text of translated speech is not waited for longer than Max Wait: the speech comes', async () => {
	const account = await newAccount();
	const shape = SHAPES.find(({ name }) => name === 'translated speech') as Shape;
	const items = await itemsOf(shape, account);
	await account.addFaults({
		path: '/translation-result',
		times: 'forever',
		fault: askedToWait(590),
	});
	const run = await runNode({ ...waitingAtMost(5, shape), items, account });
	expectGood(shape, run);
	expect(run.items[0].json).not.toHaveProperty('text');
	const { requests } = await account.state();
	expect(requests.filter(({ path }) => path.includes('/translation-result'))).toHaveLength(1);
});
