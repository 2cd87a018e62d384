import { virtualClock } from '../support/virtualClock.mts';
import { pause, systemClock } from '../../nodes/shared/core/clock';

/** As it is before a test lets time run faster. */
const system = { ...systemClock };

test('waits go by a clock that nobody can set', async () => {
	// The time since this process began, not the time of day.
	const begun = performance.now();
	expect(system.now()).toBeGreaterThanOrEqual(begun);
	await system.sleep(20);
	// Node.js's timers may be early by a part of a ms.
	expect(system.now() - begun).toBeGreaterThanOrEqual(19);
	expect(system.now()).toBeLessThanOrEqual(performance.now());
});

test('what people read is the time of day', () => {
	const begun = Date.now();
	expect(system.date()).toBeGreaterThanOrEqual(begun);
	expect(system.date()).toBeLessThanOrEqual(Date.now());
});

test('chance is a number from 0 up to 1', () => {
	expect(system.random()).toBeGreaterThanOrEqual(0);
	expect(system.random()).toBeLessThan(1);
});

test.each([
	[0, []],
	[-5, []],
	[150, [150]],
	[200, [200]],
	[450, [200, 200, 50]],
])('a pause of %i ms looks up every 200 ms', async (ms, slept) => {
	const clock = virtualClock();
	await pause(ms, undefined, clock);
	expect(clock.slept).toEqual(slept);
	expect(clock.now()).toBe(1_000_000 + Math.max(0, ms));
});

test('a pause does not begin after Stop', async () => {
	const clock = virtualClock();
	await pause(450, AbortSignal.abort(), clock);
	expect(clock.slept).toEqual([]);
});

test('a pause ends with the slice in which Stop comes', async () => {
	const clock = virtualClock();
	const sign = {
		get aborted() {
			return clock.now() > 1_000_200;
		},
	} as AbortSignal;
	await pause(10_000, sign, clock);
	expect(clock.slept).toEqual([200, 200]);
});

test('sleep that lasts longer than asked is counted', async () => {
	const clock = virtualClock();
	const slow = { ...clock, sleep: async (ms: number) => await clock.sleep(ms + 100) };
	await pause(450, undefined, slow);
	expect(clock.slept).toEqual([300, 250]);
});
