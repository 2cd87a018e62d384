import type { Clock } from './clock';
import { pause } from './clock';
import type { Patience } from './schedule';
import { nextGapMs } from './schedule';

/** What one look at a task showed. */
export type Check<Trouble> =
	| { is: 'running'; status: string }
	| { is: 'finished'; status: string; runId: number | null }
	| { is: 'failed'; status: string; reason?: string; message?: string }
	/** No usable answer, which says nothing about the task. */
	| { is: 'unclear'; trouble: Trouble }
	/** The API will not answer, however often it is asked. */
	| { is: 'refused'; trouble: Trouble };

/** How a wait ended. */
export type Ending<Trouble> =
	| { end: 'finished'; status: string; runId: number | null }
	| { end: 'failed'; status: string; reason?: string; message?: string }
	| { end: 'timedOut'; status: string }
	/** `status` is there when the API only asks to wait for too long: the last one seen. */
	| { end: 'lostContact'; trouble: Trouble; status?: string }
	| { end: 'refused'; trouble: Trouble }
	| { end: 'stopped' };

/** An ending, with the number of checks it took. */
export type PollResult<Trouble> = Ending<Trouble> & { checks: number };

export interface PollInput<Trouble> {
	check(): Promise<Check<Trouble>>;
	patience: Patience;
	/** When the task was submitted, by the clock's `now`. */
	begunAt: number;
	/** How long to wait from now on, in ms. */
	maxWaitMs: number;
	/** Whether to check before the first gap: for tasks that were not submitted just now. */
	checkAtOnce: boolean;
	/** For how long the API asked not to be called, in ms. */
	heldForMs(): number;
	/** What that is told as, when it is longer than the wait. */
	heldTrouble(): Trouble;
	/** So many checks in a row without a clear answer are taken as lost contact. */
	unclearLimit: number;
	clock: Clock;
	signal?: AbortSignal;
}

/**
 * Checks a task until it ends, the deadline passes, contact is lost or the execution is stopped.
 * Knows neither n8n nor HTTP, and never throws unless `check` does.
 */
export async function poll<Trouble>(input: PollInput<Trouble>): Promise<PollResult<Trouble>> {
	const { clock, signal } = input;
	const deadline = clock.now() + input.maxWaitMs;
	let status: string | undefined;
	let trouble: Trouble | undefined;
	let checks = 0;
	let unclearInARow = 0;
	let gapDue = !input.checkAtOnce;

	for (;;) {
		// Another item's request may have been told to hold off while this one waited.
		while (gapDue || input.heldForMs() > 0) {
			const heldForMs = input.heldForMs();
			const remainingMs = deadline - clock.now();
			if (signal?.aborted) return { end: 'stopped', checks };
			if (remainingMs <= 0 && (status !== undefined || heldForMs === 0)) {
				return outOfTime(status, trouble, checks);
			}
			if (heldForMs > remainingMs) {
				return { end: 'lostContact', trouble: input.heldTrouble(), status, checks };
			}
			const gap = gapDue ? nextGap(input, remainingMs, heldForMs, unclearInARow) : heldForMs;
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
				return { end: 'refused', trouble: check.trouble, checks };
			case 'running':
				status = check.status;
				unclearInARow = 0;
				break;
			case 'unclear':
				unclearInARow++;
				trouble = check.trouble;
				if (unclearInARow >= input.unclearLimit) return { end: 'lostContact', trouble, checks };
		}
	}
}

/** A task that no check ever saw may or may not be running. */
function outOfTime<Trouble>(
	status: string | undefined,
	trouble: Trouble | undefined,
	checks: number,
): PollResult<Trouble> {
	if (status === undefined && trouble !== undefined) return { end: 'lostContact', trouble, checks };
	return { end: 'timedOut', status: status ?? 'PENDING', checks };
}

function nextGap<Trouble>(
	input: PollInput<Trouble>,
	remainingMs: number,
	heldForMs: number,
	unclearInARow: number,
): number {
	return nextGapMs({
		patience: input.patience,
		waitedMs: input.clock.now() - input.begunAt,
		remainingMs,
		unclearInARow,
		retryAfterMs: heldForMs,
		random: input.clock.random(),
	});
}
