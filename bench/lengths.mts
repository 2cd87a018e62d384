import { Timeline } from '../test/simulation/timeline.mts';

/** Lengths of tasks, in ms: 10 s in the mean, the same ones for the same seed. */
export const LENGTHS: Record<string, (count: number, seed: number) => number[]> = {
	'all 10 s': (count) => Array<number>(count).fill(10_000),
	'2 to 18 s': (count, seed) => some(count, seed, (random) => 2000 + 16_000 * random()),
	// Half of them under 5 s, one in a hundred over 80 s.
	'heavy-tailed': (count, seed) =>
		some(count, seed, (random) => 4870 * Math.exp(1.2 * normal(random))),
};

/** About so long each, in ms: up to a tenth less or more. */
export function about(taskMs: number, count: number, seed: number): number[] {
	return some(count, seed, (random) => taskMs * (0.9 + 0.2 * random()));
}

function some(count: number, seed: number, make: (random: () => number) => number): number[] {
	const { random } = new Timeline(seed);
	return Array.from({ length: count }, () => make(random));
}

/** Box and Muller's way to a normal distribution. */
function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** How long they take when each begins as soon as one of `atOnce` places is free, in ms. */
export function idealMs(tasksMs: number[], atOnce: number): number {
	const freeAt = Array<number>(atOnce).fill(0);
	for (const taskMs of tasksMs) freeAt[freeAt.indexOf(Math.min(...freeAt))] += taskMs;
	return Math.max(...freeAt);
}
