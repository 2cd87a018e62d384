import type { Clock } from '../core/clock';
import { pause } from '../core/clock';

/**
 * The tasks of one run that CAMB.AI works on. A plan allows only so many at once and refuses the
 * others (HTTP 429): while tasks are under way, a place will become free.
 */
export interface Places {
	readonly underWay: number;
	/** A task is under way from now on. */
	take(): void;
	/** It has ended: the one that waits longest may try. */
	free(): void;
	/** It was not taken after all, so that no place has become free. */
	giveBack(): void;
	/** Waits until a place becomes free, but no longer than so many ms. */
	wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function openPlaces(clock: Clock): Places {
	let underWay = 0;
	const waiting: AbortController[] = [];
	return {
		get underWay() {
			return underWay;
		},
		take() {
			underWay++;
		},
		free() {
			underWay--;
			waiting.shift()?.abort();
		},
		giveBack() {
			underWay--;
		},
		async wait(ms, signal) {
			const turn = new AbortController();
			waiting.push(turn);
			await pause(ms, AbortSignal.any([signal, turn.signal]), clock);
			const place = waiting.indexOf(turn);
			if (place >= 0) waiting.splice(place, 1);
		},
	};
}
