import { nextGapMs } from '../../nodes/shared/core/schedule';

const pollingPolicy = { shortestGapMs: 1000, longestGapMs: 15_000, maxWaitMs: 900_000 };
const input = { pollingPolicy, waitedMs: 0, remainingMs: 900_000, unclearInARow: 0, random: 0 };

test.each([
	['the shortest gap at first', { waitedMs: 0 }, 1000],
	['15 % of the time waited', { waitedMs: 40_000 }, 6000],
	['up to 10 % more, so that tasks differ', { waitedMs: 40_000, random: 1 }, 6600],
	['never over the longest gap', { waitedMs: 10_000_000, random: 1 }, 15_000],
	['room for some to differ under the longest gap', { waitedMs: 10_000_000 }, 15_000 / 1.1],
	['never past the deadline', { waitedMs: 40_000, remainingMs: 500 }, 500],
	['never sooner than the API asked for', { retryAfterMs: 9000 }, 9000],
	['not past the deadline even when the API asked for more', { retryAfterMs: 9e12 }, 900_000],
	['doubled while checks give no answer', { unclearInARow: 3 }, 8000],
	['never under the shortest gap', { waitedMs: 1 }, 1000],
])('%s', (_, changes, expected) => {
	expect(nextGapMs({ ...input, ...changes })).toBeCloseTo(expected, 6);
});

test('a two-hour dub takes some 150 checks', () => {
	const dub = { shortestGapMs: 5000, longestGapMs: 60_000, maxWaitMs: 10_800_000 };
	let waitedMs = 0;
	let checks = 0;
	while (waitedMs < 7_200_000) {
		waitedMs += nextGapMs({
			...input,
			pollingPolicy: dub,
			waitedMs,
			remainingMs: 1e9,
			random: 0.5,
		});
		checks++;
	}
	expect(checks).toBeGreaterThan(120);
	expect(checks).toBeLessThan(170);
});
