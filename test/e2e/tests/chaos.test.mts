import { chaos, reasonsOf } from '../support/chaos.mts';
import { startCluster } from '../support/cluster.mts';
import { keepFigures } from '../support/figures.mts';
import { killPlan } from '../support/killPlan.mts';

const VICTIMS = ['main', 'worker 1', 'worker 2'];

test('a plan is the same for the same seed, kills everybody, and ends in time', () => {
	const of = (seed: number) => killPlan({ seed, victims: VICTIMS, count: 6, seconds: 60 });
	expect(of(1)).toEqual(of(1));
	expect(of(2)).not.toEqual(of(1));
	for (let seed = 0; seed < 100; seed++) {
		const moments = of(seed).map(({ atSeconds }) => atSeconds);
		expect(moments).toEqual([...moments].sort((a, b) => a - b));
		expect(moments.at(-1)).toBeLessThanOrEqual(60);
		expect(new Set(of(seed).map(({ victim }) => victim))).toEqual(new Set(VICTIMS));
	}
});

// The long form, with in-memory waiting beside it: npm run test:chaos
test(
	'executions that wait in the background finish by themselves when main and workers are killed',
	async () => {
		const cluster = await startCluster(process.env.N8N_TARBALL as string, 2);
		try {
			const settings = { way: 'background', seed: 4, executions: 10, taskSeconds: 50 } as const;
			const { fates, figures } = await chaos(cluster, { ...settings, kills: 3 });
			const reasons = reasonsOf(fates);
			keepFigures('chaos', { ...figures, reasons });
			expect(figures).toMatchObject({ twice: 0, lost: 0, withoutFile: 0, stillWaiting: 0 });
			// What is submitted, or goes on, at the very moment of a kill ends with its process.
			const unfinished = fates.filter(({ why }) => why !== undefined);
			expect(unfinished.length).toBeLessThanOrEqual(1);
			for (const { why } of unfinished) expect(why).toContain('in hand');
			expect(figures.finished + unfinished.length).toBe(settings.executions);
		} finally {
			await cluster.close();
		}
	},
	10 * 60_000,
);
