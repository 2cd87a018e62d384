import type { Clock } from '../task/clock';
import { pause } from '../task/clock';
import type { StopSign } from '../task/pool';
import { timeouts } from './timeouts';
import type { Trouble } from './trouble';

/** Which hosts asked not to be called for a while (Retry-After). */
export interface Holds {
	/** For how long the host asked not to be called, in ms. */
	forMs(host: string): number;
	/** The host asked not to be called for so long, in ms. */
	note(host: string, retryAfterMs: number): void;
	/** Waits until the host may be called. Gives trouble when that is too long, or on Stop. */
	wait(host: string, sign: StopSign | undefined): Promise<Trouble | undefined>;
}

export function openHolds(clock: Clock): Holds {
	const until = new Map<string, number>();
	const forMs = (host: string) => Math.max(0, (until.get(host) ?? 0) - clock.now());
	return {
		forMs,
		note(host, retryAfterMs) {
			until.set(host, Math.max(until.get(host) ?? 0, clock.now() + retryAfterMs));
		},
		async wait(host, sign) {
			// Another request may be told to hold off while this one waits.
			while (forMs(host) > 0 && !sign?.aborted) {
				const retryAfterMs = forMs(host);
				if (isTooLong(retryAfterMs)) {
					return { what: 'refused', status: 429, body: undefined, retryAfterMs };
				}
				await pause(retryAfterMs, sign, clock);
			}
			return sign?.aborted ? { what: 'silent', code: 'stopped', sent: 'no' } : undefined;
		},
	};
}

/** Whether a request gives up rather than wait so long, in ms. */
export function isTooLong(retryAfterMs: number | undefined): boolean {
	return (retryAfterMs ?? 0) > timeouts.longestHoldMs;
}
