import type { Clock } from './clock';
import { pause } from './clock';
import { learnedGapMs } from './learnedGap';
import type { PollingPolicy } from './schedule';
import { nextGapMs, usualGapMs } from './schedule';
import type { TaskLength } from './taskLengths';

/** What one check of a task showed. */
export type Check<Failure> =
	| { is: 'running'; status: string }
	| { is: 'finished'; status: string; runId: number | null }
	| { is: 'failed'; status: string; reason?: string; message?: string }
	/** No usable answer, which says nothing about the task; and for how long not to ask again, in ms. */
	| { is: 'unclear'; failure: Failure; retryAfterMs?: number }
	/** Not sent: the API asked before not to be called until after the deadline. */
	| { is: 'heldOff'; failure: Failure }
	/** The API will not answer, however often it is asked. */
	| { is: 'refused'; failure: Failure };

/** How a wait ended. */
export type Ending<Failure> =
	| { end: 'finished'; status: string; runId: number | null }
	| { end: 'failed'; status: string; reason?: string; message?: string }
	/** `failure` is why the last check had no clear answer. */
	| { end: 'timedOut'; status: string; failure?: Failure }
	/** `status` is the last one seen, should only the wait be too short for the API. */
	| { end: 'lostContact'; failure: Failure; status?: string }
	| { end: 'refused'; failure: Failure }
	| { end: 'stopped' };

/** An ending, with the number of checks it took. */
export type PollResult<Failure> = Ending<Failure> & { checks: number };

/** Where a wait for a task is between two checks. Moments are in ms by one clock. */
export interface PollingState<Failure> {
	pollingPolicy: PollingPolicy;
	/** When the task was submitted. */
	begunAt: number;
	deadline: number;
	/** So many checks in a row without a clear answer are taken as lost contact. */
	unclearLimit: number;
	unclearInARow: number;
	/** The last status seen. */
	status?: string;
	/** Why the last check had no clear answer. */
	failure?: Failure;
	/** How long such tasks took lately. */
	lengths?: TaskLength[];
	/** How many tasks are waited for at the same time. */
	atOnce?(): number;
	/** No check comes sooner: when the usual schedule comes to the one of this number, in ms since the submit. */
	usualMs?: number;
}

/** What to do next: check at some moment, or nothing more. */
type Step<Failure> =
	{ ending?: undefined; at: number; state: PollingState<Failure> } | { ending: Ending<Failure> };

/**
 * What to do after a check: when to check again, or how the wait ended.
 *
 * @param random from 0 up to 1
 */
function afterCheck<Failure>(
	state: PollingState<Failure>,
	check: Check<Failure>,
	now: number,
	random: number,
): Step<Failure> {
	switch (check.is) {
		case 'finished': {
			const { status, runId } = check;
			return { ending: { end: 'finished', status, runId } };
		}
		case 'failed': {
			const { status, reason, message } = check;
			return { ending: { end: 'failed', status, reason, message } };
		}
		case 'refused':
			return { ending: { end: 'refused', failure: check.failure } };
		case 'heldOff': {
			const { failure } = check;
			return { ending: { end: 'lostContact', failure, status: state.status } };
		}
		case 'running':
			return next<Failure>(
				{ ...state, status: check.status, failure: undefined, unclearInARow: 0 },
				now,
				random,
			);
		case 'unclear': {
			const { failure, retryAfterMs = 0 } = check;
			const unclearInARow = state.unclearInARow + 1;
			if (unclearInARow >= state.unclearLimit) {
				return { ending: { end: 'lostContact', failure } };
			}
			const remainingMs = state.deadline - now;
			if (remainingMs > 0 && retryAfterMs > remainingMs) {
				return { ending: { end: 'lostContact', failure, status: state.status } };
			}
			return next({ ...state, failure, unclearInARow }, now, random);
		}
	}
}

/** The next check, the last one at the deadline. */
export function next<Failure>(
	before: PollingState<Failure>,
	now: number,
	random: number,
): Step<Failure> {
	const { pollingPolicy, unclearInARow, begunAt, deadline, lengths = [], usualMs = 0 } = before;
	const remainingMs = deadline - now;
	if (remainingMs <= 0) return { ending: outOfTime(before) };
	const state = {
		...before,
		usualMs: usualMs + usualGapMs(pollingPolicy, usualMs, unclearInARow),
	};
	const waitedMs = now - begunAt;
	if (lengths.length === 0 || unclearInARow > 0) {
		const gapMs = nextGapMs({ pollingPolicy, waitedMs, remainingMs, unclearInARow, random });
		return { at: now + gapMs, state };
	}
	const gapMs = learnedGapMs({
		pollingPolicy,
		waitedMs,
		lengths,
		atOnce: before.atOnce?.() ?? 1,
		nextMs: state.usualMs,
		afterNextMs: state.usualMs + usualGapMs(pollingPolicy, state.usualMs),
		random,
	});
	return { at: now + Math.min(gapMs, remainingMs), state };
}

/** A task that no check ever saw may or may not be running. */
function outOfTime<Failure>({ status, failure }: PollingState<Failure>): Ending<Failure> {
	if (status === undefined && failure !== undefined) return { end: 'lostContact', failure };
	return { end: 'timedOut', status: status ?? 'PENDING', failure };
}

export interface PollInput<Failure> {
	/** @param deadline the moment by which it must be sent */
	check(deadline: number): Promise<Check<Failure>>;
	pollingPolicy: PollingPolicy;
	/** When the task was submitted, by the clock's `now`. */
	begunAt: number;
	/** How long to wait from now on, in ms. */
	maxWaitMs: number;
	/** Whether to check before the first gap: for tasks that were not submitted just now. */
	checkAtOnce: boolean;
	unclearLimit: number;
	clock: Clock;
	/** How long such tasks took lately. */
	lengths?: TaskLength[];
	/** How many tasks are waited for at the same time. */
	atOnce?(): number;
	signal?: AbortSignal;
}

/**
 * Checks a task until it ends, the deadline passes, contact is lost or the execution is stopped.
 * Knows neither n8n nor HTTP, and never throws unless `check` does.
 */
export async function poll<Failure>(input: PollInput<Failure>): Promise<PollResult<Failure>> {
	const { clock, signal, pollingPolicy, begunAt, unclearLimit, lengths, atOnce } = input;
	const deadline = clock.now() + input.maxWaitMs;
	const state = {
		pollingPolicy,
		begunAt,
		deadline,
		unclearLimit,
		unclearInARow: 0,
		lengths,
		atOnce,
	};
	let step: Step<Failure> = input.checkAtOnce
		? { at: clock.now(), state }
		: next(state, clock.now(), clock.random());
	let checks = 0;
	while (!step.ending) {
		await pause(step.at - clock.now(), signal, clock);
		if (signal?.aborted) return { end: 'stopped', checks };
		const sentAt = clock.now();
		const check = await input.check(deadline);
		if (check.is !== 'heldOff') checks++;
		if (signal?.aborted) return { end: 'stopped', checks };
		const now = clock.now();
		// The usual schedule would have waited for its answer, too.
		const usualMs = (step.state.usualMs ?? 0) + now - sentAt;
		step = afterCheck({ ...step.state, usualMs }, check, now, clock.random());
	}
	return { ...step.ending, checks };
}
