import { expectAllRules } from '../simulation/rules.mts';
import type { Life } from '../simulation/lives.mts';
import { bury, closeWorlds, lifePlans, liveThrough } from '../simulation/lives.mts';
import { holds } from '../support/property.mts';

afterAll(closeWorlds);

/** What the lives were like, to see that the runs go everywhere. */
const tally: Record<string, number> = {};

function count({ outcome, world, plan }: Life) {
	const submits = world.seen.filter(({ paid }) => paid);
	const add = (what: string, number = 1) => {
		tally[what] = (tally[what] ?? 0) + number;
	};
	add(plan.kind);
	add(`run as ${plan.habits.runAs}`);
	add('in a loop', plan.habits.runAs === 'node' && plan.habits.rounds > 1 ? 1 : 0);
	add('held back by the plan', plan.allowed ? 1 : 0);
	add(outcome.is);
	add('requests', world.seen.length);
	add('paid', submits.length);
	add('answer lost', submits.filter(({ told }) => !told).length);
	add('again in another try', world.attempt > 1 ? 1 : 0);
	add('again by a person', Number(world.execution) > 1 ? 1 : 0);
}

test('whatever happens, nothing that was paid for is lost or paid twice', async () => {
	await holds('the lives', lifePlans, async (plan) => {
		const life = await liveThrough(plan);
		await expectAllRules(life);
		count(life);
		bury(life);
	});
	process.stderr.write(`the lives went through ${JSON.stringify(tally)}\n`);
	for (const number of Object.values(tally)) expect(number).toBeGreaterThan(0);
}, 3_600_000);
