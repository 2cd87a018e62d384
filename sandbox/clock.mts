/**
 * A clock that can run faster than the real one.
 * Times are milliseconds since 1970 on this clock; it starts at the real time of its creation.
 */
export interface Clock {
	/** The time on this clock, in ms. */
	now(): number;
	/** From now on, let this clock run `speed` times as fast as the real one. */
	setSpeed(speed: number): void;
}

/** Makes a clock on top of `realNow` (ms). Changing the speed never makes it jump. */
export function createClock(realNow: () => number, speed = 1): Clock {
	let realBase = realNow();
	let ownBase = realBase;
	const now = () => ownBase + (realNow() - realBase) * speed;
	return {
		now,
		setSpeed(newSpeed) {
			ownBase = now();
			realBase = realNow();
			speed = newSpeed;
		},
	};
}
