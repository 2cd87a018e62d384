import { handClock } from '../support/handClock.mts';

import { openPlaces } from '../../nodes/shared/tasks/places';

function waiters() {
	const clock = handClock();
	const places = openPlaces(clock);
	const over: string[] = [];
	const wait = (name: string, ms: number, signal = new AbortController().signal) =>
		void places.wait(ms, signal).then(() => over.push(name));
	return { clock, places, over, wait };
}

test('counts the tasks under way', () => {
	const { places } = waiters();
	places.take();
	places.take();
	places.free();
	expect(places.underWay).toBe(1);
});

test('a place that becomes free is for the one that waits longest, and for no other', async () => {
	const { clock, places, over, wait } = waiters();
	wait('first', 60_000);
	wait('second', 60_000);
	await clock.pass(1000);
	expect(over).toEqual([]);
	places.free();
	await clock.pass(200);
	expect(over).toEqual(['first']);
	places.free();
	await clock.pass(200);
	expect(over).toEqual(['first', 'second']);
});

test('a try that was refused has made no place free', async () => {
	const { clock, places, over, wait } = waiters();
	places.take();
	const one = places.begin();
	wait('first', 60_000);
	expect([places.underWay, places.triesAlone]).toEqual([2, undefined]);
	places.refused(one);
	await clock.pass(200);
	expect([places.underWay, one.wasRefused, over]).toEqual([1, true, []]);
});

test('knows whether tries are all that is under way', () => {
	const { places } = waiters();
	const one = places.begin();
	expect([places.underWay, places.triesAlone]).toEqual([1, [one]]);
	places.answered(one);
	expect([places.underWay, places.triesAlone]).toEqual([1, undefined]);
	places.free();
	expect([places.underWay, places.triesAlone]).toEqual([0, []]);
});

test('without one the wait ends by itself, and is forgotten', async () => {
	const { clock, places, over, wait } = waiters();
	wait('first', 1000);
	wait('second', 60_000);
	await clock.pass(1200);
	expect(over).toEqual(['first']);
	places.free();
	await clock.pass(200);
	expect(over).toEqual(['first', 'second']);
});

test('a wait whose item has ended is over at once', async () => {
	const { clock, over, wait } = waiters();
	const stop = new AbortController();
	wait('first', 60_000, stop.signal);
	stop.abort();
	await clock.pass(200);
	expect(over).toEqual(['first']);
	expect(clock.waiting).toBe(0);
});
