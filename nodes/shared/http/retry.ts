import type { Clock } from '../task/clock';
import { pause } from '../task/clock';
import { isTooLong } from './hold';
import type { Trouble } from './trouble';
import { isLasting } from './trouble';

/** How often a request is sent at the most when the first tries came to nothing. */
const TRIES = 6;
/** The first gap between tries, doubled each time, in ms. */
const FIRST_GAP_MS = 1000;

export type Tried<T> = ({ ok: true } & T) | { ok: false; trouble: Trouble };

/**
 * Tries until it works, at most six times with growing gaps.
 *
 * @param again says which trouble is worth another try
 */
export async function tryAgain<T>(
	attempt: () => Promise<Tried<T>>,
	again: (trouble: Trouble) => boolean,
	clock: Clock,
	signal?: AbortSignal,
): Promise<Tried<T>> {
	for (let tried = 1; ; tried++) {
		const result = await attempt();
		if (result.ok || tried >= TRIES || signal?.aborted || !again(result.trouble)) return result;
		if (isLasting(result.trouble)) return result;
		if (result.trouble.what === 'refused' && isTooLong(result.trouble.retryAfterMs)) return result;
		await pause(FIRST_GAP_MS * 2 ** (tried - 1) * (1 + clock.random() / 10), signal, clock);
		if (signal?.aborted) return result;
	}
}
