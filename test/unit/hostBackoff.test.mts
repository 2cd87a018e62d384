import { virtualClock } from '../support/virtualClock.mts';
import { openHostBackoff, USUAL_WAIT_MS } from '../../nodes/shared/http/hostBackoff';

function opened() {
	const clock = virtualClock();
	const holds = openHostBackoff(clock);
	return { clock, holds, begun: clock.now() };
}

test('a host that asked for nothing is called at once', async () => {
	const { clock, holds } = opened();
	expect(holds.forMs('api')).toBe(0);
	expect(await holds.wait('api', {})).toBeUndefined();
	expect(clock.slept).toEqual([]);
});

test('a host is called when its time is over, and another host at once', async () => {
	const { clock, holds, begun } = opened();
	holds.note('api', 5000, 503);
	expect(await holds.wait('media', {})).toBeUndefined();
	expect(clock.now()).toBe(begun);
	expect(holds.forMs('api')).toBe(5000);
	expect(await holds.wait('api', {})).toBeUndefined();
	expect(clock.now()).toBe(begun + 5000);
	expect(holds.forMs('api')).toBe(0);
});

test('a time that is long over is no time below zero', async () => {
	const { clock, holds } = opened();
	holds.note('api', 1000, 429);
	await clock.sleep(5000);
	expect(holds.forMs('api')).toBe(0);
});

test('the latest of several times counts, with the status that came with it', async () => {
	const { clock, holds } = opened();
	const told = async () => await holds.wait('api', { waitsUntil: clock.now() });
	holds.note('api', 5000, 503);
	holds.note('api', 2000, 429);
	expect(await told()).toMatchObject({ status: 503, retryAfterMs: 5000 });
	holds.note('api', 5000, 429);
	expect(await told()).toMatchObject({ status: 503 });
	holds.note('api', 5001, 429);
	expect(await told()).toMatchObject({ status: 429, retryAfterMs: 5001 });
});

test('waits on when another request is told to hold off in the meantime', async () => {
	const { clock, holds, begun } = opened();
	holds.note('api', 1000, 429);
	const { sleep } = clock;
	clock.sleep = async (ms) => {
		await sleep(ms);
		if (clock.now() === begun + 400) holds.note('api', 3000, 429);
	};
	expect(await holds.wait('api', {})).toBeUndefined();
	expect(clock.now()).toBe(begun + 3400);
});

test.each([
	[undefined, USUAL_WAIT_MS],
	[20_000, 20_000],
])('gives up at once rather than wait longer than %s ms', async (limitMs, longestMs) => {
	const { clock, holds, begun } = opened();
	const waitsUntil = limitMs && begun + limitMs;
	holds.note('api', longestMs + 1, 503);
	expect(await holds.wait('api', { waitsUntil })).toEqual({
		what: 'refused',
		status: 503,
		body: undefined,
		retryAfterMs: longestMs + 1,
		notSent: true,
	});
	expect(clock.slept).toEqual([]);
	holds.note('media', longestMs, 503);
	expect(await holds.wait('media', { waitsUntil })).toBeUndefined();
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
	expect(await holds.wait('api', { signal: sign })).toEqual(stopped);
	expect(clock.now() - begun).toBeLessThanOrEqual(700);
});

test('after a stop no host is called, whatever it asked for', async () => {
	const { clock, holds } = opened();
	const stopped = { what: 'silent', code: 'stopped', sent: 'no' };
	expect(await holds.wait('api', { signal: AbortSignal.abort() })).toEqual(stopped);
	holds.note('api', 600_001, 429);
	expect(await holds.wait('api', { signal: AbortSignal.abort() })).toEqual(stopped);
	expect(clock.slept).toEqual([]);
});
