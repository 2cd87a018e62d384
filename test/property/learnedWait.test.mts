import type { LifePlan } from '../simulation/lives.mts';
import { bury, calm, closeWorlds, liveThrough } from '../simulation/lives.mts';

afterAll(closeWorlds);

const MINUTE = 60_000;
/** A minute takes 22 checks when nothing is known of it. */
const UNKNOWN = 20;
const KNOWN = 12;

/** How often the task of each item was checked, one item after the other; undefined if it failed. */
async function checksOf(items: LifePlan['items'], rounds = 1) {
	const habits = { rounds, onError: 'continueRegularOutput' } as const;
	const life = await liveThrough(calm({ items, itemsAtOnce: 1, habits }));
	const checks = life.rounds.map((round) =>
		round.is === 'items' ? round.items.map(({ json }) => json.checks as number | undefined) : [],
	);
	bury(life);
	return checks;
}

test('a task like those before takes half the checks, also the next time that the node runs', async () => {
	const item = { taskMs: MINUTE, badEndings: 0 };
	const [[first, ...others], next] = await checksOf([item, item, item, item], 2);
	expect(first).toBeGreaterThanOrEqual(UNKNOWN);
	for (const checks of [...others, ...next]) expect(checks).toBeLessThanOrEqual(KNOWN);
});

test('tasks that end badly say nothing of how long others take', async () => {
	const bad = { taskMs: MINUTE, badEndings: 1 };
	const [checks] = await checksOf([bad, bad, bad, { taskMs: MINUTE, badEndings: 0 }]);
	expect(checks.slice(0, 3)).toEqual([undefined, undefined, undefined]);
	expect(checks[3]).toBeGreaterThanOrEqual(UNKNOWN);
});

test('of 20 tasks at once none is noticed late, once a few of them were noticed in time', async () => {
	const items = Array.from({ length: 20 }, () => ({ taskMs: 2150, badEndings: 0 }));
	const life = await liveThrough(calm({ items, itemsAtOnce: 20, habits: { rounds: 5 } }));
	const waited = life.rounds.map((round) =>
		round.is === 'items' ? round.items.map(({ json }) => json.waitedSeconds as number) : [],
	);
	bury(life);
	// What is not known is looked for after one, two and three seconds, with jitter.
	expect(Math.max(...waited[0])).toBeGreaterThan(3);
	expect(Math.max(...waited[4])).toBeLessThanOrEqual(1.1 * 2.15);
});
