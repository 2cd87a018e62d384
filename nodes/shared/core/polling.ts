import type { Clock } from './clock';
import { pause } from './clock';
import type { PollingPolicy } from './schedule';
import { nextGapMs } from './schedule';

/** What one look at a task showed. */
export type Check<RequestFailure> =
	| { is: 'running'; status: string }
	| { is: 'finished'; status: string; runId: number | null }
	| { is: 'failed'; status: string; reason?: string; message?: string }
	/** No usable answer, which says nothing about the task. */
	| { is: 'unclear'; failure: RequestFailure }
	/** The API will not answer, however often it is asked. */
	| { is: 'refused'; failure: RequestFailure };

/** How a wait ended. */
export type Ending<RequestFailure> =
	| { end: 'finished'; status: string; runId: number | null }
	| { end: 'failed'; status: string; reason?: string; message?: string }
	| { end: 'timedOut'; status: string }
	/** `status` is there when the API only asks to wait for too long: the last one seen. */
	| { end: 'lostContact'; failure: RequestFailure; status?: string }
	| { end: 'refused'; failure: RequestFailure }
	| { end: 'stopped' };

/** An ending, with the number of checks it took. */
export type PollResult<RequestFailure> = Ending<RequestFailure> & { checks: number };

export interface PollInput<RequestFailure> {
	check(): Promise<Check<RequestFailure>>;
	pollingPolicy: PollingPolicy;
	/** When the task was submitted, by the clock's `now`. */
	begunAt: number;
	/** How long to wait from now on, in ms. */
	maxWaitMs: number;
	/** Whether to check before the first gap: for tasks that were not submitted just now. */
	checkAtOnce: boolean;
	/** For how long the API asked not to be called, in ms. */
	backoffMs(): number;
	/** What that is told as, when it is longer than the wait. */
	backoffFailure(): RequestFailure;
	/** So many checks in a row without a clear answer are taken as lost contact. */
	unclearLimit: number;
	clock: Clock;
	signal?: AbortSignal;
}

/**
 * Checks a task until it ends, the deadline passes, contact is lost or the execution is stopped.
 * Knows neither n8n nor HTTP, and never throws unless `check` does.
 */
export async function poll<RequestFailure>(
	input: PollInput<RequestFailure>,
): Promise<PollResult<RequestFailure>> {
	const { clock, signal } = input;
	const deadline = clock.now() + input.maxWaitMs;
	let status: string | undefined;
	let failure: RequestFailure | undefined;
	let checks = 0;
	let unclearInARow = 0;
	let gapDue = !input.checkAtOnce;

	for (;;) {
		// Another item's request may have been told to hold off while this one waited.
		while (gapDue || input.backoffMs() > 0) {
			const backoffMs = input.backoffMs();
			const remainingMs = deadline - clock.now();
			if (signal?.aborted) return { end: 'stopped', checks };
			if (remainingMs <= 0 && (status !== undefined || backoffMs === 0)) {
				return outOfTime(status, failure, checks);
			}
			if (backoffMs > remainingMs) {
				return { end: 'lostContact', failure: input.backoffFailure(), status, checks };
			}
			const gap = gapDue ? nextGap(input, remainingMs, backoffMs, unclearInARow) : backoffMs;
			await pause(Math.min(gap, remainingMs), signal, clock);
			gapDue = false;
		}

		if (signal?.aborted) return { end: 'stopped', checks };
		const check = await input.check();
		checks++;
		gapDue = true;
		if (signal?.aborted) return { end: 'stopped', checks };
		switch (check.is) {
			case 'finished':
				return { end: 'finished', status: check.status, runId: check.runId, checks };
			case 'failed': {
				const { reason, message } = check;
				return { end: 'failed', status: check.status, reason, message, checks };
			}
			case 'refused':
				return { end: 'refused', failure: check.failure, checks };
			case 'running':
				status = check.status;
				unclearInARow = 0;
				break;
			case 'unclear':
				unclearInARow++;
				failure = check.failure;
				if (unclearInARow >= input.unclearLimit) return { end: 'lostContact', failure, checks };
		}
	}
}

/** A task that no check ever saw may or may not be running. */
function outOfTime<RequestFailure>(
	status: string | undefined,
	failure: RequestFailure | undefined,
	checks: number,
): PollResult<RequestFailure> {
	if (status === undefined && failure !== undefined) return { end: 'lostContact', failure, checks };
	return { end: 'timedOut', status: status ?? 'PENDING', checks };
}

function nextGap<RequestFailure>(
	input: PollInput<RequestFailure>,
	remainingMs: number,
	backoffMs: number,
	unclearInARow: number,
): number {
	return nextGapMs({
		pollingPolicy: input.pollingPolicy,
		waitedMs: input.clock.now() - input.begunAt,
		remainingMs,
		unclearInARow,
		retryAfterMs: backoffMs,
		random: input.clock.random(),
	});
}
