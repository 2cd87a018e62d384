/** A clock that only moves when somebody sleeps: no test waits for real. */
export function virtualClock(start = 1_000_000) {
	let time = start;
	const slept: number[] = [];
	return {
		now: () => time,
		date: () => time,
		async sleep(ms: number) {
			slept.push(ms);
			time += ms;
		},
		random: () => 0,
		slept,
	};
}
