import { idealMs } from '../../bench/lengths.mts';
import { markdown, median, spread } from '../../bench/report.mts';
import { LATENCY_MS, OTHER_WAYS, waitAs } from '../../bench/ways/otherWays.mts';
import { BUDGET, overBudget } from '../../scripts/package/budget.mts';

/** What the figures of docs/benchmarks.md are made with. */

test.each([
	[[3], 3],
	[[9, 1, 5], 5],
	[[4, 1, 2, 3], 2],
])('the median of %j is %d, which was measured', (values, middle) => {
	expect(median(values)).toBe(middle);
});

test('a spread names the least and the most, unless all are alike', () => {
	expect(spread([3, 1, 2], 0)).toBe('2 (1 – 3)');
	expect(spread([1500.001, 1500.002], 1)).toBe('1,500.0');
});

test.each([
	['one after another', [5, 1, 4], 1, 10],
	['all at once', [5, 1, 4], 3, 5],
	['as soon as a place is free', [5, 1, 4, 1], 2, 6],
])('the ideal of tasks %s', (_, tasks, atOnce, ms) => {
	expect(idealMs(tasks, atOnce)).toBe(ms);
});

describe('other ways to wait', () => {
	const wait = (name: string, taskMs: number) => {
		const way = OTHER_WAYS.find((each) => each.name.startsWith(name));
		return waitAs(way as (typeof OTHER_WAYS)[number], taskMs);
	};

	test('a check at the very end notices it', () => {
		const ms = 2 * (3000 + LATENCY_MS);
		expect(wait('every 3 s', ms)).toEqual({ checks: 2, lateMs: 0, ms });
		expect(wait('every 3 s', ms + 1)).toMatchObject({ checks: 3, lateMs: 3000 + LATENCY_MS - 1 });
	});

	test('doubling gaps', () => {
		expect(wait('doubling', 6000)).toMatchObject({ checks: 3, ms: 7000 + 3 * LATENCY_MS });
	});
});

test('a section is a heading, and for each part its text, table and pictures', () => {
	const plot = { name: 'waiting', title: 'Waiting', x: 'checks', y: 'late', series: [] };
	const table = { head: ['', 'ms'], rows: [['undici', '1']] };
	const section = { title: 'Waits', parts: [{ text: 'How long.', table, plots: [plot] }] };
	expect(markdown(section, 'images').split('\n')).toEqual([
		'## Waits',
		'',
		'How long.',
		'',
		'|  | ms |',
		'| --- | --: |',
		'| undici | 1 |',
		'',
		'![Waiting](images/waiting.svg)',
	]);
});

test('a package over its budget is named', () => {
	const packed = { name: 'n.tgz', folder: '', files: [], ...BUDGET };
	expect(overBudget(packed)).toEqual([]);
	expect(overBudget({ ...packed, size: BUDGET.size + 1 })).toHaveLength(1);
	const both = { ...packed, size: Infinity, unpackedSize: Infinity };
	expect(overBudget(both)).toHaveLength(2);
});
