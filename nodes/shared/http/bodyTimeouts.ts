import type { Clock } from '../core/clock';
import { pause } from '../core/clock';
import type { Readable } from './body';
import type { FirstBytes } from './firstBytes';
import { openFirstBytes } from './firstBytes';
import { copyOf } from './n8nRequests';

/** How long a body may keep quiet between two chunks, and take in all, in ms. */
interface BodyLimits {
	stallMs: number;
	totalMs: number;
}

export interface TimedBody extends Pick<FirstBytes, 'peek'> {
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
	const first = openFirstBytes();
	let quietSince = begun;
	let isAwaited = true;
	let isBroken = false;
	let isOver = false;

	const copy = copyOf(body, {
		onChunk(chunk, isWanted) {
			quietSince = clock.now();
			isAwaited = isWanted;
			first.add(chunk);
		},
		onWanted() {
			if (!isAwaited) quietSince = clock.now();
			isAwaited = true;
		},
		onEnd() {
			isOver = true;
			first.end();
		},
		onBreak(error) {
			isBroken = true;
			isOver = true;
			first.fail(error);
		},
		onDestroy() {
			isOver = true;
		},
	});

	const unwatched = {
		get aborted() {
			return isOver || signal?.aborted === true;
		},
	};
	async function watch() {
		while (!unwatched.aborted) {
			const now = clock.now();
			const stalled = isAwaited && now - quietSince >= limits.stallMs;
			if (stalled || now - begun >= limits.totalMs) {
				breakOff();
				return;
			}
			await pause(limits.stallMs / 4, unwatched, clock);
		}
	}
	void watch();

	return { body: copy, peek: first.peek, broke: () => isBroken };
}
