import type { IDataObject } from 'n8n-workflow';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { inPieces } from '../../nodes/CambTranslate/pieces';
import { asPieces, joinPieces, runPieces, runRequests } from '../../nodes/shared/tasks/pieces';
import { itemContextWith, kindOf, requestOf } from '../support/itemContext.mts';

const kind = kindOf({
	joinPieces: (pieces, isTool) => ({ ...pieces[0], all: pieces.map(({ own }) => own), isTool }),
});
const requests = (count: number) => asPieces(Array.from({ length: count }, () => requestOf(kind)));
const task = (taskId: string | null) => ({ kind: kind.name, taskId, runId: null });
const told = (taskId: string | null, number: number, of: number) => ({
	...task(taskId),
	piece: { number, of },
});
const plain = kindOf();

test('pieces are worked on five at once, and come in order with all their items', async () => {
	const { itemContext } = itemContextWith();
	let [now, most, begun] = [0, 0, 0];
	const outputs = await runPieces(itemContext, plain, requests(12), async () => {
		const number = begun++;
		most = Math.max(most, ++now);
		await nextTurn();
		now--;
		return [{ json: { number } }, { json: { more: number } }];
	});
	expect(outputs).toEqual(
		Array.from({ length: 12 }, (_, number) => [
			{ json: { number } },
			{ json: { more: number } },
		]).flat(),
	);
	expect(most).toBe(5);
});

test.each([
	[1, 3, /one task now.+3 tasks on/],
	[3, 1, /3 tasks now.+one task on/],
	[2, 3, /2 tasks now/],
])(
	'a list that needs %i now and needed %i on an earlier try is not half of either',
	async (now, before, words) => {
		const { itemContext } = itemContextWith();
		const { ledger } = itemContext.session;
		const first = before > 1 ? requests(before) : [requestOf(kind)];
		ledger.write(0, first[before - 1], { state: 'accepted', taskId: 't1', submittedAt: 5 });
		const begun: unknown[] = [];
		const run = async (_own: unknown, request: unknown) => {
			begun.push(request);
			return [{ json: {} }];
		};
		const list = (count: number) => Array.from({ length: count }, () => requestOf(kind));
		await expect(runRequests(itemContext, list(now), run)).rejects.toMatchObject({
			explanation: {
				message: expect.stringMatching(words) as string,
				description: expect.stringMatching(/Nothing more was sent.+same list/) as string,
			},
		});
		expect(begun).toEqual([]);
		await runRequests(itemContext, list(before), run);
		expect(begun).toHaveLength(before);
	},
);

test('each piece is told from the others by its place, and the first is the item itself', async () => {
	const { itemContext } = itemContextWith();
	const parts: unknown[] = [];
	await runPieces(itemContext, plain, requests(3), async (own, { part, piece }) => {
		parts.push([part, piece?.number, own.session === itemContext.session, own.tasks.length]);
		return [];
	});
	expect(parts).toEqual([
		[undefined, 1, true, 0],
		['piece 2', 2, true, 0],
		['piece 3', 3, true, 0],
	]);
});

test.each([
	['ends badly', undefined, 'piece 2'],
	['is refused', 'piece 2', null],
])(
	'a piece that %s ends the item when the others have ended, and is what it is about',
	async (_name, refused, id) => {
		const { itemContext } = itemContextWith();
		const bad = new Error('No');
		let ended = 0;
		const work = runPieces(itemContext, kind, requests(3), async (own, { part = 'piece 1' }) => {
			if (part !== refused) own.tasks.push(task(part));
			if (part === 'piece 2') throw bad;
			await nextTurn();
			ended++;
			return [];
		});
		await expect(work).rejects.toBe(bad);
		expect(ended).toBe(2);
		expect(itemContext.tasks).toEqual([
			told('piece 1', 1, 3),
			told('piece 3', 3, 3),
			told(id, 2, 3),
		]);
	},
);

