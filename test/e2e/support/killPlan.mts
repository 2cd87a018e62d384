import { randomFrom } from '../../support/random.mts';

/** One kill -9: when, whom, and how long it stays away. Seconds from the start of the plan. */
export interface Kill {
	atSeconds: number;
	victim: string;
	downSeconds: number;
}

export interface PlanSettings {
	seed: number;
	/** Who can be killed. With as many kills or more, each of them is. */
	victims: string[];
	count: number;
	/** The last kill comes before this. */
	seconds: number;
}

const DOWN_SECONDS = { from: 2, to: 10 };

/** Kills at random moments, in order: the same ones for the same seed. */
export function killPlan({ seed, victims, count, seconds }: PlanSettings): Kill[] {
	const random = randomFrom(seed);
	const between = (from: number, to: number) => Number((from + random() * (to - from)).toFixed(1));
	const moments = Array.from({ length: count }, () => between(0, seconds)).sort((a, b) => a - b);
	const order: string[] = [];
	while (order.length < count) order.push(...shuffled(victims, random));
	return moments.map((atSeconds, index) => ({
		atSeconds,
		victim: order[index],
		downSeconds: between(DOWN_SECONDS.from, DOWN_SECONDS.to),
	}));
}

function shuffled<T>(list: T[], random: () => number): T[] {
	const keyed = list.map((value) => ({ value, key: random() }));
	return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
}
