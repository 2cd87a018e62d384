import type { Clock } from '../core/clock';
import { pause } from '../core/clock';
import { LONGEST_BACKOFF_MS } from './hostBackoff';
import type { RequestFailure } from './requestFailure';
import { isLasting } from './requestFailure';

/** How often a request is sent at the most when the first tries came to nothing. */
export const TRIES = 6;
/** The first gap between tries, doubled each time, in ms. */
const FIRST_GAP_MS = 1000;

/** How long to wait after so many tries, in ms: twice as long each time, and never all at once. */
export function gapAfter(tried: number, clock: Clock, longestMs = Infinity): number {
	return Math.min(FIRST_GAP_MS * 2 ** (tried - 1), longestMs) * (1 + clock.random() / 10);
}

/** Whether a failure stays the same for longer than anybody waits for the next try. */
export function outlastsTries(failure: RequestFailure): boolean {
	if (failure.what !== 'refused') return isLasting(failure);
	return (failure.retryAfterMs ?? 0) > LONGEST_BACKOFF_MS;
}

export type Result<T> = ({ ok: true } & T) | { ok: false; failure: RequestFailure };

/**
 * Tries until it works, at most six times with growing gaps.
 *
 * @param again says which failures are worth another try
 */
export async function retry<T>(
	attempt: () => Promise<Result<T>>,
	again: (failure: RequestFailure) => boolean,
	clock: Clock,
	signal?: AbortSignal,
): Promise<Result<T>> {
	for (let tried = 1; ; tried++) {
		const result = await attempt();
		if (result.ok || tried >= TRIES || signal?.aborted || !again(result.failure)) return result;
		if (outlastsTries(result.failure)) return result;
		await pause(gapAfter(tried, clock), signal, clock);
		if (signal?.aborted) return result;
	}
}
