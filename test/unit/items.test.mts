import type { IDataObject, INode, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import type { ItemWork } from '../../nodes/shared/task/items';
import type { Entry } from '../../nodes/shared/task/ledger';
import { built } from '../support/harness.mts';
import { contextWith, fault, requestOf } from '../support/ride.mts';

const { runItems } = built<typeof import('../../nodes/shared/task/items')>(
	'nodes/shared/task/items.js',
);

interface Run extends Partial<ItemWork<string>> {
	texts?: string[];
	onError?: INode['onError'];
	atOnce?: number;
	/** What n8n keeps for retries. */
	kept?: IDataObject;
	stop?: AbortController;
	getCredentials?: () => Promise<object>;
}

const task = (taskId: string) => ({ kind: 'dub', taskId, runId: null });

/** Runs a node whose plan for an item is its text, and whose output repeats it. */
async function run(given: Run = {}): Promise<INodeExecutionData[][]> {
	const { texts = ['one'], onError, atOnce = 2, kept = {}, getCredentials, ...work } = given;
	const items = texts.map((text) => ({ json: { text } }));
	const signal = given.stop?.signal;
	const context = contextWith({ items, onError, nodeContext: kept, ...(signal && { signal }) });
	if (getCredentials) Object.assign(context, { getCredentials });
	return await runItems(context, atOnce, {
		plan: async (item) => texts[item],
		settingsOf: () => ({ field: 'data' }),
		work: async (_ride, text) => [{ json: { text } }],
		...work,
	});
}

/** What a run ended with. */
async function errorOf(given: Run) {
	try {
		await run(given);
	} catch (error) {
		return error as NodeApiError & { context: IDataObject };
	}
	throw new Error('It went well');
}

/** A try before, in which some items got so far. */
async function tryBefore(kept: IDataObject, entries: Array<[item: number, Entry]>) {
	await errorOf({
		kept,
		work: async ({ line }) => {
			for (const [item, entry] of entries) line.ledger.write(item, requestOf(), entry);
			throw fault('no');
		},
	});
}

test('gives the outputs in order, each linked to its item', async () => {
	const [output, ...others] = await run({
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

test('plans every item before it works on any', async () => {
	const order: string[] = [];
	await run({
		texts: ['one', 'two'],
		plan: async (item) => {
			order.push(`plan ${item}`);
			return String(item);
		},
		prepare: async (_line, plans) => void order.push(`prepare ${plans.join()}`),
		settingsOf: (plan) => ({ field: `field ${plan}` }),
		work: async (ride) => {
			order.push(`work with ${ride.settings.field}`);
			return [];
		},
	});
	const before = ['plan 0', 'plan 1', 'prepare 0,1'];
	expect(order).toEqual([...before, 'work with field 0', 'work with field 1']);
});

describe('an output to leave by', () => {
	const texts = ['one', 'two', 'three'];
	const work: Run['work'] = async ({ item }, text) => [{ json: { text }, branch: item }];
	const textsOf = (outputs: INodeExecutionData[][]) =>
		outputs.map((items) => items.map(({ json }) => json.text));

	test('that the node has not is its first one, so that nothing is lost', async () => {
		expect(textsOf(await run({ texts, work }))).toEqual([texts]);
		const both = await run({ texts, work, branches: (plans) => plans.length - 1 });
		expect(textsOf(both)).toEqual([['one', 'three'], ['two']]);
	});

	test('is no part of the item', async () => {
		const [[item]] = await run({ work });
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
		expect(error.message).toBe('A parameter could not be read');
		expect(error.description).toBe('the expression failed.');
		expect(error.context.itemIndex).toBe(1);
		expect(work).not.toHaveBeenCalled();
	});

	test('is an item with the reason under Continue On Fail', async () => {
		const prepared: unknown[] = [];
		const prepare: Run['prepare'] = async (_line, plans) => void prepared.push(...plans);
		const onError = 'continueRegularOutput';
		const outputs = await run({ texts: ['one', 'two'], plan, onError, prepare });
		expect(outputs).toEqual([
			[
				{ json: { text: 'one' }, pairedItem: { item: 0 } },
				{
					json: { error: 'A parameter could not be read', description: 'the expression failed.' },
					pairedItem: { item: 1 },
				},
			],
		]);
		expect(prepared).toEqual(['one', undefined]);
	});

	test('leaves what the others paid for to the next try', async () => {
		const kept = {};
		const work: Run['work'] = async ({ line }) => {
			line.ledger.write(0, requestOf(), { state: 'accepted', ...task('t1'), submittedAt: 0 });
			return [];
		};
		await run({ texts: ['one', 'two'], plan, onError: 'continueRegularOutput', kept, work });
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
			'[API key] broke. Task ID t-1 (dub). Use the Fetch Result node with this ID to get the result without paying again. Earlier tasks of this item: Task ID setup-1 (dub).',
		...task('t-1'),
		earlier: [task('setup-1')],
	};
	const message = 'n8n could not handle the result';

	test('is an item with the reason and its tasks under Continue On Fail', async () => {
		const [items] = await run({ texts, work, onError: 'continueRegularOutput' });
		expect(items).toEqual([
			{ json: { text: 'one' }, pairedItem: { item: 0 } },
			{ json: { error: message, ...told }, pairedItem: { item: 1 } },
			{ json: { text: 'three' }, pairedItem: { item: 2 } },
		]);
	});

	test("says all in one field on n8n's error output", async () => {
		const [items] = await run({ texts, work, onError: 'continueErrorOutput' });
		expect(items[1].json).toEqual({ error: { message, ...told } });
	});

	test('else ends the run, with the tasks of all items in the error', async () => {
		const kept = {};
		// Accepted by an earlier try: one that this try has again, and one that it did not get to.
		await tryBefore(kept, [
			[0, { state: 'accepted', kind: 'dub', taskId: 't-0', submittedAt: 0 }],
			[2, { state: 'accepted', kind: 'dub', taskId: 't-2', submittedAt: 0 }],
		]);
		const error = await errorOf({ texts, work, kept, atOnce: 1 });
		expect(error.message).toBe(message);
		expect(error.description).toBe(
			`${told.description} Tasks accepted for other items: Task ID setup-0 (dub); Task ID t-0 (dub); Task ID t-2 (dub).`,
		);
		expect(error.context).toMatchObject({
			itemIndex: 1,
			...task('t-1'),
			earlier: [task('setup-1')],
			others: [task('setup-0'), task('t-0'), task('t-2')],
		});
	});

	test('names the other items whose task may be paid for', async () => {
		const kept = {};
		const sent = { state: 'sent', executionId: '1' } as const;
		await tryBefore(kept, [
			[0, sent],
			[1, sent],
		]);
		const error = await errorOf({ texts: ['one', 'two'], work, kept });
		expect(error.context.unsure).toEqual([0]);
		expect(error.description).toMatch(/may also have accepted the task of item 0, but/);
	});
});

describe('what the next try picks up', () => {
	const accepted = { state: 'accepted', ...task('t1'), submittedAt: 0 } as const;
	const work: Run['work'] = async ({ line, item }) => {
		line.ledger.write(item, requestOf(), accepted);
		return [];
	};
	const keptAfter = async (given: Run) => {
		const kept = {};
		await run({ ...given, kept }).catch(() => {});
		return JSON.stringify(kept);
	};

	test('is nothing when all went well: a loop begins afresh', async () => {
		expect(await keptAfter({ work })).toBe('{"cambTasks":{}}');
	});

	test.each<[string, INode['onError']]>([
		['the run failed', undefined],
		['an item failed', 'continueRegularOutput'],
	])('is what was accepted when %s', async (_name, onError) => {
		const fail: Run['work'] = async (ride, text) => {
			await work(ride, text);
			throw fault('no');
		};
		expect(await keptAfter({ work: fail, onError })).toContain('t1');
	});

	test('is what was accepted when the execution was stopped', async () => {
		const stop = new AbortController();
		const stopped: Run['work'] = async (ride, text) => {
			stop.abort();
			return await work(ride, text);
		};
		expect(await keptAfter({ work: stopped, stop })).toContain('t1');
	});
});

test('whatever a stopped execution fails with, it says that it was canceled', async () => {
	const stop = new AbortController();
	const error = await errorOf({
		stop,
		work: async ({ tasks }) => {
			tasks.push(task('t1'));
			stop.abort();
			throw fault('aborted');
		},
	});
	expect(error.message).toBe('The execution was canceled');
	expect(error.description).toMatch(/^Tasks that were already accepted keep running.* Task ID t1/);
});

describe('a credential', () => {
	test('that can not be read is told as that', async () => {
		const getCredentials = async () => await Promise.reject(fault('It was deleted'));
		const { message, description } = await errorOf({ getCredentials });
		expect(message).toBe('The credential could not be read');
		expect(description).toBe('It was deleted.');
	});

	test('without an address says what to enter', async () => {
		const getCredentials = async () => ({ apiKey: 'the-key', baseUrl: 'camb' });
		const { message } = await errorOf({ getCredentials });
		expect(message).toBe('The Base URL of the credential is not a web address');
	});
});
