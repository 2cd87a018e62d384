import { sleep } from 'n8n-workflow';

/** How long a wait runs before it looks whether the execution was stopped, in ms. */
const SLICE_MS = 200;

/** The time that everything in this package goes by. Tests pass a faster one. */
export interface Clock {
	/** Ms since some moment. Never goes back, whatever becomes of the system's clock: for waits. */
	now(): number;
	/** Ms since 1970, by the system's clock, which may be set: for what people and servers read. */
	date(): number;
	/** Waits `ms` milliseconds. */
	sleep(ms: number): Promise<void>;
	/** A number from 0 up to 1. */
	random(): number;
}

export const systemClock: Clock = {
	now: () => performance.now(),
	date: () => Date.now(),
	sleep: async (ms) => await sleep(ms),
	random: () => Math.random(),
};

/**
 * Waits `ms` milliseconds, or until `signal` is aborted, whichever comes first.
 *
 * It waits in slices because `sleep` can't be interrupted before n8n 2.34: this way Stop leaves
 * no timer behind on any version, and there is no listener to forget.
 */
export async function pause(
	ms: number,
	signal: Pick<AbortSignal, 'aborted'> | undefined,
	clock: Clock,
) {
	const until = clock.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = until - clock.now()) {
		await clock.sleep(Math.min(left, SLICE_MS));
	}
}

/** How long ago a moment of the system's clock is, in ms; 0 for one that is yet to come. */
export function ageOf(date: number, clock: Clock): number {
	return Math.max(0, clock.date() - date);
}
