import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { newAccount, retryNode, runNode, useEngine } from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import {
	breaksAll,
	expectGood,
	isDirect,
	itemsOf,
	paidIn,
	SHAPES,
	withWord,
} from '../support/shapes.mts';

useEngine();

const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
/** Gives something else each time that n8n evaluates it. */
const CHANGING = '`${$now.toMillis()}-${Math.random()}-${$execution.id}`';
const paying = SHAPES.filter((shape) => shape.pays > 0 && !isDirect(shape));

/** The shape with names and notes that nothing but people read. */
function described(shape: Shape): INodeParameters {
	const name = `={{ "Name " + ${CHANGING} }}`;
	const options = shape.parameters.options as IDataObject | undefined;
	if (shape.type === 'cambStory') return { ...shape.parameters, title: name, description: name };
	return {
		...shape.parameters,
		options: { ...options, projectName: name, projectDescription: name, fileName: name },
	} as INodeParameters;
}

/** Runs one item whose results fail once, then goes on as `again` says. */
async function spoiledOnce(shape: Shape, parameters: INodeParameters, how: 'tries' | 'Retry') {
	const account = await newAccount();
	const items = await itemsOf(shape, account);
	const input = { type: shape.type, parameters, items, account };
	await account.addFaults(how === 'tries' ? { ...shape.breaksFirst, times: 1 } : breaksAll(shape));
	const first = await runNode({ ...input, node: how === 'tries' ? RETRIES : {} });
	if (how === 'tries') return { run: first, paid: await paidIn(account) };
	expect(first.status).toBe('error');
	await account.clearFaults();
	const run = await retryNode(first, input);
	return { run, paid: await paidIn(account) };
}

const cases = paying.map((shape) => [shape.name, shape] as const);
const withWords = cases.filter(([, shape]) =>
	JSON.stringify(shape.parameters).includes('$json.word'),
);

test.each(withWords)(
	'%s of a changing text: Retry On Fail pays for the same item once',
	async (_, shape) => {
		const parameters = withWord(shape, `$json.word + "-" + ${CHANGING}`);
		const { run, paid } = await spoiledOnce(shape, parameters, 'tries');
		expect([run.error?.message, run.status]).toEqual([undefined, 'success']);
		expectGood(shape, run);
		expect(paid).toBe(shape.pays);
	},
);

describe.each(['tries', 'Retry'] as const)('%s', (how) => {
	test.each(cases)('%s: a changing name or note does not make it other work', async (_, shape) => {
		const { run, paid } = await spoiledOnce(shape, described(shape), how);
		expect([run.error?.message, run.status]).toEqual([undefined, 'success']);
		expectGood(shape, run);
		expect(paid).toBe(shape.pays);
	});
});

test.each(withWords)(
	'Retry of %s with another content, put right in the workflow, is other work',
	async (_, shape) => {
		const account = await newAccount();
		const items = await itemsOf(shape, account);
		await account.addFaults(breaksAll(shape));
		const first = await runNode({ ...shape, items, account });
		const paid = await paidIn(account);
		await account.clearFaults();
		const parameters = withWord(shape, '"omega"');
		const again = await retryNode(first, { ...shape, parameters, items, reload: true });
		expect(again.status).toBe('success');
		expect(await paidIn(account)).toBe(paid + shape.pays);
	},
);

test.each(withWords)(
	'Retry of %s with another content that fails too names the older task as its own',
	async (_, shape) => {
		const account = await newAccount();
		const items = await itemsOf(shape, account);
		await account.addFaults(breaksAll(shape));
		const first = await runNode({ ...shape, items, account });
		const older = first.error?.context.taskId;
		const parameters = withWord(shape, '"omega"');
		const { error } = await retryNode(first, { ...shape, parameters, items, reload: true });
		expect(error?.context.taskId).not.toBe(older);
		expect(error?.context.earlier).toContainEqual(expect.objectContaining({ taskId: older }));
		expect(error?.context.others).toBeUndefined();
		expect(error?.description).not.toContain('other items');
	},
);
