import { built, useTimeouts } from '../support/harness.mts';
import { virtualClock } from '../support/virtualClock.mts';

const { isTooLong, openHostBackoff } = built<typeof import('../../nodes/shared/http/hostBackoff')>(
	'nodes/shared/http/hostBackoff.js',
);

useTimeouts({ longestBackoffMs: 60_000 });

function opened() {
	const clock = virtualClock();
	const holds = openHostBackoff(clock);
	return { clock, holds, begun: clock.now() };
}

test('a host that asked for nothing is called at once', async () => {
	const { clock, holds } = opened();
	expect(holds.forMs('api')).toBe(0);
	expect(await holds.wait('api', undefined)).toBeUndefined();
	expect(clock.slept).toEqual([]);
});

test('a host is called when its time is over, and another host at once', async () => {
	const { clock, holds, begun } = opened();
	holds.note('api', 5000, 503);
	expect(await holds.wait('media', undefined)).toBeUndefined();
	expect(clock.now()).toBe(begun);
	expect(holds.forMs('api')).toBe(5000);
	expect(await holds.wait('api', undefined)).toBeUndefined();
	expect(clock.now()).toBe(begun + 5000);
	expect(holds.forMs('api')).toBe(0);
});

test('a time that is long over is no time below zero', async () => {
	const { clock, holds } = opened();
	holds.note('api', 1000, 429);
	await clock.sleep(5000);
	expect(holds.forMs('api')).toBe(0);
});

test('the latest of several times counts, with the status that came with it', () => {
	const { holds } = opened();
	holds.note('api', 5000, 503);
	holds.note('api', 2000, 429);
	expect(holds.failure('api')).toEqual({
		what: 'refused',
		status: 503,
		body: undefined,
		retryAfterMs: 5000,
	});
	holds.note('api', 5000, 429);
	expect(holds.failure('api')).toMatchObject({ status: 503 });
	holds.note('api', 5001, 429);
	expect(holds.failure('api')).toMatchObject({ status: 429, retryAfterMs: 5001 });
});

test('a host that asked for nothing and yet is too busy has too many requests', () => {
	const { holds } = opened();
	expect(holds.failure('api')).toMatchObject({ status: 429, retryAfterMs: 0 });
});

test('waits on when another request is told to hold off in the meantime', async () => {
	const { clock, holds, begun } = opened();
	holds.note('api', 1000, 429);
	const { sleep } = clock;
	clock.sleep = async (ms) => {
		await sleep(ms);
		if (clock.now() === begun + 400) holds.note('api', 3000, 429);
	};
	expect(await holds.wait('api', undefined)).toBeUndefined();
	expect(clock.now()).toBe(begun + 3400);
});

test('gives up at once rather than wait too long', async () => {
	const { clock, holds } = opened();
	holds.note('api', 60_001, 503);
	expect(await holds.wait('api', undefined)).toEqual({
		what: 'refused',
		status: 503,
		body: undefined,
		retryAfterMs: 60_001,
	});
	expect(clock.slept).toEqual([]);
});

test('a stop ends the wait as a request that was never sent', async () => {
	const { clock, holds, begun } = opened();
	holds.note('api', 50_000, 429);
	const sign = {
		get aborted() {
			return clock.now() >= begun + 500;
		},
	} as AbortSignal;
	const stopped = { what: 'silent', code: 'stopped', sent: 'no' };
	expect(await holds.wait('api', sign)).toEqual(stopped);
	expect(clock.now() - begun).toBeLessThanOrEqual(700);
});

test('after a stop no host is called, whatever it asked for', async () => {
	const { clock, holds } = opened();
	const stopped = { what: 'silent', code: 'stopped', sent: 'no' };
	expect(await holds.wait('api', AbortSignal.abort())).toEqual(stopped);
	holds.note('api', 60_001, 429);
	expect(await holds.wait('api', AbortSignal.abort())).toEqual(stopped);
	expect(clock.slept).toEqual([]);
});

test.each([
	[undefined, false],
	[0, false],
	[60_000, false],
	[60_001, true],
])('a wait of %s ms is too long: %s', (retryAfterMs, tooLong) => {
	expect(isTooLong(retryAfterMs)).toBe(tooLong);
});
