import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from '../../nodes/shared/tasks/ledgerEntry';

import { fault, kindOf, requestOf } from '../support/itemContext.mts';
import type { Run } from '../support/texts.mts';
import { errorOf, runTexts } from '../support/texts.mts';
import { systemClock } from '../../nodes/shared/core/clock';
import { systemTiming } from '../../nodes/shared/http/timing';

const task = (taskId: string) => ({ kind: 'dub', taskId, runId: null });

/** A try before, in which some items got so far. */
async function tryBefore(kept: IDataObject, entries: Array<[item: number, Outcome]>) {
	await errorOf({
		kept,
		work: async ({ session }) => {
			for (const [item, entry] of entries)
				session.ledger.write(item, requestOf(kindOf({ name: 'dub' })), entry);
			throw fault('no');
		},
	});
}

test('gives the outputs in order, each linked to its item', async () => {
	const [output, ...others] = await runTexts({
		texts: ['one', 'two'],
		work: async ({ item }, text) => [{ json: { text } }, { json: { item } }],
	});
	expect(others).toEqual([]);
	expect(output).toEqual([
		{ json: { text: 'one' }, pairedItem: { item: 0 } },
		{ json: { item: 0 }, pairedItem: { item: 0 } },
		{ json: { text: 'two' }, pairedItem: { item: 1 } },
		{ json: { item: 1 }, pairedItem: { item: 1 } },
	]);
});

test.each([false, true])(
	'Retry On Fail (%s) keeps them in order when all is well',
	async (retryOnFail) => {
		const texts = ['one', 'two', 'three'];
		const [items] = await runTexts({ texts, retryOnFail });
		expect(items.map(({ json }) => json.text)).toEqual(texts);
	},
);

test('plans every item before it works on any', async () => {
	const order: string[] = [];
	await runTexts({
		texts: ['one', 'two'],
		plan: async (item) => {
			order.push(`plan ${item}`);
			return String(item);
		},
		prepare: async (_session, plans) => void order.push(`prepare ${plans.join()}`),
		settingsOf: (plan) => ({ field: `field ${plan}` }),
		work: async (itemContext) => {
			order.push(`work with ${itemContext.settings.field}`);
			return [];
		},
	});
	const before = ['plan 0', 'plan 1', 'prepare 0,1'];
	expect(order).toEqual([...before, 'work with field 0', 'work with field 1']);
});

test('the files of an output come with its item', async () => {
	const binary = { data: { data: '', mimeType: 'audio/flac', fileName: 'speech-7.flac' } };
	const [items] = await runTexts({ work: async () => [{ json: {}, binary }, { json: {} }] });
	const pairedItem = { item: 0 };
	expect(items).toEqual([
		{ json: {}, binary, pairedItem },
		{ json: {}, pairedItem },
	]);
});

describe('while many items are planned', () => {
	test('n8n gets its turn 20 times a second, so that it can hear of Stop', async () => {
		let planned = 0;
		/** After how many items, and for how long. */
		const turns: number[][] = [];
		const clock = {
			...systemClock,
			now: () => planned * 10,
			sleep: async (ms: number) => void turns.push([planned, ms]),
		};
		const timing = { ...systemTiming, clock };
		const plan = async () => String(++planned);
		await runTexts({ texts: Array<string>(12).fill('one'), plan, timing });
		expect(turns).toEqual([
			[5, 0],
			[10, 0],
		]);
	});

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'Stop ends that, and nothing is sent (%s)',
		async (onError) => {
			const stop = new AbortController();
			const work = jest.fn();
			const plan = jest.fn(async () => (stop.abort(), 'one'));
			const { message } = await errorOf({ texts: ['one', 'two'], onError, stop, plan, work });
			expect(message).toBe('The execution was canceled');
			expect(plan).toHaveBeenCalledTimes(1);
			expect(work).not.toHaveBeenCalled();
		},
	);
});

describe('an output to leave by', () => {
	const texts = ['one', 'two', 'three'];
	const work: Run['work'] = async ({ item }, text) => [{ json: { text }, branch: item }];
	const textsOf = (outputs: INodeExecutionData[][]) =>
		outputs.map((items) => items.map(({ json }) => json.text));

	test('that the node has not is its first one, so that nothing is lost', async () => {
		expect(textsOf(await runTexts({ texts, work }))).toEqual([texts]);
		const both = await runTexts({ texts, work, branches: (plans) => plans.length - 1 });
		expect(textsOf(both)).toEqual([['one', 'three'], ['two']]);
	});

	test('is no part of the item', async () => {
		const [[item]] = await runTexts({ work });
		expect(item).not.toHaveProperty('branch');
	});
});