test('the first piece is what the item is about when it was refused', async () => {
	const { itemContext } = itemContextWith();
	const work = runPieces(itemContext, kind, requests(2), async (own, { part }) => {
		if (!part) throw new Error('No');
		own.tasks.push(task(part));
		return [];
	});
	await expect(work).rejects.toThrow('No');
	expect(itemContext.tasks).toEqual([told('piece 2', 2, 2), told(null, 1, 2)]);
});

test('Stop begins no more pieces, and gives no half of them', async () => {
	const stop = new AbortController();
	const { itemContext } = itemContextWith({}, { signal: stop.signal });
	let begun = 0;
	const work = runPieces(itemContext, kind, requests(12), async (own) => {
		own.tasks.push(task(`${begun++}`));
		stop.abort();
		await nextTurn();
		return [];
	});
	await expect(work).rejects.toMatchObject({ explanation: { message: expect.any(String) } });
	expect(itemContext.tasks).toEqual([told('0', 1, 12)]);
	expect(begun).toBe(1);
});

describe('the items of all pieces', () => {
	const fields = (number: number): IDataObject => ({
		taskId: `t${number}`,
		runId: number,
		waitedSeconds: [3, 5, 4][number],
		checks: number + 1,
		own: number,
	});
	const outputs = [0, 1, 2].map((number) => ({ json: fields(number) }));

	test('become one, with the ids of each and the longest wait', () => {
		expect(joinPieces(kind, outputs, true)).toEqual([
			{
				json: {
					...fields(0),
					waitedSeconds: 5,
					checks: 6,
					pieces: [0, 1, 2].map((number) => ({ taskId: `t${number}`, runId: number })),
					all: [0, 1, 2],
					isTool: true,
				},
			},
		]);
	});

	test('become one where there are two', () => {
		const [{ json }, ...others] = joinPieces(kind, outputs.slice(0, 2), false);
		expect(others).toEqual([]);
		expect(json).toMatchObject({ all: [0, 1], pieces: [{ taskId: 't0' }, { taskId: 't1' }] });
	});

	test('are one that is under way while one is, which has the ids of the first', () => {
		const pending = { json: { ...fields(2), runId: null }, isPending: true, branch: 1 };
		const [{ json, ...more }, ...others] = joinPieces(
			kind,
			[...outputs.slice(0, 2), pending],
			false,
		);
		expect([more, others]).toEqual([{ isPending: true, branch: 1 }, []]);
		expect(json).toMatchObject({ taskId: 't0', runId: null, waitedSeconds: 5, checks: 6 });
		expect(json.pieces).toMatchObject([{ runId: 0 }, { runId: 1 }, { taskId: 't2', runId: null }]);
		expect(json).not.toHaveProperty('all');
	});

	test('stay as they are of a kind that joins none', () => {
		expect(joinPieces(plain, outputs, false)).toBe(outputs);
	});
});

describe('a list of texts', () => {
	const lengths = (texts: string[]) => inPieces(texts).map((piece) => piece.map((t) => t.length));
	const of = (...characters: number[]) => characters.map((length) => 'a'.repeat(length));

	test.each([
		[1, [1]],
		[100, [100]],
		[101, [100, 1]],
		[250, [100, 100, 50]],
	])('of %i goes in pieces of at most a hundred', (count, expected) => {
		expect(inPieces(of(...Array<number>(count).fill(1))).map(({ length }) => length)).toEqual(
			expected,
		);
	});

	test.each<[string, number[], number[][]]>([
		['just enough for one', [9000, 11_000], [[9000, 11_000]]],
		['a character more', [9000, 11_001], [[9000], [11_001]]],
		['that counts anew in each piece', [15_000, 6000, 14_000, 1], [[15_000], [6000, 14_000], [1]]],
		['one text longer than a piece', [1, 50_000, 1], [[1], [50_000], [1]]],
	])('with %s', (_name, given, expected) => {
		expect(lengths(of(...given))).toEqual(expected);
	});
});
