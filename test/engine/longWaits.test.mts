import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { newAccount, runNode, useEngine } from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import { expectGood, itemsOf, paidIn, SHAPES } from '../support/shapes.mts';

useEngine(2000);

const MAX_WAIT_MINUTES = 600;
const askedToWait = (seconds: number) =>
	({ type: 'status', status: 429, headers: { 'retry-after': String(seconds) } }) as const;

function patient({ type, parameters }: Shape) {
	const options = { ...(parameters.options as IDataObject), maxWait: MAX_WAIT_MINUTES };
	return { type, parameters: { ...parameters, options } as INodeParameters };
}

// While one piece waits to be checked, the result of another is asked for, which waits ten minutes.
// An item about a run that was there says nothing of the wait for its conversion.
const waiting = SHAPES.filter(
	({ steps, branch, pieces, gives }) =>
		steps.includes('poll') && !branch && !pieces && gives[0].json.taskId !== null,
);

test.each(waiting.map((shape) => [shape.name, shape] as const))(
	'%s: a check waits for as long as CAMB.AI asks, within Max Wait',
	async (_, shape) => {
		const account = await newAccount();
		const items = await itemsOf(shape, account);
		const earlier = await paidIn(account);
		await account.addFaults({ step: 'poll', fault: askedToWait(1200) });
		const run = await runNode({ ...patient(shape), items, account });
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
	'%s: a %s that is to wait for longer than 10 minutes ends, and says for how long',
	async (_, step, shape) => {
		const account = await newAccount();
		const items = await itemsOf(shape, account);
		await account.addFaults({ step, times: 'forever', fault: askedToWait(3600) });
		const { error, status } = await runNode({ ...shape, items, account });
		expect(status).toBe('error');
		expect(error?.description).toMatch(/asks you to wait (1 hour|60 minutes|59\.\d minutes)/);
		expect(error?.description).not.toContain('expired');
	},
);
