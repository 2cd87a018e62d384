import { bury, calm, liveThrough } from '../test/simulation/lives.mts';
import { busiestSecond } from './report.mts';
import { LATENCY_MS } from './ways/otherWays.mts';

export interface Virtual {
	/** How long each item's task takes, in ms. */
	tasksMs: number[];
	itemsAtOnce: number;
	/** A shape's name in test/support/shapes.mts; speech if not set. */
	kind?: string;
	/** How many tasks at once the plan of the account allows. */
	allowed?: number;
	/** Another one gives other jitter. */
	seed?: number;
}

/**
 * Runs a built node once, with the sandbox, on a clock that jumps from one thing to the next: hours
 * take moments, and the machine's speed does not count. All times in ms.
 */
export async function runVirtually({ tasksMs, kind = 'speech', seed = 0, ...more }: Virtual) {
	const items = tasksMs.map((taskMs) => ({ taskMs, badEndings: 0 }));
	const maxWaitMinutes = 24 * 60;
	const plan = { ...more, seed, kind, items, maxWaitMinutes, latencies: [LATENCY_MS] };
	const life = await liveThrough(calm(plan));
	const { outcome, world } = life;
	if (outcome.is !== 'items') throw new Error(`The run ended with ${outcome.is}`);
	const begunAt = world.seen[0].at;
	const polls = world.seen.filter(({ step }) => step === 'poll');
	const noticedAt = new Map(polls.map(({ about, at }) => [about, at + LATENCY_MS]));
	const tasks = world.account.tasks.map(({ taskId, endsAt, polls: checks }) => ({
		checks,
		lateMs: Math.max(0, (noticedAt.get(taskId) as number) - endsAt),
	}));
	bury(life);
	return {
		ms: life.endedAt - begunAt,
		/** In the order of the submits. */
		tasks,
		submits: world.seen.filter(({ step }) => step === 'submit').length,
		/** The most requests within a second. */
		busiestSecond: busiestSecond(world.seen.map(({ at }) => at)),
	};
}
