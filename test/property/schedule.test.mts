import fc from 'fast-check';

import type { Check } from '../../nodes/shared/core/polling';
import { pause } from '../../nodes/shared/core/clock';
import { poll } from '../../nodes/shared/core/polling';
import type { PollingPolicy } from '../../nodes/shared/core/schedule';
import { openTaskLengths } from '../../nodes/shared/core/taskLengths';
import { HOURS_LONG, SECONDS_LONG } from '../../nodes/shared/kinds/pollingPolicies';
import { nextGapMs, usualGapMs } from '../../nodes/shared/core/schedule';
import type { TaskLength } from '../../nodes/shared/core/taskLengths';
import { holds } from '../support/property.mts';
import { virtualClock } from '../support/virtualClock.mts';

/** What the schedule promises: gaps grow by 15 %, and differ by up to 10 %. */
const SHARE = 0.15;
const JITTER = 0.1;
/** What Node.js's timers are late by at the most, in ms. */
const CLOSE = 1;

const pollingPolicy: fc.Arbitrary<PollingPolicy> = fc.record({
	shortestGapMs: fc.integer({ min: 1000, max: 5000 }),
	longestGapMs: fc.integer({ min: 10_000, max: 120_000 }),
	maxWaitMs: fc.integer({ min: 60_000, max: 4 * 3_600_000 }),
});
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
/** From a ms to three hours, as many short as long. */
const taskMs = fc
	.double({ min: 0, max: Math.log10(3 * 3_600_000), noNaN: true })
	.map((power) => Math.round(10 ** power));

/** A clock in whole ms, as Node.js's timers have it, with the random numbers given, over and over. */
function clockWith(randoms: number[]) {
	let at = 0;
	const clock = virtualClock();
	return {
		now: clock.now,
		date: clock.now,
		sleep: async (ms: number) => await clock.sleep(Math.max(1, Math.trunc(ms))),
		random: () => randoms[at++ % randoms.length],
	};
}

interface Watched {
	pollingPolicy: PollingPolicy;
	taskMs: number;
	randoms: number[];
	/** How long each check takes, over and over, in ms. */
	latencies?: number[];
	/** Whether each check gives a clear answer, over and over. */
	clear?: boolean[];
	maxWaitMs?: number;
	/** What each answer asks to be left alone for, over and over, in ms. */
	retryAfters?: number[];
	stopAtMs?: number;
	/** How long such tasks took lately. */
	lengths?: TaskLength[];
	/** How many tasks are waited for at the same time. */
	atOnce?: number;
}

/** Polls a task of `taskMs` and notes when, in ms since the submit. */
async function watch(input: Watched) {
	const { latencies = [0], clear = [true], retryAfters = [0], stopAtMs = Infinity } = input;
	const clock = clockWith(input.randoms);
	const begun = clock.now();
	const since = () => clock.now() - begun;
	const at: number[] = [];
	const held: number[] = [];
	let heldUntil = 0;
	const signal = {
		get aborted() {
			return since() >= stopAtMs;
		},
	} as AbortSignal;
	const result = await poll<string>({
		check: async (deadline): Promise<Check<string>> => {
			// As the client does: it waits until the host may be called.
			if (begun + heldUntil > deadline) return { is: 'heldOff', failure: 'asks to wait' };
			await pause(heldUntil - since(), signal, clock);
			if (signal.aborted) return { is: 'unclear', failure: 'stopped' };
			const number = at.push(since()) - 1;
			held.push(heldUntil);
			await clock.sleep(latencies[number % latencies.length]);
			const retryAfterMs = retryAfters[number % retryAfters.length];
			if (retryAfterMs > 0) heldUntil = Math.max(heldUntil, since() + retryAfterMs);
			if (!clear[number % clear.length]) {
				const holdMs = heldUntil - since();
				const failure = holdMs > 0 ? 'asks to wait' : 'HTTP 503';
				return { is: 'unclear', failure, retryAfterMs: holdMs };
			}
			return since() >= input.taskMs
				? { is: 'finished', status: 'SUCCESS', runId: 1 }
				: { is: 'running', status: 'PENDING' };
		},
		pollingPolicy: input.pollingPolicy,
		begunAt: begun,
		maxWaitMs: input.maxWaitMs ?? 1e9,
		checkAtOnce: false,
		unclearLimit: 20,
		clock,
		lengths: input.lengths,
		atOnce: () => input.atOnce ?? 1,
		signal,
	});
	return { result, at, held, heldUntil, endedAt: since() };
}

