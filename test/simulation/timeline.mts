import { setImmediate as nextTurn } from 'node:timers/promises';

import { randomFrom } from '../support/random.mts';

/** Something that will happen. */
export interface Timer {
	at: number;
	cancel(): void;
}

interface Entry extends Timer {
	order: number;
	action(): void;
}

/** No run may last longer, in ms of its own time. */
const LONGEST_MS = 200 * 3_600_000;

/**
 * Time as a list of things to come. Nothing waits for real: when all that can be done now is done,
 * time jumps to the next thing. The same input gives the same order, always.
 */
export class Timeline {
	private time = Date.UTC(2026, 0, 1);
	private readonly start = this.time;
	private entries: Entry[] = [];
	private order = 0;
	/** A number from 0 up to 1, the same ones for the same seed. */
	readonly random: () => number;
	private busy = 0;

	constructor(seed: number) {
		this.random = randomFrom(seed);
	}

	now = () => this.time;

	/** Whole ms and at least one, as Node.js's timers. */
	sleep = async (ms: number) =>
		await new Promise<void>((resolve) => this.after(Math.max(1, Math.trunc(ms)), resolve));

	after(ms: number, action: () => void): Timer {
		const entry: Entry = {
			at: this.time + ms,
			order: this.order++,
			action,
			cancel: () => {
				this.entries = this.entries.filter((other) => other !== entry);
			},
		};
		let place = this.entries.length;
		while (place > 0 && this.entries[place - 1].at > entry.at) place--;
		this.entries.splice(place, 0, entry);
		return entry;
	}

	/** Does work that this list knows nothing of, such as the sandbox's: time stands still for it. */
	async outside<T>(work: () => Promise<T>): Promise<T> {
		this.busy++;
		try {
			return await work();
		} finally {
			this.busy--;
		}
	}

	/** How many things are still to come. */
	get pending(): number {
		return this.entries.length;
	}

	/** Lets time pass until the work is over. Throws when nothing is left that could end it. */
	async runUntilOver<T>(work: Promise<T>): Promise<T> {
		let isOver = false;
		const over = () => {
			isOver = true;
		};
		work.then(over, over);
		for (;;) {
			await this.settle();
			if (isOver) return await work;
			if (!this.step()) throw new Error('The run never ends: nothing is left to happen');
			if (this.time - this.start > LONGEST_MS) throw new Error('The run never ends');
		}
	}

	/** Lets so many ms pass. */
	async run(ms: number): Promise<void> {
		await this.runUntilOver(this.sleep(ms));
	}

	private step(): boolean {
		const entry = this.entries.shift();
		if (!entry) return false;
		this.time = Math.max(this.time, entry.at);
		entry.action();
		return true;
	}

	/** Promises and streams have gone as far as they can. */
	private async settle(): Promise<void> {
		do await nextTurn();
		while (this.busy > 0);
	}
}
