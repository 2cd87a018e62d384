import type { IDataObject } from 'n8n-workflow';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { inPieces } from '../../nodes/CambTranslate/pieces';
import { joinPieces, runPieces } from '../../nodes/shared/tasks/pieces';
import { itemContextWith, kindOf, requestOf } from '../support/itemContext.mts';

const kind = kindOf({
	joinPieces: (pieces, isTool) => ({ ...pieces[0], all: pieces.map(({ own }) => own), isTool }),
});
const requests = (count: number) => Array.from({ length: count }, () => requestOf(kind));
const task = (taskId: string) => ({ kind: kind.name, taskId, runId: null });

test('pieces are worked on five at once, and come in order with all their items', async () => {
	const { itemContext } = itemContextWith();
	let [now, most, begun] = [0, 0, 0];
	const outputs = await runPieces(itemContext, requests(12), async () => {
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

test('each piece is told from the others by its place, and the first is the item itself', async () => {
	const { itemContext } = itemContextWith();
	const parts: unknown[] = [];
	await runPieces(itemContext, requests(3), async (own, { part }) => {
		parts.push(part, own.session === itemContext.session, own.tasks.length);
		return [];
	});
	expect(parts).toEqual([undefined, true, 0, 'piece 2', true, 0, 'piece 3', true, 0]);
});

test('a piece that ends badly ends the item when the others have ended, and is what it is about', async () => {
	const { itemContext } = itemContextWith();
	const bad = new Error('No');
	let ended = 0;
	const work = runPieces(itemContext, requests(3), async (own, { part = 'piece 1' }) => {
		own.tasks.push(task(part));
		if (part === 'piece 2') throw bad;
		await nextTurn();
		ended++;
		return [];
	});
	await expect(work).rejects.toBe(bad);
	expect(ended).toBe(2);
	expect(itemContext.tasks).toEqual(['piece 1', 'piece 3', 'piece 2'].map(task));
});

test('Stop begins no more pieces, and gives no half of them', async () => {
	const stop = new AbortController();
	const { itemContext } = itemContextWith({}, { signal: stop.signal });
	let begun = 0;
	const work = runPieces(itemContext, requests(12), async (own) => {
		own.tasks.push(task(`${begun++}`));
		stop.abort();
		await nextTurn();
		return [];
	});
	await expect(work).rejects.toMatchObject({ explanation: { message: expect.any(String) } });
	expect(itemContext.tasks).toEqual([task('0')]);
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
		expect(joinPieces(requests(3), outputs, true)).toEqual([
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
		const [{ json }, ...others] = joinPieces(requests(2), outputs.slice(0, 2), false);
		expect(others).toEqual([]);
		expect(json).toMatchObject({ all: [0, 1], pieces: [{ taskId: 't0' }, { taskId: 't1' }] });
	});

	test('stay as they are while one is under way, of a single piece, and of a kind that joins none', () => {
		const pending = [...outputs.slice(1), { json: fields(0), isPending: true }];
		expect(joinPieces(requests(3), pending, false)).toBe(pending);
		const single = outputs.slice(0, 1);
		expect(joinPieces(requests(1), single, false)).toBe(single);
		expect(joinPieces([requestOf(kindOf())], outputs, false)).toBe(outputs);
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