/** Three hours in slices of 200 ms take their time: these get a fifth of the runs. */
const SHARE_OF_RUNS = 0.2;
const calm = fc.record({ pollingPolicy, taskMs, randoms: fc.array(random, { minLength: 1 }) });

test('gaps grow: each is at least the one before, up to jitter', () =>
	holds(
		'gaps grow',
		calm,
		async (input) => {
			const { at } = await watch(input);
			const gaps = at.map((time, number) => time - (at[number - 1] ?? 0));
			gaps.slice(1).forEach((gap, number) => {
				expect(gap).toBeGreaterThanOrEqual(gaps[number] / (1 + JITTER) - CLOSE);
			});
		},
		SHARE_OF_RUNS,
	));

test('every gap is between the shortest and the longest', () =>
	holds(
		'gaps are bounded',
		calm,
		async (input) => {
			const { at } = await watch(input);
			at.forEach((time, number) => {
				const gap = time - (at[number - 1] ?? 0);
				expect(gap).toBeGreaterThanOrEqual(input.pollingPolicy.shortestGapMs - CLOSE);
				expect(gap).toBeLessThanOrEqual(input.pollingPolicy.longestGapMs + CLOSE);
			});
		},
		SHARE_OF_RUNS,
	));

test('a finished task is noticed within 20 % of its length, and never later than the longest gap', () =>
	holds(
		'overshoot',
		calm,
		async (input) => {
			const { endedAt, result } = await watch(input);
			expect(result.end).toBe('finished');
			const overshoot = endedAt - input.taskMs;
			const { shortestGapMs, longestGapMs } = input.pollingPolicy;
			expect(overshoot).toBeLessThanOrEqual(
				(1 + JITTER) * shortestGapMs + 0.2 * input.taskMs + CLOSE,
			);
			expect(overshoot).toBeLessThanOrEqual(longestGapMs + CLOSE);
		},
		SHARE_OF_RUNS,
	));

/** The most checks that a task can take: withTimeouts at first, then logarithmic, then withTimeouts again. */
function mostChecks({ shortestGapMs, longestGapMs }: PollingPolicy, taskMs: number): number {
	const ceiling = longestGapMs / (1 + JITTER);
	const steadyUntil = shortestGapMs / SHARE;
	const growingUntil = ceiling / SHARE;
	const withTimeouts = Math.min(taskMs, steadyUntil) / shortestGapMs;
	const growing =
		Math.log(Math.min(Math.max(taskMs, steadyUntil), growingUntil) / steadyUntil) /
		Math.log(1 + SHARE);
	const rest = Math.max(0, taskMs - growingUntil) / ceiling;
	// Each part may end with a gap that it shares with the next.
	return Math.ceil(withTimeouts + growing + rest) + 3;
}

test('a task takes no more checks than the schedule gives: logarithmic, then one a longest gap', () =>
	holds(
		'checks',
		calm,
		async (input) => {
			const { at } = await watch(input);
			expect(at.length).toBeLessThanOrEqual(mostChecks(input.pollingPolicy, input.taskMs));
		},
		SHARE_OF_RUNS,
	));

/** Tasks seen before, which were checked at some moments. */
const lengths: fc.Arbitrary<TaskLength[]> = fc.array(
	fc.tuple(taskMs, taskMs).map(([one, other]) => ({
		from: Math.min(one, other),
		to: Math.max(one, other) + 1,
	})),
	{ minLength: 1, maxLength: 10 },
);
const learned = fc.record({
	pollingPolicy,
	taskMs: taskMs.map((ms) => Math.min(ms, 1_800_000)),
	randoms: fc.array(random, { minLength: 1 }),
	lengths,
	atOnce: fc.integer({ min: 1, max: 250 }),
});

/** How often a task of which nothing is known is checked, without jitter, as far as its end. */
function usualChecks({ pollingPolicy, taskMs, latencies = [0] }: Watched): number {
	let checks = 0;
	for (let ms = 0; ms < taskMs || checks === 0; checks++) {
		ms += usualGapMs(pollingPolicy, ms) + latencies[checks % latencies.length];
	}
	return checks;
}

