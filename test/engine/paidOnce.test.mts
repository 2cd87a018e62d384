import type { INode } from 'n8n-workflow';

import {
	countOf,
	newAccount,
	retryNode,
	runNode,
	theEngine,
	useEngine,
} from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import {
	breaksAll,
	expectGood,
	isDirect,
	itemsOf,
	paidIn,
	SHAPES,
	startedIn,
} from '../support/shapes.mts';

useEngine();

const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const ON_ERROR: Array<INode['onError']> = [
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
];
const named = (shapes: Shape[]) => shapes.map((shape) => [shape.name, shape] as const);

let log: jest.SpyInstance;
beforeEach(() => {
	log = jest.spyOn(theEngine().logger, 'info');
});
afterEach(() => log.mockRestore());
const logged = (id: string) => log.mock.calls.filter(([line]) => String(line).includes(id)).length;

/** What people or the next node get to see of a run. */
function seenOf({ error, outputs }: Awaited<ReturnType<typeof runNode>>): string {
	return JSON.stringify([error?.message, error?.description, error?.context, outputs]);
}

/** One item of a shape whose results are spoiled for ever, with and without n8n's tries. */
async function spoiled(shape: Shape, node: Partial<INode>, rule = shape.breaksFirst) {
	const account = await newAccount();
	const items = await itemsOf(shape, account);
	const earlier = await paidIn(account);
	const submits = await countOf(account, 'submit');
	await account.addFaults(rule);
	const run = await runNode({ ...shape, items, account, node });
	return { run, items, account, earlier, submits, paid: (await paidIn(account)) - earlier };
}

describe.each(ON_ERROR)('Retry On Fail with On Error %s', (onError) => {
	test.each(named(SHAPES))(
		'%s whose first output fails for ever pays as much as a single try',
		async (_, shape) => {
			const once = await spoiled(shape, { onError });
			const thrice = await spoiled(shape, { onError, ...RETRIES });
			expect(once.paid).toBeLessThanOrEqual(shape.pays);
			expect([thrice.run.status, thrice.paid]).toEqual([once.run.status, once.paid]);
			if (isDirect(shape)) {
				expect(seenOf(thrice.run)).toMatch(/may have/);
				return;
			}
			const tasks = await startedIn(thrice.account);
			// A fetched run may have no task that the node knows of.
			const known = tasks.length > 0 ? tasks : (await thrice.account.state()).tasks;
			const ids = known.map(({ taskId, runId }) => `${taskId}|\\b${runId}\\b`);
			expect(seenOf(thrice.run)).toMatch(new RegExp(ids.join('|')));
			if (shape.pays > 0) for (const task of tasks) expect(logged(task.taskId)).toBe(1);
		},
	);

	test.each(
		SHAPES.flatMap((shape) =>
			(shape.partly ?? []).map((part) => [`${shape.name}: ${part.name}`, shape, part] as const),
		),
	)(
		'%s: the others come out, and nothing is paid again',
		async (_, shape, { rule, lost, pays }) => {
			const { run, paid } = await spoiled(shape, { onError, ...RETRIES }, rule);
			const outputs = run.outputs.flat();
			expect([run.status, paid]).toEqual(['success', pays]);
			expect(outputs).toHaveLength(shape.gives.length);
			const said = outputs.filter(({ json }) => JSON.stringify(json).includes('"error"'));
			expect(said).toHaveLength(outputs.length > 1 ? said.length : 1);
			const good = outputs.filter(({ json }) => json.status === 'SUCCESS' && !json.error);
			const others = shape.gives.filter((_, index) => index !== lost);
			// Whatever an output that is lost says, every other one is whole.
			for (const { json, files = [] } of others) {
				const match = good.find((item) =>
					Object.entries(json).every(([name, value]) => item.json[name] === value),
				);
				expect(Object.keys(match?.binary ?? {})).toEqual(files);
			}
		},
	);
});

describe('Retry of a failed execution', () => {
	test.each(named(SHAPES))('%s: gives all, and pays for nothing again', async (_, shape) => {
		const { run, items, account, earlier } = await spoiled(shape, {}, breaksAll(shape));
		expect(run.status).toBe('error');
		await account.clearFaults();
		const again = await retryNode(run, { ...shape, items });
		expect([again.error?.message, again.status]).toEqual([undefined, 'success']);
		expectGood(shape, again);
		// A click is the decision to send again what may have been accepted.
		const times = isDirect(shape) ? 2 : 1;
		expect(await paidIn(account)).toBe(earlier + times * shape.pays);
	});
});

describe('an answer to the submit that is lost', () => {
	test.each(named(SHAPES.filter(({ pays }) => pays > 0)))(
		'%s: is not sent again by tries, but by a person who retries the execution',
		async (_, shape) => {
			const rule = { step: 'submit', times: 'forever', fault: { type: 'reset-after' } } as const;
			const { run, items, account, submits } = await spoiled(shape, RETRIES, rule);
			const { pieces = 1, isMadeOnce } = shape;
			expect((await countOf(account, 'submit')) - submits).toBe(pieces);
			expect(run.status).toBe('error');
			expect(seenOf(run)).toMatch(/may have (accepted|charged|created)/);
			await account.clearFaults();
			const again = await retryNode(run, { ...shape, items });
			expect(again.status).toBe('success');
			expectGood(shape, again);
			// The lost ones, and all that the item pays for.
			expect(await paidIn(account)).toBe((isMadeOnce ? 0 : pieces) + shape.pays);
		},
	);
});
