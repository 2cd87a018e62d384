import { setImmediate as nextTurn } from 'node:timers/promises';

import type { NamedRequest } from '../../nodes/shared/tasks/kind';

import { fault, kindOf, requestOf, itemContextWith } from '../support/itemContext.mts';
import { eachForItself, eachPart, eachRun } from '../../nodes/shared/tasks/parts';

const task = (taskId: string, kind = 'dub') => ({ kind, taskId, runId: null });
const named = (language: string): NamedRequest => ({
	...requestOf(kindOf({ name: 'dub' }), { resultOptions: { language } }),
	name: { language },
});
const names = (...languages: string[]) => languages.map((language) => ({ language }));

/** Counts how many are under way while each takes a turn. */
function counter() {
	let now = 0;
	let most = 0;
	return {
		async takeTurn() {
			most = Math.max(most, ++now);
			await nextTurn();
			now--;
		},
		most: () => most,
	};
}

describe('tasks that do not need each other', () => {
	test('come in order, each with what it says of itself', async () => {
		const { itemContext } = itemContextWith();
		const fetched = await eachForItself(
			itemContext,
			[named('es'), named('fr')],
			async (_, { kind }) => {
				return [{ json: { kind: kind.name } }, { json: { more: true } }];
			},
		);
		const both = [
			{ json: { kind: 'dub' }, hasTaskFields: true },
			{ json: { more: true }, hasTaskFields: true },
		];
		expect(fetched).toEqual([both, both]);
	});

	test('five at once', async () => {
		const { takeTurn, most } = counter();
		const { itemContext } = itemContextWith();
		await eachForItself(itemContext, Array<NamedRequest>(12).fill(named('es')), async () => {
			await takeTurn();
			return [];
		});
		expect(most()).toBe(5);
	});

	test('each is told to wait until it ends, and of Stop', async () => {
		const { itemContext } = itemContextWith();
		const told: unknown[] = [];
		await eachForItself(
			itemContext,
			[named('es')],
			async ({ session, item, signal }, _, onMaxWait) => {
				told.push(session === itemContext.session, item, signal === itemContext.signal, onMaxWait);
				return [];
			},
		);
		expect(told).toEqual([true, 0, true, 'error']);
	});

	test('one that fails says why and which it is, and the others are kept', async () => {
		const { itemContext } = itemContextWith();
		const fetched = await eachForItself(
			itemContext,
			[named('es'), named('fr')],
			async ({ tasks }, { resultOptions: { language } }) => {
				tasks.push(task('setup', 'part'), task(`t-${String(language)}`));
				if (language === 'es') throw fault('the-key is no good');
				return [{ json: {} }];
			},
		);
		expect(fetched).toEqual([
			[
				{
					json: {
						error: 'n8n could not handle the result',
						description:
							'[API key] is no good. Task ID t-es (dub). Use the Fetch Result node with this ID to get the result without paying again. Earlier tasks of this item: Task ID setup (part).',
						...task('t-es'),
						earlier: [task('setup', 'part')],
						language: 'es',
					},
					hasTaskFields: true,
				},
			],
			[{ json: {}, hasTaskFields: true }],
		]);
	});

	test('one that fails before it has a task says so', async () => {
		const { itemContext } = itemContextWith();
		const [[{ json }]] = await eachForItself(itemContext, [named('es')], async () => {
			throw fault('no');
		});
		expect(json).toMatchObject({ kind: 'dub', taskId: null, runId: null, language: 'es' });
		expect(json).not.toHaveProperty('earlier');
	});

	test("on n8n's error output, all is inside of one field", async () => {
		const { itemContext } = itemContextWith({}, { node: { onError: 'continueErrorOutput' } });
		const [[{ json }]] = await eachForItself(itemContext, [named('es')], async () => {
			throw fault('no');
		});
		expect(Object.keys(json)).toEqual(['error']);
		expect(json.error).toMatchObject({ kind: 'dub', taskId: null, language: 'es' });
	});

	test('leave all their tasks to the item, before its own', async () => {
		const own = task('own', 'story');
		const { itemContext } = itemContextWith({}, { tasks: [own] });
		await eachForItself(
			itemContext,
			[named('es'), named('fr')],
			async ({ tasks }, { resultOptions: { language } }) => {
				expect(tasks).toEqual([]);
				tasks.push(task(`t-${String(language)}`));
				if (language === 'es') throw fault('no');
				return [];
			},
		);
		expect(itemContext.tasks.at(-1)).toEqual(own);
		expect(itemContext.tasks.map(({ taskId }) => taskId).sort()).toEqual(['own', 't-es', 't-fr']);
	});
});