test('however long other tasks took, none takes more checks than if nothing were known', () =>
	holds(
		'learned checks',
		fc.tuple(learned, fc.array(fc.nat(10_000), { minLength: 1, maxLength: 5 })),
		async ([rest, latencies]) => {
			for (const input of [rest, { ...rest, latencies: latencies.slice(0, 1) }]) {
				const { at } = await watch(input);
				expect(at.length).toBeLessThanOrEqual(usualChecks(input));
			}
		},
		SHARE_OF_RUNS,
	));

test('checks that are answered slowly are no more than if nothing were known', async () => {
	const short = [1, 2, 4, 8, 16, 32, 64, 128].map((n) => ({ from: 400 * n, to: 500 * n }));
	const input = { pollingPolicy: SECONDS_LONG, taskMs: 400_000, latencies: [1000], randoms: [0] };
	const { at } = await watch({ ...input, lengths: [{ from: 0, to: 800_000 }, ...short] });
	expect(at.length).toBeLessThanOrEqual(usualChecks(input));
});

test('a task that others say nothing of is noticed within the longest gap or 20 % of its length', () =>
	holds(
		'learned overshoot',
		learned,
		async (input) => {
			const { endedAt, result } = await watch(input);
			expect(result.end).toBe('finished');
			const overshoot = endedAt - input.taskMs;
			const { shortestGapMs, longestGapMs } = input.pollingPolicy;
			const usual = (1 + JITTER) * shortestGapMs + 0.2 * input.taskMs;
			expect(overshoot).toBeLessThanOrEqual((1 + JITTER) * Math.max(usual, longestGapMs) + CLOSE);
			const half = Math.max(usual, 0.5 * input.taskMs, 3 * shortestGapMs);
			expect(overshoot).toBeLessThanOrEqual(half * (1 + JITTER) + CLOSE);
		},
		SHARE_OF_RUNS,
	));

test('a task that takes as long as the others or longer is noticed as soon as if nothing were known', () =>
	holds(
		'learned overshoot of long tasks',
		learned.filter(({ taskMs, lengths }) => lengths.some(({ to }) => to <= taskMs)),
		async (input) => {
			const { endedAt } = await watch(input);
			const overshoot = endedAt - input.taskMs;
			const { shortestGapMs, longestGapMs } = input.pollingPolicy;
			const usual = (1 + JITTER) * shortestGapMs + 0.2 * input.taskMs;
			expect(overshoot).toBeLessThanOrEqual(Math.min(usual, longestGapMs) + CLOSE);
		},
		SHARE_OF_RUNS,
	));

test('50 tasks at once are checked no more than 50 times a second', () =>
	holds(
		'learned rate',
		learned,
		async (input) => {
			const { at } = await watch(input);
			const shortest = Math.min(20 * input.atOnce, input.pollingPolicy.shortestGapMs);
			at.forEach((time, number) => {
				expect(time - (at[number - 1] ?? 0)).toBeGreaterThanOrEqual(shortest - CLOSE);
			});
		},
		SHARE_OF_RUNS,
	));

/** The usual time of a task, how often it is checked and how late its end is noticed at the most. */
const aims: Array<[what: string, Omit<Watched, 'randoms'>, checks: number, lateMs: number]> = [
	['speech of 2 s', { pollingPolicy: SECONDS_LONG, taskMs: 2000 }, 2, 200],
	['speech of a minute', { pollingPolicy: SECONDS_LONG, taskMs: 60_000 }, 12, 6000],
	['a dub of two hours', { pollingPolicy: HOURS_LONG, taskMs: 7_200_000 }, 30, 60_000],
];

test.each(aims)(
	'%s, known, takes few checks and is noticed soon',
	async (_, task, most, lateMs) => {
		const of = openTaskLengths()('account');
		for (let seed = 1; seed <= 30; seed++) {
			const randoms = Array.from({ length: 50 }, (__, number) => (number * seed * 0.137) % 1);
			const { at, endedAt } = await watch({ ...task, randoms, lengths: of.of('') });
			const [last, before = 0] = [...at].reverse();
			of.add('', { from: before, to: last });
			if (seed <= 3) continue;
			expect(at.length).toBeLessThanOrEqual(most);
			expect(endedAt - task.taskMs).toBeLessThanOrEqual(lateMs + CLOSE);
		}
	},
);

