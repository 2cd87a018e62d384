import { setImmediate as nextTurn } from 'node:timers/promises';

import { mapConcurrently, settleAll } from '../../nodes/shared/core/concurrency';

/** Works that end when they are told to, and fail if they are told so. */
function works() {
	const begun: number[] = [];
	const ends: Array<(cause?: Error) => void> = [];
	const signals: AbortSignal[] = [];
	const work = async (index: number, sign: AbortSignal) => {
		begun.push(index);
		signals[index] = sign;
		await new Promise<void>((resolve, reject) => {
			ends[index] = (cause) => (cause ? reject(cause) : resolve());
		});
		return `result ${index}`;
	};
	const end = async (index: number, cause?: Error) => {
		ends[index](cause);
		await nextTurn();
	};
	return { work, begun, end, signals };
}

test('so many are under way at once, and the results come in order', async () => {
	const { work, begun, end } = works();
	const all = mapConcurrently(4, 2, work);
	expect(begun).toEqual([0, 1]);
	await end(1);
	expect(begun).toEqual([0, 1, 2]);
	await end(2);
	await end(3);
	await end(0);
	expect(await all).toEqual({
		ok: true,
		results: ['result 0', 'result 1', 'result 2', 'result 3'],
	});
});

test.each([
	[0, 5, 0],
	[3, 5, 3],
	[3, 1, 1],
])('%i of them, %i at once: %i begin', async (count, atOnce, expected) => {
	const { work, begun, end } = works();
	const all = mapConcurrently(count, atOnce, work);
	expect(begun).toHaveLength(expected);
	for (let index = 0; index < count; index++) await end(index);
	expect(await all).toEqual({
		ok: true,
		results: Array.from({ length: count }, (_, index) => `result ${index}`),
	});
});

test('after the first failure none begins, and those under way are told and waited for', async () => {
	const { work, begun, end, signals } = works();
	const all = mapConcurrently(4, 2, work);
	let isOver = false;
	void all.then(() => (isOver = true));
	expect(signals[0].aborted).toBe(false);
	await end(1, new Error('the first'));
	expect(signals[0].aborted).toBe(true);
	expect(isOver).toBe(false);
	await end(0, new Error('one more'));
	expect(begun).toEqual([0, 1]);
	expect(await all).toMatchObject({ ok: false, index: 1, cause: { message: 'the first' } });
});

test('from outside it is told to begin no more, which is no failure', async () => {
	const outer = new AbortController();
	const { work, begun, end, signals } = works();
	const all = mapConcurrently(3, 1, work, outer.signal);
	expect(signals[0].aborted).toBe(false);
	outer.abort();
	expect(signals[0].aborted).toBe(true);
	await end(0);
	expect(begun).toEqual([0]);
	expect(await all).toEqual({ ok: true, results: ['result 0'] });
});

test('where each is for itself, all are done, and what became of each comes in order', async () => {
	const cause = new Error('no');
	const work = async (index: number) => (index === 1 ? await Promise.reject(cause) : index);
	expect(await settleAll(3, 2, work, new AbortController().signal)).toEqual([
		{ ok: true, value: 0 },
		{ ok: false, cause },
		{ ok: true, value: 2 },
	]);
});
