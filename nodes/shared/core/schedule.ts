/** How often and how long a kind of task is asked for, all in ms. */
export interface PollingPolicy {
	shortestGapMs: number;
	longestGapMs: number;
	/** How long to wait in all, unless the user says otherwise. */
	maxWaitMs: number;
	/** How long to wait in memory before n8n waits in the background, where it may; 0 if not set. */
	inMemoryMs?: number;
}

/** A gap is this part of the time that the task has taken so far. */
const SHARE_OF_WAITED = 0.15;
/** Gaps differ by up to this part, so that many tasks are not all checked in the same moment. */
const JITTER = 0.1;

export interface GapInput {
	pollingPolicy: PollingPolicy;
	/** Since the task was submitted, in ms. */
	waitedMs: number;
	/** Until the deadline, in ms. */
	remainingMs: number;
	/** Checks in a row, up to the last one, that gave no clear answer. */
	unclearInARow: number;
	/** What the API asked for, in ms. */
	retryAfterMs?: number;
	/** From 0 up to 1. */
	random: number;
}

/**
 * How long to wait before the next check, in ms: proportional to the time waited, between the
 * kind's shortest and longest gap, doubled while checks give no answer, stretched by what the API
 * asked for, and never past the deadline.
 */
export function nextGapMs(input: GapInput): number {
	const { shortestGapMs, longestGapMs } = input.pollingPolicy;
	const proportional = SHARE_OF_WAITED * input.waitedMs;
	const backedOff = shortestGapMs * 2 ** input.unclearInARow;
	const ceiling = Math.max(shortestGapMs, longestGapMs / (1 + JITTER));
	const wanted = Math.min(Math.max(proportional, backedOff), ceiling);
	const jittered = Math.min(wanted * (1 + JITTER * input.random), longestGapMs);
	return Math.max(0, Math.min(Math.max(jittered, input.retryAfterMs ?? 0), input.remainingMs));
}

/** The gap of a task of which nothing is known, without jitter, in ms. */
export function usualGapMs(pollingPolicy: PollingPolicy, waitedMs: number, unclearInARow = 0) {
	return nextGapMs({ pollingPolicy, waitedMs, remainingMs: Infinity, unclearInARow, random: 0 });
}