const rough = fc.record({
	lengths: fc.option(lengths, { nil: undefined }),
	pollingPolicy,
	taskMs: fc.integer({ min: 0, max: 1_800_000 }),
	randoms: fc.array(random, { minLength: 1, maxLength: 5 }),
	latencies: fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 5 }),
	clear: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
	retryAfters: fc.array(
		fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 200_000 })),
		{ minLength: 1, maxLength: 5 },
	),
	maxWaitMs: fc.integer({ min: 0, max: 3_600_000 }),
});

test('no check begins past the deadline, and every wait ends there', () =>
	holds('deadline', rough, async (input) => {
		const { at, endedAt } = await watch(input);
		for (const time of at) expect(time).toBeLessThanOrEqual(input.maxWaitMs + CLOSE);
		expect(endedAt).toBeLessThanOrEqual(input.maxWaitMs + Math.max(...input.latencies) + CLOSE);
	}));

test('no check begins sooner than the API asked', () =>
	holds('Retry-After', rough, async (input) => {
		const { at, held } = await watch(input);
		at.forEach((time, number) => expect(time).toBeGreaterThanOrEqual(held[number] - CLOSE));
	}));

test('so many unclear checks in a row, and no fewer, are lost contact', () =>
	holds('lost contact', rough, async (input) => {
		const { result, at } = await watch(input);
		const clear = (number: number) => input.clear[number % input.clear.length];
		const lastClear = at.findLastIndex((_, number) => clear(number));
		const unclear = at.length - 1 - lastClear;
		if (result.end === 'lostContact' && result.failure === 'HTTP 503' && lastClear >= 0) {
			expect(unclear).toBe(20);
		}
		expect(unclear).toBeLessThanOrEqual(20);
	}));

test('a hold that outlasts the wait ends it at once, or at the next check if another request was told', () =>
	holds('long hold', rough, async (input) => {
		const { result, at, endedAt, heldUntil } = await watch(input);
		if (result.end !== 'lostContact' || heldUntil <= input.maxWaitMs) return;
		const last = at.length - 1;
		const latency = input.latencies[last % input.latencies.length];
		// What another request was told is seen at the next check.
		const isTold = !input.clear[last % input.clear.length];
		const { longestGapMs } = input.pollingPolicy;
		// Before a task like others can be done, it is looked at less often.
		const learnedMs = input.lengths ? 0.2 * (at[last] + latency) : 0;
		const gapMs = isTold ? 0 : 1.05 * Math.max(longestGapMs, learnedMs);
		expect(endedAt).toBeLessThanOrEqual(at[last] + latency + gapMs + CLOSE);
	}));

test('after Stop no check begins, and the wait is over within 200 ms or with its last check', () =>
	holds(
		'stop',
		fc.tuple(rough, fc.integer({ min: 0, max: 600_000 })),
		async ([input, stopAtMs]) => {
			const { result, at, endedAt } = await watch({ ...input, stopAtMs });
			const begun = at.filter((time) => time >= stopAtMs);
			expect(begun).toEqual([]);
			if (result.end !== 'stopped') return;
			const lastCheck = at.at(-1) ?? 0;
			const latency = input.latencies[Math.max(0, at.length - 1) % input.latencies.length];
			expect(endedAt).toBeLessThanOrEqual(Math.max(stopAtMs + 200, lastCheck + latency) + CLOSE);
		},
	));

test('the gap is a number between 0 and what remains, whatever it is asked', () =>
	holds(
		'any gap',
		fc.record({
			pollingPolicy,
			waitedMs: fc.double({ min: 0, max: 1e12, noNaN: true }),
			remainingMs: fc.double({ min: 0, max: 1e12, noNaN: true }),
			unclearInARow: fc.nat(2000),
			retryAfterMs: fc.option(fc.double({ min: 0, noNaN: true }), { nil: undefined }),
			random,
		}),
		(input) => {
			const gap = nextGapMs(input);
			expect(gap).toBeGreaterThanOrEqual(0);
			expect(gap).toBeLessThanOrEqual(input.remainingMs);
			const asked = Math.min(input.retryAfterMs ?? 0, input.remainingMs);
			expect(gap).toBeGreaterThanOrEqual(asked);
		},
	));
