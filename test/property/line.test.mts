import { expectAllRules } from '../simulation/rules.mts';
import type { SpeechLife } from '../simulation/speech.mts';
import { bury, closeWorlds, liveThrough, speechPlans } from '../simulation/speech.mts';
import { holds } from '../support/property.mts';

afterAll(closeWorlds);

/** What the lives were like, to see that the runs go everywhere. */
const tally: Record<string, number> = {};

function count({ outcome, world }: SpeechLife) {
	const submits = world.seen.filter(({ taskId }) => taskId);
	const add = (what: string, number = 1) => {
		tally[what] = (tally[what] ?? 0) + number;
	};
	add(outcome.is);
	add('requests', world.seen.length);
	add('accepted', submits.length);
	add('answer lost', submits.filter(({ told }) => !told).length);
	add('again in another try', world.attempt > 1 ? 1 : 0);
	add('again by a person', Number(world.execution) > 1 ? 1 : 0);
}

test('whatever happens, nothing that was paid for is lost or paid twice', async () => {
	await holds('the line', speechPlans, async (plan) => {
		const life = await liveThrough(plan);
		await expectAllRules(life);
		count(life);
		bury(life);
	});
	process.stderr.write(`the line went through ${JSON.stringify(tally)}\n`);
	for (const number of Object.values(tally)) expect(number).toBeGreaterThan(0);
}, 3_600_000);
