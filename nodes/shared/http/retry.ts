import type { Clock } from '../core/clock';
import { pause } from '../core/clock';
import { isTooLong } from './hostBackoff';
import type { RequestFailure } from './requestFailure';
import { isLasting } from './requestFailure';

/** How often a request is sent at the most when the first tries came to nothing. */
const TRIES = 6;
/** The first gap between tries, doubled each time, in ms. */
const FIRST_GAP_MS = 1000;

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
		if (isLasting(result.failure)) return result;
		if (result.failure.what === 'refused' && isTooLong(result.failure.retryAfterMs)) return result;
		await pause(FIRST_GAP_MS * 2 ** (tried - 1) * (1 + clock.random() / 10), signal, clock);
		if (signal?.aborted) return result;
	}
}
