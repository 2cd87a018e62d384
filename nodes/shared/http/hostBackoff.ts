import type { Clock } from '../core/clock';
import { pause } from '../core/clock';
import type { RequestFailure } from './requestFailure';
import { timeouts } from './timeouts';

/** Which hosts asked not to be called for a while (Retry-After). */
export interface HostBackoff {
	/** For how long the host asked not to be called, in ms. */
	forMs(host: string): number;
	/** The host asked with this status not to be called for so long, in ms. */
	note(host: string, retryAfterMs: number, status: number): void;
	/** What a request that does not wait so long comes to. */
	failure(host: string): RequestFailure;
	/** Waits until the host may be called. Gives a failure when that is too long, or on Stop. */
	wait(host: string, signal: AbortSignal | undefined): Promise<RequestFailure | undefined>;
}

export function openHostBackoff(clock: Clock): HostBackoff {
	const asked = new Map<string, { until: number; status: number }>();
	const untilOf = (host: string) => asked.get(host)?.until ?? 0;
	const forMs = (host: string) => Math.max(0, untilOf(host) - clock.now());
	const failure = (host: string): RequestFailure => ({
		what: 'refused',
		status: asked.get(host)?.status ?? 429,
		body: undefined,
		retryAfterMs: forMs(host),
	});
	return {
		forMs,
		failure,
		note(host, retryAfterMs, status) {
			const until = clock.now() + retryAfterMs;
			if (until > untilOf(host)) asked.set(host, { until, status });
		},
		async wait(host, signal) {
			// Another request may be told to hold off while this one waits.
			while (forMs(host) > 0 && !signal?.aborted) {
				const retryAfterMs = forMs(host);
				if (isTooLong(retryAfterMs)) return failure(host);
				await pause(retryAfterMs, signal, clock);
			}
			return signal?.aborted ? { what: 'silent', code: 'stopped', sent: 'no' } : undefined;
		},
	};
}

/** Whether a request gives up rather than wait so long, in ms. */
export function isTooLong(retryAfterMs: number | undefined): boolean {
	return (retryAfterMs ?? 0) > timeouts.longestBackoffMs;
}
