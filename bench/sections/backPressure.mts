import { idealMs } from '../lengths.mts';
import { EVERY_3_S, LATENCY_MS, waitAs } from '../ways/otherWays.mts';
import type { Section } from '../report.mts';
import { median, repeat, spread } from '../report.mts';
import { runVirtually } from '../virtual.mts';

const ALLOWED = 3;
const TASK_MS = 5000;

export async function run(quick: boolean): Promise<Section> {
	const count = quick ? 30 : 100;
	const times = quick ? 1 : 5;
	const tasksMs = Array<number>(count).fill(TASK_MS);
	const ideal = idealMs(tasksMs, ALLOWED);
	const usual = count * (waitAs(EVERY_3_S, TASK_MS).ms + 2 * LATENCY_MS);
	const rows = [['usual loop, one at once', spread([usual / ideal]), '0', '']];
	const ratios: number[][] = [];
	for (const itemsAtOnce of [3, 5, 20, 50]) {
		const runs = await repeat(
			times,
			async (seed) => await runVirtually({ tasksMs, itemsAtOnce, allowed: ALLOWED, seed }),
		);
		ratios.push(runs.map(({ ms }) => ms / ideal));
		rows.push([
			`these nodes, ${itemsAtOnce} at once`,
			spread(ratios.at(-1) as number[]),
			spread(
				runs.map(({ submits }) => submits - count),
				0,
			),
			spread(
				runs.map(({ busiestSecond }) => busiestSecond),
				0,
			),
		]);
	}
	return {
		title: 'A plan that allows three tasks at once',
		inShort:
			`**A plan that allows ${ALLOWED} tasks**: ${count} tasks take ` +
			`${median(ratios.flat()).toFixed(2)} of the ideal, however many are let go at once.`,
		parts: [
			{
				text:
					`${count} tasks of ${TASK_MS / 1000} s for an account whose plan allows ${ALLOWED} at once and ` +
					'answers 429 to more, without saying when to come back. The ideal keeps three under way all ' +
					'the time. On a virtual clock.',
				table: {
					head: ['', '× ideal', 'Answered 429', 'Requests in the busiest second'],
					rows,
				},
			},
		],
	};
}
