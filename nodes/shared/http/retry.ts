import type { Clock } from '../core/clock';
import { pause } from '../core/clock';
import type { WaitLimits } from './hostBackoff';
import { USUAL_WAIT_MS } from './hostBackoff';
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

/** Whether a failure stays the same for longer than the request waits for its next try. */
export function outlasts(failure: RequestFailure, waitsUntil: number, clock: Clock): boolean {
	if (failure.what !== 'refused') return isLasting(failure);
	return Boolean(failure.retryAfterMs) && clock.now() + Number(failure.retryAfterMs) > waitsUntil;
}

export type Result<T> = ({ ok: true } & T) | { ok: false; failure: RequestFailure };

/** The result of a request whose answer makes no sense. */
export function unreadable(status: number, why: string) {
	return { ok: false, failure: { what: 'unreadable', status, why } } as const;
}

/**
 * Tries until it works, at most six times with growing gaps, and no longer than its limits allow.
 *
 * @param attempt gets the limits that all tries share
 * @param again says which failures are worth another try
 */
export async function retry<T>(
	attempt: (limits: WaitLimits) => Promise<Result<T>>,
	again: (failure: RequestFailure) => boolean,
	clock: Clock,
	{ signal, waitsUntil = clock.now() + USUAL_WAIT_MS }: WaitLimits,
): Promise<Result<T>> {
	for (let tried = 1; ; tried++) {
		const result = await attempt({ signal, waitsUntil });
		if (result.ok || tried >= TRIES || signal?.aborted || !again(result.failure)) return result;
		if (outlasts(result.failure, waitsUntil, clock)) return result;
		await pause(gapAfter(tried, clock), signal, clock);
		if (signal?.aborted) return result;
	}
}
