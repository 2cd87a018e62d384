import { setImmediate as nextTurn } from 'node:timers/promises';

/** A clock that stands still until the test moves it. */
export function handClock(start = 1_000_000) {
	let time = start;
	let sleepers: Array<{ until: number; wake(): void }> = [];
	return {
		now: () => time,
		date: () => time,
		sleep: async (ms: number) =>
			await new Promise<void>((wake) => sleepers.push({ until: time + ms, wake })),
		random: () => 0,
		/** How many wait for it to move on. */
		get waiting() {
			return sleepers.length;
		},
		/** Lets so many ms pass; everybody who sleeps wakes up in time. */
		async pass(ms: number) {
			const end = time + ms;
			for (;;) {
				await nextTurn();
				const next = Math.min(...sleepers.map(({ until }) => until));
				if (!(next <= end)) break;
				time = next;
				const woken = sleepers.filter(({ until }) => until <= time);
				sleepers = sleepers.filter(({ until }) => until > time);
				for (const { wake } of woken) wake();
			}
			time = end;
			await nextTurn();
		},
	};
}
