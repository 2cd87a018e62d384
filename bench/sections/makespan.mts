import type { Aim } from '../aims.mts';
import { apart } from '../apart.mts';
import { LENGTHS, idealMs } from '../lengths.mts';
import { EVERY_3_S, LATENCY_MS, waitAs } from '../ways/otherWays.mts';
import type { Plot, Series } from '../plot.mts';
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

/** Runs of as many tasks, in ms, with so many at once. */
interface Runs {
	atOnce: number;
	tookMs: number[];
	idealMs: number[];
	busiestSecond: number[];
}

async function runsOf(sets: number[][], atOnce: number): Promise<Runs> {
	const results = await repeat(
		sets.length,
		async (seed) => await runVirtually({ tasksMs: sets[seed], itemsAtOnce: atOnce, seed }),
	);
	return {
		atOnce,
		tookMs: results.map(({ ms }) => ms),
		idealMs: sets.map((tasksMs) => idealMs(tasksMs, atOnce)),
		busiestSecond: results.map(({ busiestSecond }) => busiestSecond),
	};
}

const secondsOf = (ms: number[]) => median(ms) / 1000;

function rowOf(name: string, loopsMs: number[], runs: Runs[]): string[] {
	const shown = runs.filter(({ atOnce }) => SHOWN_IN_SECONDS.includes(atOnce));
	return [
		name,
		number(secondsOf(loopsMs), 0),
		...shown.map(({ tookMs }) => number(secondsOf(tookMs), 0)),
		...runs.map((each) => spread(each.tookMs.map((ms, set) => ms / each.idealMs[set]))),
		...runs.slice(-1).map(({ busiestSecond }) => spread(busiestSecond, 0)),
	];
}

function plotOf(loopsMs: number[], runs: Runs[]): Plot {
	const line = (name: string, msOf: (each: Runs) => number[]): Series => ({
		name,
		points: runs.map((each) => [each.atOnce, secondsOf(msOf(each))]),
		isLine: true,
	});
	return {
		name: 'makespan',
		title: `${PLOTTED.count} ${PLOTTED.name} tasks`,
		x: 'tasks at once',
		y: 'seconds for all',
		series: [
			line('usual loop', () => loopsMs),
			line('these nodes', ({ tookMs }) => tookMs),
			line('ideal', (each) => each.idealMs),
		],
	};
}

interface Virtually {
	part: Part;
	aims: Aim[];
	inShort: string;
}

async function virtually(counts: number[], times: number): Promise<Virtually> {
	let inShort = '';
	let busiest = 0;
	const rows: string[][] = [];
	const plots: Plot[] = [];
	for (const [name, make] of Object.entries(LENGTHS)) {
		for (const count of counts) {
			const length = count < 1000 ? times : Math.min(times, 2);
			const sets = Array.from({ length }, (_, seed) => make(count, seed + 1));
			const loopsMs = sets.map(usualLoopMs);
			const runs: Runs[] = [];
			for (const atOnce of AT_ONCE) runs.push(await runsOf(sets, atOnce));
			rows.push(rowOf(`${number(count, 0)} × ${name}`, loopsMs, runs));
			busiest = Math.max(busiest, ...runs.flatMap(({ busiestSecond }) => busiestSecond));
			if (name === PLOTTED.name && count === PLOTTED.count) {
				plots.push(plotOf(loopsMs, runs));
				inShort = shortOf(loopsMs, runs);
			}
		}
	}
	const head = [
		'Tasks',
		'Usual loop, s',
		...SHOWN_IN_SECONDS.map((atOnce) => `${atOnce} at once, s`),
		...AT_ONCE.map((atOnce) => `${atOnce} at once, × ideal`),
		`${AT_ONCE.at(-1)} at once, requests in the busiest second`,
	];
	const text =
		'How long a run takes, in seconds and as a multiple of the ideal. On a virtual clock, ' +
		`${LATENCY_MS} ms from a request to its answer; tasks of 10 s in the mean; sets of lengths: ` +
		`${times}, of 1,000 tasks 2. The nodes begin no more than 50 requests a second, which is what ` +
		'the runs of 50 at once take longer for: when 50 tasks end together, their checks, results and ' +
		'successors are 150 requests.';
	const aim = {
		what: 'Requests in the busiest second, 50 at once',
		atMost: 50,
		measured: busiest,
		digits: 0,
	};
	return { part: { text, table: { head, rows }, plots }, aims: [aim], inShort };
}

function shortOf(loopsMs: number[], runs: Runs[]): string {
	const times = runs
		.filter(({ atOnce }) => SHOWN_IN_SECONDS.includes(atOnce))
		.map(({ atOnce, tookMs }) => `${number(secondsOf(tookMs), 0)} s at ${atOnce} at once`);
	return (
		`**Time**: ${PLOTTED.count} tasks of 10 s in the mean take ${times.join(' and ')}. ` +
		`The usual loop takes ${number(secondsOf(loopsMs), 0)} s.`
	);
}

/** Times of runs of so many tasks, all at once: the first of an account, and its next, in s. */
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

async function really(counts: number[], times: number): Promise<{ part: Part; aims: Aim[] }> {
	const rows: string[][] = [];
	const aims: Aim[] = [];
	for (const count of counts) {
		const loop = usualLoopMs(Array<number>(count).fill(REAL_SECONDS * 1000)) / 1000;
		const { first, later } = await apart<Awaited<ReturnType<typeof inRealTime>>>(
			import.meta.url,
			'inRealTime',
			count,
			times,
		);
		const row = (name: string, seconds: number[]) => [
			`${count} tasks, ${name}`,
			spread(seconds),
			spread(seconds.map((each) => each / REAL_SECONDS)),
		];
		rows.push(
			row('usual loop (computed)', [loop]),
			row(`${count} at once, first run of an account`, first),
			row(`${count} at once, second run`, later),
		);
		const aim = (which: string, atMost: number, seconds: number[]) => ({
			what: `${count} tasks at once, ${which}, × ideal`,
			atMost,
			measured: median(seconds) / REAL_SECONDS,
		});
		aims.push(aim('first run of an account', 1.25, first), aim('second run', 1.1, later));
	}
	const part = {
		text: `The same in real time, in n8n's engine and against the sandbox: tasks of ${REAL_SECONDS} s, ${times} runs. The ideal is one task's ${REAL_SECONDS} s.`,
		table: { head: ['', 'Seconds', '× ideal'], rows },
	};
	return { part, aims };
}

export async function run(quick: boolean): Promise<Section> {
	const counts = quick ? [10, 100] : [1, 10, 100, 1000];
	const onVirtualClock = await virtually(counts, quick ? 1 : 5);
	const inSeconds = await really(quick ? [10] : [10, 20], quick ? 1 : 5);
	return {
		title: 'Time for all items',
		inShort: onVirtualClock.inShort,
		aims: [...inSeconds.aims, ...onVirtualClock.aims],
		parts: [onVirtualClock.part, inSeconds.part],
	};
}
