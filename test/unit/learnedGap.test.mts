import type { LearnedGapInput } from '../../nodes/shared/core/learnedGap';
import { learnedGapMs } from '../../nodes/shared/core/learnedGap';
import { HOURS_LONG, SECONDS_LONG } from '../../nodes/shared/kinds/pollingPolicies';

/** One task before, which ran for a second and had ended after two. */
const input: LearnedGapInput = {
	pollingPolicy: SECONDS_LONG,
	waitedMs: 0,
	lengths: [{ from: 1000, to: 2000 }],
	atOnce: 1,
	nextMs: 1000,
	afterNextMs: 2000,
	random: 0.3,
};
/** Part of the usual gap by which a check comes later at that random number. */
const LATER = 0.3 * 0.02;
const spread = [
	{ from: 1500, to: 2000 },
	{ from: 2500, to: 3000 },
	{ from: 3500, to: 4000 },
];

/** When the next check comes, in ms since the submit, without jitter. */
function nextCheck(changes: Partial<LearnedGapInput> = {}) {
	const given = { ...input, ...changes };
	const { waitedMs, random } = given;
	const gap = learnedGapMs(given);
	const usual = (ms: number) => Math.min(Math.max(1000, 0.15 * ms), 60_000 / 1.1);
	if (random < 0.3) return waitedMs + gap;
	// A little later by chance, but by less than a hundredth of the usual gap.
	return Math.floor(waitedMs + gap - LATER * Math.min(gap, usual(waitedMs + gap)) + 0.2);
}

test('a task is checked when the others had ended', () => {
	expect(nextCheck()).toBe(2000);
	expect(learnedGapMs(input)).toBeCloseTo(2000 + LATER * 1000, 6);
	expect(learnedGapMs({ ...input, random: 0.9 })).toBeCloseTo(2000 + 0.9 * 0.02 * 1000, 6);
});

test('of tasks that are alike the one found soonest counts, and no check that came too soon', () => {
	const lengths = [
		{ from: 0, to: 2100 },
		{ from: 2020, to: 2300 },
		{ from: 0, to: 2050 },
		{ from: 0, to: 2200 },
	];
	expect(nextCheck({ lengths })).toBe(2050);
	expect(nextCheck({ lengths, random: 0 })).toBe(2050);
});

describe('where a check is to spare', () => {
	test('some tasks look between the last moment that one was running and its end', () => {
		expect(nextCheck({ random: 0 })).toBe(1500);
		expect(nextCheck({ random: 0.299 })).toBeCloseTo(1500 + 0.299 * 0.02 * 1000, 6);
	});

	test('but none if the end would be seen much later for it', () => {
		const lengths = [{ from: 1200, to: 2000 }];
		expect(nextCheck({ random: 0, lengths, atOnce: 40 })).toBe(1600);
		expect(nextCheck({ random: 0, lengths, atOnce: 41 })).toBe(2000);
	});

	test('and none at the last check if the end is known well', () => {
		const lastLook = { random: 0, afterNextMs: 2001 };
		const from = (ms: number) => nextCheck({ ...lastLook, lengths: [{ from: ms, to: 2000 }] });
		expect(from(1850)).toBe(2000);
		expect(from(1800)).toBe(2000);
		expect(from(1600)).toBe(1800);
		// Nobody ever saw one running.
		expect(from(0)).toBe(1500);
	});
});

