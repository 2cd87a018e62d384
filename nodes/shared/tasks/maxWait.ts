import { USUAL_WAIT_MS } from '../http/hostBackoff';
import type { PollingPolicy } from '../core/schedule';
import type { ItemContext } from './session';

/*
 * Every wait ends, whatever the API asks for (Retry-After) and however often it does:
 *
 * - Each step of an item has Max Wait: until its create is taken, whether that starts a task, brings
 *   the result or uploads a file; until its task has ended; until its result is here, with all that
 *   is read and all files.
 * - A result is paid for by then. So each of its requests has two minutes at the least, also when
 *   Max Wait is shorter, or is over after long downloads.
 * - All else has these two minutes: a list, a bulk call, a single look at a task. When it is given
 *   up, nothing is lost. A dropdown does not wait at all.
 */

/** How long a step of an item may wait, in ms: as the user set it, or as long as the kind takes. */
export function maxWaitOf(
	{ settings }: Pick<ItemContext, 'settings'>,
	{ pollingPolicy }: { pollingPolicy: Pick<PollingPolicy, 'maxWaitMs'> },
): number {
	return settings.maxWaitMs ?? pollingPolicy.maxWaitMs;
}

/** Until when a request for a result waits that is sent now, by the clock's `now`. */
export function resultWaitsUntil(stepEnds: number, now: number): number {
	return Math.max(stepEnds, now + USUAL_WAIT_MS);
}
