import type { Aim } from '../aims.mts';
import { about } from '../lengths.mts';
import { EVERY_3_S, LATENCY_MS, OTHER_WAYS, waitAs } from '../ways/otherWays.mts';
import type { Plot, Series } from '../plot.mts';
import type { Section, Table } from '../report.mts';
import { median, number } from '../report.mts';
import { runVirtually } from '../virtual.mts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const FIRST = 'these nodes, first task';
const LATER = 'these nodes, later tasks';

interface Length {
	name: string;
	taskMs: number;
	/** A shape's name in test/support/shapes.mts. */
	kind: string;
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
	speech(2, { isPlotted: true }),
	speech(10),
	speech(60, { isPlotted: true }),
	{ name: 'transcription of 10 min', taskMs: 10 * MINUTE, kind: 'transcription of a link' },
	dub(0.5),
	dub(2, { isPlotted: true }),
	dub(3),
];

interface Wait {
	checks: number;
	lateMs: number;
}

/** How many tasks are measured. */
interface Counts {
	accounts: number;
	/** Of each account. */
	each: number;
}

type Ways = Array<[string, Wait[]]>;

/** Waits for the first task that an account ever had. */
async function firstWaits({ taskMs, kind }: Length, count: number): Promise<Wait[]> {
	const waits: Wait[] = [];
	for (const [seed, each] of about(taskMs, count, 1).entries()) {
		const { tasks } = await runVirtually({ tasksMs: [each], itemsAtOnce: 1, kind, seed });
		waits.push(tasks[0]);
	}
	return waits;
}

/** Waits for tasks of several accounts that follow as many others of about the same length. */
async function laterWaits({ taskMs, kind }: Length, { accounts, each }: Counts) {
	const waits: Wait[] = [];
	for (let account = 0; account < accounts; account++) {
		const seed = account + 2;
		const tasksMs = about(taskMs, 2 * each, seed);
		const { tasks } = await runVirtually({ tasksMs, itemsAtOnce: 1, kind, seed });
		waits.push(...tasks.slice(each));
	}
	return waits;
}

async function waitsFor(length: Length, counts: Counts): Promise<Ways> {
	const count = counts.accounts * counts.each;
	const lengths = about(length.taskMs, count, 1);
	return [
		...OTHER_WAYS.map((way): [string, Wait[]] => [way.name, lengths.map((ms) => waitAs(way, ms))]),
		[FIRST, await firstWaits(length, count)],
		[LATER, await laterWaits(length, counts)],
	];
}

const checksOf = (waits: Wait[]) => median(waits.map(({ checks }) => checks));
const lateSeconds = (waits: Wait[]) => waits.map(({ lateMs }) => lateMs / SECOND);

/** Seconds late in the median and at most: "0.40 (0.90)". */
function lateCell(waits: Wait[]): string {
	const late = lateSeconds(waits);
	const digits = median(late) < 10 ? 2 : 0;
	return `${number(median(late), digits)} (${number(Math.max(...late), digits)})`;
}

function plotOf({ name, taskMs }: Length, ways: Ways): Plot {
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

function tableOf(head: string, all: Ways[], cell: (waits: Wait[]) => string): Table {
	const names = all[0].map(([name]) => name);
	return {
		head: [head, ...LENGTHS.map(({ name }) => name)],
		rows: names.map((name, row) => [name, ...all.map((ways) => cell(ways[row][1]))]),
	};
}

const EQUAL_DUBS =
	'Where all dubs take as long, 26 checks are enough (`npx tsx bench/frontier.mts`). Here lengths ' +
	'differ by a tenth, so that the ends lie anywhere within 24 minutes, and the gaps there are no ' +
	'longer than those of the usual schedule, a minute. Longer ones were tried: they trade checks for ' +
	'just that minute.';

function aimsOf(waitsOf: (length: string, way: string) => Wait[]): Aim[] {
	const late = (length: string, way: string) => median(lateSeconds(waitsOf(length, way)));
	return [
		{
			what: 'Speech of 2 s, first task, late',
			atMost: 0.5,
			measured: late('speech of 2 s', FIRST),
			unit: ' s',
		},
		{
			what: 'Speech of 2 s, later tasks, late',
			atMost: 0.2,
			measured: late('speech of 2 s', LATER),
			unit: ' s',
		},
		{
			what: 'Speech of 60 s, later tasks, checks',
			atMost: 12,
			measured: checksOf(waitsOf('speech of 60 s', LATER)),
			digits: 0,
		},
		{
			what: 'Dub of 2 h, later tasks, checks',
			atMost: 30,
			measured: checksOf(waitsOf('dub of 2 h', LATER)),
			digits: 0,
			whyNot: EQUAL_DUBS,
		},
		{
			what: 'Dub of 2 h, later tasks, late at most',
			atMost: 60,
			measured: Math.max(...lateSeconds(waitsOf('dub of 2 h', LATER))),
			digits: 0,
			unit: ' s',
		},
	];
}

export async function run(quick: boolean): Promise<Section> {
	const counts = quick ? { accounts: 1, each: 9 } : { accounts: 5, each: 21 };
	const all: Ways[] = [];
	for (const length of LENGTHS) all.push(await waitsFor(length, counts));
	const waitsOf = (length: string, way: string) => {
		const ways = new Map(all[LENGTHS.findIndex(({ name }) => name === length)]);
		return ways.get(way) as Wait[];
	};
	const said = (way: string) => {
		const waits = waitsOf('speech of 60 s', way);
		return `${number(median(lateSeconds(waits)), 1)} s late after ${checksOf(waits)} checks`;
	};
	const text =
		'How often a task is asked for, and how many seconds after its end that is noticed. Few checks ' +
		'and little lateness exclude each other. Lengths differ by up to a tenth. The first task is the ' +
		'first that an account ever had; later ones follow others of about the same length. On a ' +
		`virtual clock, ${LATENCY_MS} ms from a request to its answer; medians of ${counts.accounts * counts.each} tasks. A task ` +
		'that is shorter than all that the account had lately may be noticed later, within a fifth of its ' +
		'length: `npx tsx bench/frontier.mts` has such rare ones.';
	const plots = LENGTHS.flatMap((length, index) =>
		length.isPlotted ? [plotOf(length, all[index])] : [],
	);
	return {
		title: 'Cost of waiting',
		inShort:
			`**Waiting**: the end of a speech of 60 s is noticed ${said(LATER)}; ` +
			`checking every 3 s, ${said(EVERY_3_S.name)}.`,
		aims: aimsOf(waitsOf),
		parts: [
			{ text, table: tableOf('Checks', all, (waits) => String(checksOf(waits))) },
			{
				text: 'Noticed so many seconds late, and in brackets at most. The plots show less than 0.1 % as 0.1 %.',
				table: tableOf('Late by', all, lateCell),
				plots,
			},
		],
	};
}
