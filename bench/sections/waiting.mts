import { about } from '../lengths.mts';
import { LATENCY_MS, OTHER_WAYS, waitAs } from '../ways/otherWays.mts';
import type { Plot, Series } from '../plot.mts';
import type { Part, Section } from '../report.mts';
import { median, number } from '../report.mts';
import { runVirtually } from '../virtual.mts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface Length {
	name: string;
	taskMs: number;
	/** A shape's name in test/support/shapes.mts. */
	kind: string;
	/** What a wait should come to, once the node has seen such tasks, or even for the first. */
	aim?: string;
	isPlotted?: boolean;
}

const speech = (seconds: number, more: Partial<Length> = {}): Length => ({
	name: `speech of ${seconds} s`,
	taskMs: seconds * SECOND,
	kind: 'speech',
	...more,
});
const dub = (hours: number, more: Partial<Length> = {}): Length => ({
	name: `dub of ${hours} h`,
	taskMs: hours * HOUR,
	kind: 'dub into one language',
	...more,
});

const LENGTHS: Length[] = [
	speech(1),
	speech(2, { aim: 'late ≤ 0.2, first ≤ 0.5', isPlotted: true }),
	speech(10),
	speech(60, { aim: '≤ 12 checks', isPlotted: true }),
	{ name: 'transcription of 10 min', taskMs: 10 * MINUTE, kind: 'transcription of a link' },
	dub(0.5),
	dub(2, { aim: '≤ 30 checks, late ≤ 60', isPlotted: true }),
	dub(3),
];

interface Wait {
	checks: number;
	lateMs: number;
}

/** Waits for the first task that an account ever had. */
async function firstWaits({ taskMs, kind }: Length, count: number): Promise<Wait[]> {
	const waits: Wait[] = [];
	for (const [seed, each] of about(taskMs, count, 1).entries()) {
		const { tasks } = await runVirtually({ tasksMs: [each], itemsAtOnce: 1, kind, seed });
		waits.push(tasks[0]);
	}
	return waits;
}

/** Waits for tasks that follow others of about the same length. */
async function laterWaits({ taskMs, kind }: Length, count: number): Promise<Wait[]> {
	const tasksMs = about(taskMs, 2 * count, 2);
	const { tasks } = await runVirtually({ tasksMs, itemsAtOnce: 1, kind });
	return tasks.slice(count);
}

async function waitsFor(length: Length, count: number): Promise<Array<[string, Wait[]]>> {
	const lengths = about(length.taskMs, count, 1);
	return [
		...OTHER_WAYS.map((way): [string, Wait[]] => [way.name, lengths.map((ms) => waitAs(way, ms))]),
		['these nodes, first task', await firstWaits(length, count)],
		['these nodes, later tasks', await laterWaits(length, count)],
	];
}

const checksOf = (waits: Wait[]) => median(waits.map(({ checks }) => checks));
const lateSeconds = (waits: Wait[]) => waits.map(({ lateMs }) => lateMs / SECOND);

/** Checks, then seconds late in the median and at most: "12 / 0.40 (0.90)". */
function cell(waits: Wait[]): string {
	const late = lateSeconds(waits);
	const digits = median(late) < 10 ? 2 : 0;
	return `${checksOf(waits)} / ${number(median(late), digits)} (${number(Math.max(...late), digits)})`;
}

function plotOf({ name, taskMs }: Length, ways: Array<[string, Wait[]]>): Plot {
	const series = ways.map(([way, waits]): Series => {
		// A logarithmic axis has no 0.
		const late = Math.max(0.1, (100 * median(lateSeconds(waits)) * SECOND) / taskMs);
		return { name: way, points: [[checksOf(waits), late]] };
	});
	const file = `waiting-${name.replaceAll(/[^a-z0-9]+/g, '-')}`;
	return {
		name: file,
		title: `Waiting for a ${name}`,
		x: 'checks',
		y: 'noticed late by, %',
		series,
	};
}

export async function run(quick: boolean): Promise<Section> {
	const count = quick ? 3 : 21;
	const columns: string[][] = [];
	const plots: Plot[] = [];
	let names: string[] = [];
	for (const length of LENGTHS) {
		const ways = await waitsFor(length, count);
		names = ways.map(([name]) => name);
		columns.push([...ways.map(([, waits]) => cell(waits)), length.aim ?? '']);
		if (length.isPlotted) plots.push(plotOf(length, ways));
	}
	const table = {
		head: ['Checks / late by s (at most)', ...LENGTHS.map(({ name }) => name)],
		rows: [...names, 'Aim'].map((name, row) => [name, ...columns.map((cells) => cells[row])]),
	};
	const text =
		'How often a task is asked for, and how many seconds after its end that is noticed. Few checks ' +
		'and little lateness exclude each other. Lengths differ by up to a tenth. The first task is the ' +
		'first that an account ever had; later ones follow others of about the same length. On a ' +
		`virtual clock, ${LATENCY_MS} ms from a request to its answer; medians of ${count} tasks. ` +
		'The plots show less than 0.1 % as 0.1 %.\n\n' +
		'The aim of 30 checks for a dub of 2 h holds for dubs of the same length (26, by ' +
		'`npx tsx bench/frontier.mts`). Where lengths differ it takes more: no end may be noticed ' +
		'later than the longest gap of the usual schedule, a minute, and the ends of dubs that differ ' +
		'by a tenth lie anywhere within 24 minutes. Longer gaps there were tried: they trade checks ' +
		'for just that minute.';
	const parts: Part[] = [{ text, table, plots }];
	return { title: 'Cost of waiting', parts };
}