describe('tasks of several lengths', () => {
	test('are checked when a third of the longer ones had ended', () => {
		expect(nextCheck({ lengths: spread, waitedMs: 2200, nextMs: 2000, afterNextMs: 3000 })).toBe(
			3000,
		);
		const more = [...spread, { from: 2000, to: 2400 }];
		expect(nextCheck({ lengths: more, waitedMs: 2200, nextMs: 2000, afterNextMs: 3000 })).toBe(
			3000,
		);
	});

	test('and at the last check to spare when all had', () => {
		const late = { lengths: spread, waitedMs: 3300, nextMs: 3000 };
		expect(nextCheck({ ...late, afterNextMs: 4000 })).toBe(4000);
		const apart = [...spread.slice(0, 2), { from: 3500, to: 3600 }, { from: 3700, to: 4000 }];
		expect(nextCheck({ ...late, lengths: apart, afterNextMs: 4000 })).toBe(3600);
		expect(nextCheck({ ...late, lengths: apart, afterNextMs: 4001 })).toBe(4000);
	});

	test('no later than any other task once the first of them may have ended', () => {
		expect(nextCheck({ lengths: spread })).toBe(2000);
		expect(nextCheck({ lengths: spread, waitedMs: 1500 })).toBe(2500);
	});
});

describe('what others say of one that ended', () => {
	test('it took less than one that was running by then', () => {
		const lengths = [
			{ from: 1000, to: 2000 },
			{ from: 2000, to: 3000 },
		];
		const late = { lengths, waitedMs: 2000, nextMs: 2000, afterNextMs: 3000 };
		expect(nextCheck(late)).toBe(3000);
		// What was seen running when it had ended does not tell when it still ran.
		const apart = [lengths[0], { from: 2000, to: 4000 }];
		expect(nextCheck({ lengths: apart, random: 0 })).toBe(1500);
	});

	test('it is over for a check that can come no sooner', () => {
		expect(nextCheck({ lengths: spread, waitedMs: 1500, nextMs: 2000, afterNextMs: 3000 })).toBe(
			2500,
		);
	});
});

describe('a task that takes longer than the others', () => {
	const overdue = { nextMs: 4000, afterNextMs: 5000, lengths: spread };

	test('is checked after as long again as it is overdue', () => {
		expect(nextCheck({ ...overdue, waitedMs: 4300 })).toBe(4600);
	});

	test('but no sooner than a twentieth of its time, and no later than any other', () => {
		expect(nextCheck({ ...overdue, waitedMs: 4100 })).toBe(4305);
		expect(nextCheck({ ...overdue, waitedMs: 6000, nextMs: 6000 })).toBe(7000);
	});
});

describe('a task that may be done sooner than the others', () => {
	const minute = { lengths: [{ from: 59_000, to: 60_000 }], nextMs: 1000, afterNextMs: 2000 };

	test('is checked after three of the shortest gaps, then after half of its time', () => {
		expect(nextCheck(minute)).toBe(3000);
		expect(nextCheck({ ...minute, waitedMs: 20_000 })).toBe(30_000);
	});

	test('and after the longest gap or, where that is more, a fifth of its time', () => {
		expect(nextCheck({ ...minute, waitedMs: 40_000 })).toBe(55_000);
		const hours = { pollingPolicy: HOURS_LONG, lengths: [{ from: 7_000_000, to: 7_200_000 }] };
		expect(nextCheck({ ...hours, waitedMs: 3_600_000, random: 0.1 })).toBeCloseTo(
			1.2 * 3_600_000 + (0.1 * 0.02 * 60_000) / 1.1,
			6,
		);
	});
});

test('checks are at least as far apart as 50 a second for all tasks together allow', () => {
	const late = { lengths: spread, waitedMs: 3900, nextMs: 3000, afterNextMs: 3001 };
	expect(nextCheck({ ...late, atOnce: 10 })).toBe(4100);
	expect(nextCheck({ ...late, atOnce: 40 })).toBe(4700);
	expect(nextCheck({ ...late, atOnce: 250 })).toBe(4900);
});

test('checks of a long task are no further apart than half of the longest gap', () => {
	const long = { lengths: [{ from: 600_000, to: 699_000 }], waitedMs: 700_000 };
	expect(nextCheck({ ...long, random: 0 })).toBe(707_500);
});

test('no check comes before its turn', () => {
	expect(nextCheck({ nextMs: 2900, afterNextMs: 4000 })).toBe(2900);
	expect(nextCheck({ waitedMs: 2100, nextMs: 3000, afterNextMs: 4000 })).toBe(3000);
});
