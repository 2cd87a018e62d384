import { apart } from '../apart.mts';
import { LENGTHS, idealMs } from '../lengths.mts';
import { EVERY_3_S, LATENCY_MS, waitAs } from '../ways/otherWays.mts';
import type { Part, Section } from '../report.mts';
import { median, number, repeat, spread } from '../report.mts';
import { setUp, speaks, texts } from '../rig.mts';
import { runVirtually } from '../virtual.mts';

const AT_ONCE = [1, 5, 20, 50];
/** 5 is the nodes' own choice. */
const SHOWN_IN_SECONDS = [5, 50];
const PLOTTED = { name: 'heavy-tailed', count: 100 };
const REAL_SECONDS = 2;

/** Submit, checks and fetch of one item after the other, in ms. */
function usualLoopMs(tasksMs: number[]): number {
	return tasksMs.reduce((sum, taskMs) => sum + waitAs(EVERY_3_S, taskMs).ms + 2 * LATENCY_MS, 0);
}

type Points = Array<[number, number]>;

async function virtually(counts: number[], times: number): Promise<Part> {
	const rows: string[][] = [];
	const points = { loop: [] as Points, ours: [] as Points, ideal: [] as Points };
	for (const [name, make] of Object.entries(LENGTHS)) {
		for (const count of counts) {
			const runs = Array.from({ length: count < 1000 ? times : Math.min(times, 2) }, (_, seed) =>
				make(count, seed + 1),
			);
			const loops = runs.map(usualLoopMs);
			const ratios: string[] = [];
			let busiest: number[] = [];
			const seconds = new Map<number, string>();
			for (const itemsAtOnce of AT_ONCE) {
				const results = await repeat(
					runs.length,
					async (seed) => await runVirtually({ tasksMs: runs[seed], itemsAtOnce, seed }),
				);
				const took = results.map(({ ms }) => ms);
				busiest = results.map(({ busiestSecond }) => busiestSecond);
				const ideals = runs.map((tasksMs) => idealMs(tasksMs, itemsAtOnce));
				ratios.push(spread(took.map((ms, time) => ms / ideals[time])));
				seconds.set(itemsAtOnce, number(median(took) / 1000, 0));
				if (name !== PLOTTED.name || count !== PLOTTED.count) continue;
				points.loop.push([itemsAtOnce, median(loops) / 1000]);
				points.ours.push([itemsAtOnce, median(took) / 1000]);
				points.ideal.push([itemsAtOnce, median(ideals) / 1000]);
			}
			rows.push([
				`${number(count, 0)} × ${name}`,
				number(median(loops) / 1000, 0),
				...SHOWN_IN_SECONDS.map((atOnce) => seconds.get(atOnce) as string),
				...ratios,
				spread(busiest, 0),
			]);
		}
	}
	return {
		text:
			'How long a run takes, in seconds and as a multiple of the ideal: that every task begins as ' +
			'soon as a place is free, and is noticed the moment it ends. The usual loop does one task ' +
			'after another and checks every 3 s. On a virtual clock, ' +
			`${LATENCY_MS} ms from a request to its answer; tasks of 10 s in the mean; ${times} sets of lengths, 2 of 1,000. The aim is no more than 50 requests a second.`,
		table: {
			head: [
				'Tasks',
				'Usual loop, s',
				...SHOWN_IN_SECONDS.map((atOnce) => `${atOnce} at once, s`),
				...AT_ONCE.map((atOnce) => `${atOnce} at once, × ideal`),
				`${AT_ONCE.at(-1)} at once, requests in the busiest second`,
			],
			rows,
		},
		plots: [
			{
				name: 'makespan',
				title: `${PLOTTED.count} ${PLOTTED.name} tasks`,
				x: 'tasks at once',
				y: 'seconds for all',
				series: [
					{ name: 'usual loop', points: points.loop, isLine: true },
					{ name: 'these nodes', points: points.ours, isLine: true },
					{ name: 'ideal', points: points.ideal, isLine: true },
				],
			},
		],
	};
}

/** Times of runs of so many tasks, all at once: the first of an account, and one after three others, in s. */
export async function inRealTime(count: number, times: number) {
	const rig = await setUp();
	const first: number[] = [];
	const later: number[] = [];
	for (let time = 0; time <= times; time++) {
		const { key } = await rig.newAccount({ taskSeconds: REAL_SECONDS });
		for (const seconds of [first, later]) {
			const begun = performance.now();
			await rig.runNode(key, 'cambTextToSpeech', speaks(count), texts(count));
			seconds.push((performance.now() - begun) / 1000);
		}
	}
	await rig.tearDown();
	// The very first run loads code that every later one uses.
	return { first: first.slice(1), later: later.slice(1) };
}

async function really(counts: number[], times: number): Promise<Part> {
	const rows: string[][] = [];
	for (const count of counts) {
		const loop = usualLoopMs(Array<number>(count).fill(REAL_SECONDS * 1000)) / 1000;
		const { first, later } = await apart<Awaited<ReturnType<typeof inRealTime>>>(
			import.meta.url,
			'inRealTime',
			count,
			times,
		);
		const row = (name: string, seconds: number[], aim: string) => [
			`${count} tasks, ${name}`,
			spread(seconds),
			spread(seconds.map((each) => each / REAL_SECONDS)),
			aim,
		];
		rows.push(
			row('usual loop (computed)', [loop], ''),
			row(`${count} at once, first run of an account`, first, '1.25'),
			row(`${count} at once, second run`, later, '1.10'),
		);
	}
	return {
		text: `The same in real time, in n8n's engine and against the sandbox: tasks of ${REAL_SECONDS} s, ${times} runs. The ideal is one task's ${REAL_SECONDS} s.`,
		table: { head: ['', 'Seconds', '× ideal', 'Aim, × ideal'], rows },
	};
}

export async function run(quick: boolean): Promise<Section> {
	const counts = quick ? [10, 100] : [1, 10, 100, 1000];
	return {
		title: 'Time for all items',
		parts: [
			await virtually(counts, quick ? 1 : 5),
			await really(quick ? [10] : [10, 20], quick ? 1 : 5),
		],
	};
}
