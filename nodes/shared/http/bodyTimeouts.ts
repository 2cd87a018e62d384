import type { Clock } from '../core/clock';
import { pause } from '../core/clock';
import type { Readable } from './body';
import { remake } from './n8nRequests';
import type { Peekable } from './peekable';
import { peekable } from './peekable';

/** How long a body may keep quiet between two chunks, and take in all, in ms. */
export interface BodyLimits {
	stallMs: number;
	totalMs: number;
}

export interface TimedBody extends Pick<Peekable, 'peek'> {
	body: Readable;
	/** Whether the body broke off, and not its reader. */
	broke(): boolean;
}

export interface Watch {
	limits: BodyLimits;
	/** Aborts the request. To destroy the body is not enough: n8n's goes on waiting. */
	breakOff(): void;
	clock: Clock;
	signal?: AbortSignal;
}

/**
 * The same bytes, with an end to every wait: a body that stalls or drips is broken off. n8n's
 * request helper watches only for the first byte (measured: a body that stops half way hangs).
 */
export function withTimeouts(
	body: Readable,
	{ limits, breakOff, clock, signal }: Watch,
): TimedBody {
	const begun = clock.now();
	let quietSince = begun;
	let isReading = true;
	const over = new AbortController();
	const unwatched = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
	let isWhole = false;
	let isGivenUp = false;

	async function* chunks(): AsyncGenerator<Buffer> {
		try {
			for await (const chunk of body as AsyncIterable<Buffer>) {
				isReading = false;
				yield chunk;
				isReading = true;
				quietSince = clock.now();
			}
			isWhole = true;
		} finally {
			over.abort();
		}
	}

	async function watch() {
		while (!unwatched.aborted) {
			const now = clock.now();
			const stalled = isReading && now - quietSince >= limits.stallMs;
			if (stalled || now - begun >= limits.totalMs) {
				breakOff();
				return;
			}
			await pause(limits.stallMs / 4, unwatched, clock);
		}
	}
	void watch();

	const { peek, all } = peekable(chunks());
	const same = remake(body, all(), () => {
		isGivenUp = !over.signal.aborted;
		over.abort();
	});
	return { body: same, peek, broke: () => over.signal.aborted && !isWhole && !isGivenUp };
}
