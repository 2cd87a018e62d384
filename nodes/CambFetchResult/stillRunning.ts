import type { Output } from '../shared/kinds/kind';
import type { Head } from '../shared/task/head';
import { withHead } from '../shared/task/head';
import type { Ride } from '../shared/task/line';
import type { Patience } from '../shared/task/schedule';
import { nextGapMs } from '../shared/task/schedule';

/** The second output, for tasks that are not done yet. */
const STILL_RUNNING = 1;

export interface Round {
	/** The kind's, with how long to wait in all. */
	patience: Patience;
	/** What that counts from, in ms since 1970; from now on if not known. */
	waitingSince?: number;
	/** Looks without a clear answer, up to the last one. */
	unclear: number;
}

/**
 * The item that comes back for another look, with all that it brought, so that the next round reads
 * the same; undefined when the wait is over. It may wait for days and through restarts of n8n, so
 * the system's clock is all there is to go by.
 */
export function stillRunning(ride: Ride, head: Head, round: Round): Output | undefined {
	const { api, context, isTool } = ride.line;
	const now = api.clock.date();
	const { patience, waitingSince = now, unclear } = round;
	const waitedMs = now - waitingSince;
	const remainingMs = patience.maxWaitMs - waitedMs;
	if (remainingMs <= 0) return undefined;

	const gapMs = nextGapMs({
		patience,
		waitedMs,
		remainingMs,
		unclearInARow: unclear,
		retryAfterMs: api.heldForMs(),
		random: api.clock.random(),
	});
	const { json, binary } = context.getInputData()[ride.item];
	// An agent knows what it gave.
	const brought = isTool ? {} : { ...json };
	// What went wrong before is not said of a task that is under way.
	delete brought.error;
	const { json: own } = withHead(
		{ ...head, waitedMs: Math.max(head.waitedMs, waitedMs) },
		{ json: {} },
	);
	return {
		json: {
			...brought,
			...own,
			waitingSince: new Date(waitingSince).toISOString(),
			nextCheckInSeconds: Math.ceil(gapMs / 1000),
		},
		...(binary && !isTool ? { binary } : {}),
		branch: STILL_RUNNING,
	};
}