describe('parts of one run', () => {
	const main = { ...task('t1'), runId: 7 };

	test('come in order, three at once', async () => {
		const { takeTurn, most } = counter();
		const { itemContext } = itemContextWith();
		const all = names('es', 'fr', 'de', 'it', 'pt');
		const fetched = await eachPart(itemContext, main, all, async (index) => {
			await takeTurn();
			return { json: { index } };
		});
		expect(fetched).toEqual([0, 1, 2, 3, 4].map((index) => ({ json: { index } })));
		expect(most()).toBe(3);
	});

	test('one that fails says why and which it is, and the others are kept', async () => {
		const { itemContext } = itemContextWith();
		const fetched = await eachPart(itemContext, main, names('es', 'fr'), async (index) => {
			if (index === 0) throw fault('no Spanish');
			return { json: {} };
		});
		expect(fetched).toEqual([
			{
				json: {
					error: 'n8n could not handle the result',
					description:
						'no Spanish. Task ID t1, Run ID 7 (dub). Use the Fetch Result node with this ID to get the result without paying again.',
					...main,
					language: 'es',
				},
				hasTaskFields: true,
			},
			{ json: {} },
		]);
	});

	test('all of them failed: the first reason is that of the item', async () => {
		const { itemContext } = itemContextWith();
		const work = eachPart(itemContext, main, names('es', 'fr'), async (index) => {
			throw fault(`reason ${index}`);
		});
		await expect(work).rejects.toMatchObject({ message: 'reason 0' });
	});

	test('all of them failed because of Stop: that is for others to say', async () => {
		const sign = new AbortController();
		const { itemContext } = itemContextWith({}, { signal: sign.signal });
		const fetched = await eachPart(itemContext, main, names('es'), async () => {
			sign.abort();
			throw fault('stopped');
		});
		expect(fetched).toHaveLength(1);
	});

	test('none are no failure', async () => {
		const { itemContext } = itemContextWith();
		const none = eachPart(itemContext, main, [], async () => ({ json: {} }));
		expect(await none).toEqual([]);
	});

	test('each has its own list of tasks, and the item all of them', async () => {
		const { itemContext } = itemContextWith({}, { tasks: [main] });
		await eachPart(itemContext, main, names('es', 'fr'), async (index, { tasks }) => {
			expect(tasks).toEqual([main]);
			tasks.push(task(`export-${index}`));
			if (index === 1) throw fault('no');
			return { json: {} };
		});
		expect(itemContext.tasks.at(-1)).toBe(main);
		const ids = itemContext.tasks.map(({ taskId }) => taskId);
		expect(ids.sort()).toEqual(['export-0', 'export-1', 't1']);
	});
});

describe('runs that one item asks for', () => {
	const runs = [5, 6].map((runId) => ({ kind: 'dub', taskId: null, runId }));

	test('come in order, each with all its outputs', async () => {
		const { itemContext } = itemContextWith();
		const fetched = await eachRun(itemContext, runs, async (index, { tasks }) => {
			expect(tasks).toEqual([runs[index]]);
			return [{ json: { index } }, { json: { more: true } }];
		});
		expect(fetched).toEqual([0, 1].map((index) => [{ json: { index } }, { json: { more: true } }]));
	});

	test('one that fails says why and which it is, and the others are kept', async () => {
		const { itemContext } = itemContextWith();
		const fetched = await eachRun(itemContext, runs, async (index) => {
			if (index === 0) throw fault('no');
			return [{ json: {} }];
		});
		const error = 'n8n could not handle the result';
		expect(fetched).toEqual([
			[{ json: { error, description: expect.any(String), ...runs[0] }, hasTaskFields: true }],
			[{ json: {} }],
		]);
	});
});
