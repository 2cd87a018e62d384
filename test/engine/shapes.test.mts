import { newAccount, runNode, useEngine } from '../support/harness.mts';
import { expectGood, itemsOf, leftIn, paidIn, SHAPES } from '../support/shapes.mts';

useEngine();

test.each(SHAPES.map((shape) => [shape.name, shape] as const))(
	'%s: each item gives what it should and is paid for once',
	async (_, shape) => {
		const account = await newAccount();
		const items = await itemsOf(shape, account, ['alpha', 'beta', 'gamma']);
		const before = await paidIn(account);
		const { type, parameters } = shape;
		const run = await runNode({ type, parameters, items, account });
		expect([run.error?.message, run.status]).toEqual([undefined, 'success']);
		expectGood(shape, run, items.length);
		expect((await paidIn(account)) - before).toBe(items.length * shape.pays);
		expect(leftIn(run.run)).toEqual([]);
	},
);
