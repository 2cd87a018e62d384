import type { Check, PollingState, PollInput } from '../../nodes/shared/core/polling';
import { next, poll } from '../../nodes/shared/core/polling';
import { virtualClock } from '../support/virtualClock.mts';

type RequestFailure = string;
const pollingPolicy = { shortestGapMs: 1000, longestGapMs: 15_000, maxWaitMs: 60_000 };
const running: Check<RequestFailure> = { is: 'running', status: 'PENDING' };
const finished: Check<RequestFailure> = { is: 'finished', status: 'SUCCESS', runId: 7 };
/** The API asks to wait for longer than the wait. */
const heldOff: Check<RequestFailure> = { is: 'heldOff', failure: 'asks to wait' };
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

describe('the next check', () => {
	/** A wait, between two checks, of a kind whose tasks took two to four seconds lately. */
	const waiting: PollingState<RequestFailure> = {
		pollingPolicy,
		begunAt: 0,
		deadline: 1_000_000,
		unclearLimit: 4,
		unclearInARow: 0,
		lengths: [
			{ from: 1500, to: 2000 },
			{ from: 2500, to: 3000 },
			{ from: 3500, to: 4000 },
		],
		usualMs: 2000,
	};
	/** When it comes, with which state. */
	function after(now: number, changes: Partial<PollingState<RequestFailure>>, random = 0.3) {
		const step = next({ ...waiting, ...changes }, now, random);
		if (step.ending) throw new Error('It goes on');
		return { ...step, at: Math.floor(step.at) };
	}

	test.each([
		['knows nothing of others without them', 0, { lengths: undefined }, 1030],
		['backs off from what is unclear, whatever others took', 0, { unclearInARow: 2 }, 4120],
		['comes soon for one task alone', 3900, {}, 4096],
		['comes later among many', 3900, { atOnce: () => 40 }, 4704],
		['looks for the first that ended while there is another', 3300, { usualMs: 2000 }, 4004],
		['and for the last of all if it is the last to spare', 3300, apart(2001), 4004],
		['but not before', 3300, apart(2000), 3601],
		['is at the deadline at the latest', 3300, { deadline: 3500 }, 3500],
	])('%s', (_, now, changes, at) => expect(after(now, changes).at).toBe(at));

	function apart(usualMs: number) {
		const [first, second] = waiting.lengths ?? [];
		return {
			lengths: [first, second, { from: 3500, to: 3600 }, { from: 3700, to: 4000 }],
			usualMs,
		};
	}

	test('has its number on the usual schedule', () => {
		expect(after(0, { usualMs: undefined }).state.usualMs).toBe(1000);
		expect(after(0, { usualMs: 20_000 }).state.usualMs).toBe(23_000);
		expect(after(0, { usualMs: 0, unclearInARow: 2 }).state.usualMs).toBe(4000);
	});
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

test('a hold that outlasts the wait ends it, with the last status seen', async () => {
	const { result, at } = await pollThrough([running, heldOff]);
	const lost = { end: 'lostContact', failure: 'asks to wait' };
	expect(result).toEqual({ ...lost, status: 'PENDING', checks: 1 });
	expect(at).toHaveLength(2);
	expect((await pollThrough([heldOff])).result).toEqual({ ...lost, checks: 0 });
});

test.each([
	['longer than the wait ends it at once', 58_001, { end: 'lostContact', checks: 2 }],
	['no longer than that is waited for by whoever sends', 58_000, { end: 'finished', checks: 3 }],
])('a hold that is told, and %s', async (_name, retryAfterMs, expected) => {
	const told: Check<RequestFailure> = { is: 'unclear', failure: 'HTTP 429', retryAfterMs };
	const { result } = await pollThrough([running, told, finished], { begunAt: 1_000_000 });
	expect(result).toMatchObject(expected);
	if (result.end === 'lostContact') {
		expect(result).toMatchObject({ failure: 'HTTP 429', status: 'PENDING' });
	}
});

test.each([0, 500])(
	'a task that was seen to run is out of time, %s ms late, whatever it asks',
	async (lateMs) => {
		const clock = virtualClock();
		const answers: Array<Check<RequestFailure>> = [
			running,
			{ is: 'unclear', failure: 'HTTP 429', retryAfterMs: 5000 },
		];
		const check = async () => {
			if (answers.length === 1) await clock.sleep(lateMs);
			return answers.shift() as Check<RequestFailure>;
		};
		const { result } = await pollThrough([], { check, clock, maxWaitMs: 2000 });
		expect(result).toMatchObject({ end: 'timedOut', status: 'PENDING', checks: 2 });
	},
);

test('a check is told by when it must be sent', async () => {
	const clock = virtualClock();
	const told: number[] = [];
	const check = async (deadline: number) => (told.push(deadline - 1_000_000), finished);
	await pollThrough([], { clock, check, maxWaitMs: 20_000 });
	expect(told).toEqual([20_000]);
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

test('a task that was seen to run is out of time, though the last check was unclear', async () => {
	const { result } = await pollThrough([{ is: 'running', status: 'QUEUED' }, unclear], {
		maxWaitMs: 2000,
	});
	expect(result).toEqual({ end: 'timedOut', status: 'QUEUED', failure: 'HTTP 503', checks: 2 });
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
