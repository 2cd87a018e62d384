import type { Clock } from '../core/clock';
import { pause } from '../core/clock';

/**
 * The tasks of one run that CAMB.AI works on. A plan allows only so many at once and refuses the
 * others (HTTP 429): while tasks are under way, a place will become free.
 */
export interface Places {
	readonly underWay: number;
	/** The tries that are all that is under way; undefined if there is more. */
	readonly triesAlone: Try[] | undefined;
	/** A task is under way from now on. */
	take(): void;
	/** It has ended: the one that waits longest may try. */
	free(): void;
	/** A direct call is sent. It is worked on until its reply is read, and so is under way unless it is refused. */
	begin(): Try;
	/** Its reply is here: it is under way. */
	answered(one: Try): void;
	/** It was not taken after all, so that no place has become free. */
	refused(one: Try): void;
	/** Waits until a place becomes free, but no longer than so many ms. */
	wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** A direct call that is not answered yet. */
export interface Try {
	wasRefused: boolean;
}

export function openPlaces(clock: Clock): Places {
	let underWay = 0;
	const tries = new Set<Try>();
	const waiting: AbortController[] = [];
	return {
		get underWay() {
			return underWay;
		},
		get triesAlone() {
			return underWay === tries.size ? [...tries] : undefined;
		},
		take() {
			underWay++;
		},
		free() {
			underWay--;
			waiting.shift()?.abort();
		},
		begin() {
			const one = { wasRefused: false };
			tries.add(one);
			underWay++;
			return one;
		},
		answered: (one) => void tries.delete(one),
		refused(one) {
			one.wasRefused = true;
			tries.delete(one);
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
