/**
 * What it costs to wait: checks, and how late the end of a task is noticed, for tasks of which
 * nothing is known and for tasks like those seen before. Nothing waits for real.
 */
import type { PollingState } from '../nodes/shared/core/polling';
import { next } from '../nodes/shared/core/polling';
import type { PollingPolicy } from '../nodes/shared/core/schedule';
import { openTaskLengths } from '../nodes/shared/core/taskLengths';
import { HOURS_LONG, MINUTES_LONG, SECONDS_LONG } from '../nodes/shared/kinds/pollingPolicies';
import { randomFrom } from '../test/support/random.mts';
import { busiestSecond } from './report.mts';

const ITEMS = 400;
const AT_ONCE = 50;

interface Seen {
	taskMs: number;
	checks: number;
	lateMs: number;
}

interface Task {
	at: number;
	taskMs: number;
	checks: number;
	from: number;
	state: PollingState<string>;
}

/** Runs tasks, some at once, on a clock of its own. */
function run(
	pollingPolicy: PollingPolicy,
	atOnce: number,
	lengthOf: () => number,
	learns: boolean,
) {
	const random = randomFrom(7);
	const lengths = openTaskLengths()('account');
	const seen: Seen[] = [];
	const checkedAt: number[] = [];
	const underWay: Task[] = [];
	let begun = 0;
	const begin = (now: number) => {
		if (begun++ >= ITEMS) return;
		const state: PollingState<string> = {
			pollingPolicy,
			begunAt: now,
			deadline: Infinity,
			unclearLimit: 20,
			unclearInARow: 0,
			lengths: learns ? lengths.of('') : [],
			atOnce: () => underWay.length,
		};
		const step = next(state, now, random());
		if (step.ending) throw new Error('It ended before it began');
		underWay.push({ at: step.at, taskMs: lengthOf(), checks: 0, from: 0, state: step.state });
	};
	for (let slot = 0; slot < atOnce; slot++) begin(0);
	while (underWay.length > 0) {
		const task = underWay.reduce((first, other) => (other.at < first.at ? other : first));
		const { at, taskMs, state } = task;
		const waited = at - state.begunAt;
		task.checks++;
		checkedAt.push(at);
		if (waited >= taskMs) {
			const { checks, from } = task;
			lengths.add('', { from, to: waited });
			seen.push({ taskMs, checks, lateMs: waited - taskMs });
			underWay.splice(underWay.indexOf(task), 1);
			begin(at);
			continue;
		}
		task.from = waited;
		const step = next(state, at, random());
		if (step.ending) throw new Error('It ended too soon');
		Object.assign(task, { at: step.at, state: step.state });
	}
	return { seen, checkedAt };
}

const quantile = (values: number[], part: number) =>
	[...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))];

const around = (ms: number, spread: number) => {
	const random = randomFrom(11);
	return () => ms * (1 + spread * (2 * random() - 1));
};
const mixed = (...all: number[]) => {
	const random = randomFrom(13);
	return () => all[Math.floor(random() * all.length)];
};
const second = 1000;
const cases: Array<[string, PollingPolicy, number, () => () => number]> = [
	['2 s', SECONDS_LONG, 1, () => around(2 * second, 0)],
	['2.2 s, 20 at once', SECONDS_LONG, 20, () => around(2.2 * second, 0)],
	['2 s, 50 at once', SECONDS_LONG, AT_ONCE, () => around(2 * second, 0)],
	['2 s ± 2 %', SECONDS_LONG, 10, () => around(2 * second, 0.02)],
	['2 s ± 10 %', SECONDS_LONG, 1, () => around(2 * second, 0.1)],
	['2 s ± 20 %', SECONDS_LONG, 10, () => around(2 * second, 0.2)],
	['4 s ± 20 %', SECONDS_LONG, 10, () => around(4 * second, 0.2)],
	['0.3 s', SECONDS_LONG, 10, () => around(0.3 * second, 0)],
	['2 or 60 s', SECONDS_LONG, 10, () => mixed(2 * second, 60 * second)],
	['2 to 60 s', SECONDS_LONG, 10, () => around(31 * second, 29 / 31)],
	['60 s', SECONDS_LONG, 1, () => around(60 * second, 0)],
	['60 s ± 20 %', SECONDS_LONG, 10, () => around(60 * second, 0.2)],
	['60 s ± 20 %, 50 at once', SECONDS_LONG, AT_ONCE, () => around(60 * second, 0.2)],
	['5 min ± 20 %', MINUTES_LONG, 5, () => around(300 * second, 0.2)],
	['2 h', HOURS_LONG, 1, () => around(7200 * second, 0)],
	['2 h ± 2 %', HOURS_LONG, 1, () => around(7200 * second, 0.02)],
	['2 h ± 10 %', HOURS_LONG, 1, () => around(7200 * second, 0.1)],
	['2 h ± 20 %', HOURS_LONG, 1, () => around(7200 * second, 0.2)],
	['10 min or 2 h', HOURS_LONG, 1, () => mixed(600 * second, 7200 * second)],
];
console.table(
	cases.flatMap(([what, policy, atOnce, lengthOf]) =>
		[false, true].map((learns) => {
			const { seen, checkedAt } = run(policy, atOnce, lengthOf(), learns);
			const settled = seen.slice(20);
			const late = settled.map(({ lateMs, taskMs }) => (100 * lateMs) / taskMs);
			const checks = settled.map((each) => each.checks);
			return {
				what: `${what}${learns ? ', learned' : ''}`,
				'checks median': quantile(checks, 0.5),
				'checks most': Math.max(...checks),
				'late median %': Number(quantile(late, 0.5).toFixed(1)),
				'late 95 %': Number(quantile(late, 0.95).toFixed(1)),
				'late most %': Number(Math.max(...late).toFixed(1)),
				'late most s': Number((Math.max(...settled.map(({ lateMs }) => lateMs)) / 1000).toFixed(2)),
				'busiest second': busiestSecond(checkedAt),
			};
		}),
	),
);