describe('an item that can not be planned', () => {
	const plan: Run['plan'] = async (item) => {
		if (item === 1) throw fault('the expression failed');
		return 'one';
	};

	test('ends the run before anything is sent', async () => {
		const work = jest.fn();
		const error = await errorOf({ texts: ['one', 'two'], plan, work });
		expect(error.message).toMatch(/parameter could not be read/);
		expect(error.description).toBe('the expression failed.');
		expect(error.context.itemIndex).toBe(1);
		expect(work).not.toHaveBeenCalled();
	});

	test('is an item with the reason under Continue On Fail', async () => {
		const prepared: unknown[] = [];
		const prepare: Run['prepare'] = async (_session, plans) => void prepared.push(...plans);
		const onError = 'continueRegularOutput';
		const outputs = await runTexts({ texts: ['one', 'two'], plan, onError, prepare });
		expect(outputs).toEqual([
			[
				{ json: { text: 'one' }, pairedItem: { item: 0 } },
				{
					json: {
						error: expect.stringMatching(/parameter could not be read/),
						description: 'the expression failed.',
					},
					pairedItem: { item: 1 },
				},
			],
		]);
		expect(prepared).toEqual(['one', undefined]);
	});

	test('leaves what the others paid for to the next try', async () => {
		const kept = {};
		const work: Run['work'] = async ({ session }) => {
			session.ledger.write(0, requestOf(), { state: 'accepted', taskId: 't1', submittedAt: 0 });
			return [];
		};
		await runTexts({
			texts: ['one', 'two'],
			plan,
			onError: 'continueRegularOutput',
			retryOnFail: true,
			kept,
			work,
		});
		expect(JSON.stringify(kept)).toContain('t1');
	});
});

describe('an item that fails', () => {
	const texts = ['one', 'two', 'three'];
	const work: Run['work'] = async ({ item, tasks }, text) => {
		tasks.push(task(`setup-${item}`), task(`t-${item}`));
		if (item === 1) throw fault('the-key broke');
		return [{ json: { text } }];
	};
	const told = {
		description:
			'[API key] broke. Task ID t-1 (dub). Use the Fetch Result node with this ID to get the result without paying again. Other tasks of this item: Task ID setup-1 (dub).',
		...task('t-1'),
		earlier: [task('setup-1')],
	};
	const message = 'n8n could not handle the result';

	test('is an item with the reason and its tasks under Continue On Fail', async () => {
		const [items] = await runTexts({ texts, work, onError: 'continueRegularOutput' });
		expect(items).toEqual([
			{ json: { text: 'one' }, pairedItem: { item: 0 } },
			{ json: { error: message, ...told }, pairedItem: { item: 1 } },
			{ json: { text: 'three' }, pairedItem: { item: 2 } },
		]);
	});

	test('has all tasks before its last one as earlier ones', async () => {
		const tasks = ['t1', 't2', 't3'].map(task);
		const all: Run['work'] = async (itemContext) => {
			itemContext.tasks.push(...tasks);
			throw fault('no');
		};
		const { context } = await errorOf({ work: all });
		expect(context).toMatchObject({ taskId: 't3', earlier: tasks.slice(0, 2) });
	});

	test("says all in one field on n8n's error output", async () => {
		const [items] = await runTexts({ texts, work, onError: 'continueErrorOutput' });
		expect(items[1].json).toEqual({ error: { message, ...told } });
	});

	test('else ends the run, with the tasks of all items in the error', async () => {
		const kept = {};
		// Accepted by an earlier try: one that this try has again, and one that it did not get to.
		await tryBefore(kept, [
			[0, { state: 'accepted', taskId: 't-0', submittedAt: 0 }],
			[2, { state: 'accepted', taskId: 't-2', submittedAt: 0 }],
		]);
		const error = await errorOf({ texts, work, kept, atOnce: 1 });
		expect(error.message).toBe(message);
		expect(error.description).toBe(
			`${told.description} Accepted for other items: Task ID setup-0 (dub); Task ID t-0 (dub); Task ID t-2 (dub).`,
		);
		expect(error.context).toMatchObject({
			itemIndex: 1,
			...task('t-1'),
			earlier: [task('setup-1')],
			others: [task('setup-0'), task('t-0'), task('t-2')],
		});
	});

	test("what an earlier try sent for the same item is that item's, not another's", async () => {
		const kept = {};
		await tryBefore(kept, [[1, { state: 'accepted', taskId: 't-old', submittedAt: 0 }]]);
		const { context } = await errorOf({ texts, work, kept, atOnce: 1 });
		expect(context).toMatchObject({ ...task('t-1'), earlier: [task('t-old'), task('setup-1')] });
		const others = context.others as object[];
		expect(others).not.toContainEqual(task('t-old'));
	});

	test('names the other items whose task may be paid for', async () => {
		const kept = {};
		const sent = { state: 'sent' } as const;
		await tryBefore(kept, [
			[0, sent],
			[1, sent],
		]);
		const error = await errorOf({ texts: ['one', 'two'], work, kept });
		expect(error.context.unsure).toEqual([0]);
		expect(error.description).toMatch(/may also have accepted the request of item 0, but/);
	});
});
