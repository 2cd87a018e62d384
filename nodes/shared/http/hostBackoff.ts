import type { Clock } from '../core/clock';
import { pause } from '../core/clock';
import type { RequestFailure } from './requestFailure';

/** How long a request waits for its host, with all its tries, unless it says otherwise, in ms. */
export const USUAL_WAIT_MS = 120_000;

/** The most requests of one run of a node that begin within a second: many items are no burst. */
export const MOST_A_SECOND = 50;

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
	/**
	 * Waits until the host may be called, and until the second has a place for one more request.
	 * Gives a failure when the host asked for too long a wait, or on Stop.
	 */
	wait(host: string, limits: WaitLimits): Promise<RequestFailure | undefined>;
}

export function openHostBackoff(clock: Clock): HostBackoff {
	const asked = new Map<string, { until: number; status: number }>();
	/** When the last requests begin, in order. */
	const begins: number[] = [];
	/** For how long a request waits for its place in a second, in ms. */
	function takePlace(): number {
		const now = clock.now();
		const earliest = begins.length < MOST_A_SECOND ? now : Number(begins.shift()) + 1000;
		const begin = Math.max(now, earliest);
		begins.push(begin);
		return begin - now;
	}
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
			do {
				while (forMs(host) > 0 && !signal?.aborted) {
					if (askedBy(host).until > waitsUntil) return failure(host);
					await pause(forMs(host), signal, clock);
				}
				if (!signal?.aborted) await pause(takePlace(), signal, clock);
			} while (forMs(host) > 0 && !signal?.aborted);
			return signal?.aborted ? { what: 'silent', code: 'stopped', sent: 'no' } : undefined;
		},
	};
}
