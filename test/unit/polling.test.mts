import type { Check, PollInput } from '../../dist/nodes/shared/core/polling';
import { poll } from '../../dist/nodes/shared/core/polling';
import { virtualClock } from '../support/virtualClock.mts';

type RequestFailure = string;
const pollingPolicy = { shortestGapMs: 1000, longestGapMs: 15_000, maxWaitMs: 60_000 };
const running: Check<RequestFailure> = { is: 'running', status: 'PENDING' };
const finished: Check<RequestFailure> = { is: 'finished', status: 'SUCCESS', runId: 7 };
/** What is told when the API asks to wait for too long. */
const held = { backoffFailure: () => 'asks to wait' };
const unclear: Check<RequestFailure> = { is: 'unclear', failure: 'HTTP 503' };

/** Polls through the answers given; the last one repeats. */
async function pollThrough(
	answers: Array<Check<RequestFailure>>,
	changes: Partial<PollInput<RequestFailure>> = {},
) {
	const clock = virtualClock();
	const at: number[] = [];
	const result = await poll<RequestFailure>({
		check: async () => {
			at.push(clock.now() - 1_000_000);
			return answers[Math.min(at.length, answers.length) - 1];
		},
		pollingPolicy,
		begunAt: clock.now(),
		maxWaitMs: pollingPolicy.maxWaitMs,
		checkAtOnce: false,
		backoffMs: () => 0,
		...held,
		unclearLimit: 4,
		clock,
		...changes,
	});
	return { result, at };
}

test('finishes with the run, and waits the shortest gap before the first check', async () => {
	const { result, at } = await pollThrough([running, running, finished]);
	expect(result).toEqual({ end: 'finished', status: 'SUCCESS', runId: 7, checks: 3 });
	expect(at).toEqual([1000, 2000, 3000]);
});

test('checks at once when the task is not new', async () => {
	const { at } = await pollThrough([finished], { checkAtOnce: true });
	expect(at).toEqual([0]);
});

test('tells why a task ended badly', async () => {
	const failed: Check<RequestFailure> = {
		is: 'failed',
		status: 'ERROR',
		reason: 'SOURCE_TOO_LONG',
	};
	const { result } = await pollThrough([failed]);
	expect(result).toMatchObject({ end: 'failed', status: 'ERROR', reason: 'SOURCE_TOO_LONG' });
});

test('a check without a clear answer is no failed task', async () => {
	const { result } = await pollThrough([
		unclear,
		unclear,
		unclear,
		running,
		unclear,
		unclear,
		unclear,
		finished,
	]);
	expect(result).toMatchObject({ end: 'finished', checks: 8 });
});

test('so many unclear checks in a row are lost contact, further and further apart', async () => {
	const { result, at } = await pollThrough([unclear]);
	expect(result).toEqual({ end: 'lostContact', failure: 'HTTP 503', checks: 4 });
	expect(at).toEqual([1000, 3000, 7000, 15_000]);
});

test('ends at once when the API refuses to answer', async () => {
	const { result } = await pollThrough([{ is: 'refused', failure: 'HTTP 401' }]);
	expect(result).toEqual({ end: 'refused', failure: 'HTTP 401', checks: 1 });
});

test('ends at the deadline, with the last status it saw', async () => {
	const { result, at } = await pollThrough([{ is: 'running', status: 'QUEUED' }]);
	expect(result).toMatchObject({ end: 'timedOut', status: 'QUEUED' });
	expect(Math.max(...at)).toBe(60_000);
});

test('a task that no check ever saw is not called running', async () => {
	const { result } = await pollThrough([unclear], { maxWaitMs: 0, checkAtOnce: true });
	expect(result).toMatchObject({ end: 'lostContact', checks: 1 });
});

test('does not ask before the API wants to be asked', async () => {
	const clock = virtualClock();
	const heldUntil = clock.now() + 20_000;
	const backoffMs = () => Math.max(0, heldUntil - clock.now());
	const at: number[] = [];
	const check = async () => {
		at.push(clock.now() - 1_000_000);
		return finished;
	};
	await poll<RequestFailure>({
		check,
		pollingPolicy,
		begunAt: clock.now(),
		maxWaitMs: 60_000,
		checkAtOnce: true,
		backoffMs,
		...held,
		unclearLimit: 4,
		clock,
	});
	expect(at).toEqual([20_000]);
});

