import type { Clock } from '../core/clock';
import { pause } from '../core/clock';
import type { RequestFailure } from './requestFailure';

/** How long a request waits for its host, with all its tries, unless it says otherwise, in ms. */
export const USUAL_WAIT_MS = 120_000;

/** What ends the wait of a request, with all its tries. */
export interface WaitLimits {
	/** Stop, or the end of the item. */
	signal?: AbortSignal;
	/**
	 * The latest moment to send it, when the host asked not to be called, by the clock's `now`; two
	 * minutes from now if not set.
	 */
	waitsUntil?: number;
}

/** Which hosts asked not to be called for a while (Retry-After). */
export interface HostBackoff {
	/** For how long the host asked not to be called, in ms. */
	forMs(host: string): number;
	/** The host asked with this status not to be called for so long, in ms. */
	note(host: string, retryAfterMs: number, status: number): void;
	/** Waits until the host may be called. Gives a failure when that is too long, or on Stop. */
	wait(host: string, limits: WaitLimits): Promise<RequestFailure | undefined>;
}

export function openHostBackoff(clock: Clock): HostBackoff {
	const asked = new Map<string, { until: number; status: number }>();
	const askedBy = (host: string) => asked.get(host) ?? { until: 0, status: 429 };
	const forMs = (host: string) => Math.max(0, askedBy(host).until - clock.now());
	const failure = (host: string): RequestFailure => ({
		what: 'refused',
		status: askedBy(host).status,
		body: undefined,
		retryAfterMs: forMs(host),
		notSent: true,
	});
	return {
		forMs,
		note(host, retryAfterMs, status) {
			const until = clock.now() + retryAfterMs;
			if (until > askedBy(host).until) asked.set(host, { until, status });
		},
		async wait(host, { signal, waitsUntil = clock.now() + USUAL_WAIT_MS }) {
			// Another request may be told to hold off while this one waits.
			while (forMs(host) > 0 && !signal?.aborted) {
				if (askedBy(host).until > waitsUntil) return failure(host);
				await pause(forMs(host), signal, clock);
			}
			return signal?.aborted ? { what: 'silent', code: 'stopped', sent: 'no' } : undefined;
		},
	};
}
