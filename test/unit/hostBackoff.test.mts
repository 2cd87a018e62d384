import { handClock } from '../support/handClock.mts';
import { virtualClock } from '../support/virtualClock.mts';
import { MOST_A_SECOND, openHostBackoff, USUAL_WAIT_MS } from '../../nodes/shared/http/hostBackoff';

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

describe('many requests at once', () => {
	function crowd(count: number) {
		const clock = handClock();
		const holds = openHostBackoff(clock);
		const begins: number[] = [];
		const begun = clock.now();
		const one = async (host: string) => {
			await holds.wait(host, {});
			begins.push(clock.now() - begun);
		};
		for (let index = 0; index < count; index++) void one('api');
		return { clock, holds, begins, one };
	}

	test('begin in order, so many a second, whatever host they go to', async () => {
		const { clock, begins, one } = crowd(2 * MOST_A_SECOND);
		await clock.pass(400);
		expect(begins).toHaveLength(MOST_A_SECOND);
		void one('media');
		await clock.pass(5000);
		const places = (at: number) => Array.from({ length: MOST_A_SECOND }, () => at);
		expect(begins).toEqual([...places(0), ...places(1000), 2000]);
	});

	test('wait again when the host asks for it while they have a place', async () => {
		const { clock, holds, begins } = crowd(MOST_A_SECOND + 1);
		await clock.pass(500);
		holds.note('api', 4000, 429);
		await clock.pass(10_000);
		expect(begins.at(-1)).toBe(4500);
	});

	test('do not wait when they come one after another', async () => {
		const { clock, begins, one } = crowd(0);
		for (let at = 0; at < 5000; at += 25) {
			void one('api');
			await clock.pass(25);
		}
		expect(begins).toEqual(Array.from({ length: 200 }, (_, index) => 25 * index));
	});
});

test('after a stop no host is called, whatever it asked for', async () => {
	const { clock, holds } = opened();
	const stopped = { what: 'silent', code: 'stopped', sent: 'no' };
	expect(await holds.wait('api', { signal: AbortSignal.abort() })).toEqual(stopped);
	holds.note('api', 600_001, 429);
	expect(await holds.wait('api', { signal: AbortSignal.abort() })).toEqual(stopped);
	expect(clock.slept).toEqual([]);
});