test('gives up at once when the API wants to be asked later than the deadline', async () => {
	const clock = virtualClock();
	const begun = clock.now();
	let checks = 0;
	const result = await poll<RequestFailure>({
		check: async () => {
			checks++;
			return running;
		},
		pollingPolicy,
		begunAt: begun,
		maxWaitMs: 60_000,
		checkAtOnce: true,
		backoffMs: () => (checks > 0 ? 60_001 : 0),
		...held,
		unclearLimit: 4,
		clock,
	});
	const lost = { end: 'lostContact', failure: 'asks to wait', status: 'PENDING', checks: 1 };
	expect(result).toEqual(lost);
	expect(clock.now()).toBe(begun);
});

test('a hold without a check is not told as a task that runs', async () => {
	const { result, at } = await pollThrough([finished], { backoffMs: () => 1e12 });
	expect(result).toEqual({ end: 'lostContact', failure: 'asks to wait', checks: 0 });
	expect(at).toEqual([]);
});

test('asks no more once it is told to stop', async () => {
	const sign = new AbortController();
	const clock = virtualClock();
	let checks = 0;
	const result = await poll<RequestFailure>({
		check: async () => {
			checks++;
			sign.abort();
			return running;
		},
		pollingPolicy,
		begunAt: clock.now(),
		maxWaitMs: 60_000,
		checkAtOnce: false,
		backoffMs: () => 0,
		...held,
		unclearLimit: 4,
		clock,
		signal: sign.signal,
	});
	expect(result).toEqual({ end: 'stopped', checks: 1 });
	expect(checks).toBe(1);
});

test('a stop during a gap ends it within 200 ms, and no check follows', async () => {
	const clock = virtualClock();
	const sign = {
		get aborted() {
			return clock.now() >= 1_000_500;
		},
	} as AbortSignal;
	const { result, at } = await pollThrough([running], { clock, signal: sign });
	expect(result).toEqual({ end: 'stopped', checks: 0 });
	expect(at).toEqual([]);
	expect(clock.now() - 1_000_500).toBeLessThanOrEqual(200);
});

describe('a hold: the API asked not to be called for a while', () => {
	/** Polls while the API wants to be left alone for so many ms from the beginning on. */
	const pollHeld = async (holdMs: number, changes: Partial<PollInput<RequestFailure>> = {}) => {
		const clock = virtualClock();
		const backoffMs = () => Math.max(0, 1_000_000 + holdMs - clock.now());
		const polled = await pollThrough([finished], {
			checkAtOnce: true,
			backoffMs,
			clock,
			...changes,
		});
		return { ...polled, endedAt: clock.now() - 1_000_000 };
	};

	test('that lasts exactly as long as the wait is waited for', async () => {
		const { result, endedAt } = await pollHeld(20_000, { maxWaitMs: 20_000 });
		expect(result).toMatchObject({ end: 'finished', checks: 1 });
		expect(endedAt).toBe(20_000);
	});

	test('ends with Stop', async () => {
		let looks = 0;
		const sign = {
			get aborted() {
				return ++looks > 10;
			},
		} as AbortSignal;
		const { result, endedAt } = await pollHeld(20_000, { signal: sign });
		expect(result).toEqual({ end: 'stopped', checks: 0 });
		expect(endedAt).toBeLessThan(20_000);
	});

	test('leaves no time for the only check', async () => {
		const { result } = await pollHeld(5000, { maxWaitMs: 0 });
		expect(result).toEqual({ end: 'lostContact', failure: 'asks to wait', checks: 0 });
	});

	test('past the deadline is no lost contact with a task that was seen to run', async () => {
		const backoffMs = () => (checks > 0 ? 5000 : 0);
		let checks = 0;
		const check = async () => {
			checks++;
			return running;
		};
		const { result } = await pollThrough([], { check, backoffMs, maxWaitMs: 1000 });
		expect(result).toEqual({ end: 'timedOut', status: 'PENDING', checks: 1 });
	});
});

test('a task that was seen to run is out of time, though the last check was unclear', async () => {
	const { result } = await pollThrough([{ is: 'running', status: 'QUEUED' }, unclear], {
		maxWaitMs: 2000,
	});
	expect(result).toEqual({ end: 'timedOut', status: 'QUEUED', checks: 2 });
});

test('with no time for a check, a task that was just submitted is pending', async () => {
	const { result } = await pollThrough([], { maxWaitMs: 0 });
	expect(result).toEqual({ end: 'timedOut', status: 'PENDING', checks: 0 });
});

test('what comes in after Stop is no result', async () => {
	const sign = new AbortController();
	const check = async () => {
		sign.abort();
		return finished;
	};
	expect((await pollThrough([], { check, signal: sign.signal })).result).toEqual({
		end: 'stopped',
		checks: 1,
	});
});
