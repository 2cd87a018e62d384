import type { RequestFailure } from '../../nodes/shared/http/requestFailure';
import { virtualClock } from '../support/virtualClock.mts';
import { retry } from '../../nodes/shared/http/retry';

const failure: RequestFailure = { what: 'refused', status: 503, body: undefined };
const failed = { ok: false, failure } as const;
const done = { ok: true, body: 'x' } as const;
type Attempt = typeof done | { ok: false; failure: RequestFailure };

/** Tries through the results given; the last one repeats. Tells when each try was, in ms. */
async function tryThrough(
	results: Attempt[],
	{
		again = (_: RequestFailure): boolean => true,
		random = 0,
		sign = undefined as AbortController | undefined,
		stopAfter = Infinity,
		waitsUntil = undefined as number | undefined,
	} = {},
) {
	const clock = { ...virtualClock(0), random: () => random };
	const at: number[] = [];
	const result = await retry<{ body: string }>(
		async () => {
			at.push(clock.now());
			if (at.length >= stopAfter && sign) sign.abort();
			return results[Math.min(at.length, results.length) - 1];
		},
		again,
		clock,
		{ signal: sign?.signal, waitsUntil },
	);
	return { result, at, clock };
}

describe('tries', () => {
	test('end with the first that works', async () => {
		const { result, at } = await tryThrough([failed, failed, done]);
		expect(result).toEqual(done);
		expect(at).toEqual([0, 1000, 3000]);
	});

	test('are one when it works', async () => {
		expect((await tryThrough([done])).at).toEqual([0]);
	});

	test('are six at the most, each gap twice the one before', async () => {
		const { result, at } = await tryThrough([failed]);
		expect(result).toBe(failed);
		expect(at).toEqual([0, 1000, 3000, 7000, 15_000, 31_000]);
	});

	test('do not all come at the same moment from many nodes: up to a tenth later', async () => {
		const { at } = await tryThrough([failed, failed, done], { random: 0.5 });
		expect(at).toEqual([0, 1050, 3150]);
	});

	test('are not repeated when that makes no sense', async () => {
		const asked: RequestFailure[] = [];
		const again = (given: RequestFailure) => asked.push(given) > 1;
		const { result, at } = await tryThrough([failed], { again });
		expect(result).toBe(failed);
		expect(at).toEqual([0]);
		expect(asked).toEqual([failure]);
	});

	test.each([
		[120_000, undefined, 2],
		[120_001, undefined, 1],
		[600_000, 600_000, 2],
		[600_001, 600_000, 1],
	])(
		'to a server that asks to wait %s ms, until %s: %s',
		async (retryAfterMs, waitsUntil, tries) => {
			const busy = { ok: false, failure: { ...failure, retryAfterMs } } as const;
			const { at } = await tryThrough([busy, done], { waitsUntil });
			expect(at).toHaveLength(tries);
		},
	);

	test('end with what every other one would come to', async () => {
		const lasting = {
			what: 'silent',
			code: 'ERR_INVALID_URL',
			sent: 'no',
			isLasting: true,
		} as const;
		const { at } = await tryThrough([{ ok: false, failure: lasting }, done]);
		expect(at).toEqual([0]);
	});

	test('are repeated when no answer came', async () => {
		const silent = { what: 'silent', code: 'X', sent: 'no' } as const;
		const { at } = await tryThrough([{ ok: false, failure: silent }, done]);
		expect(at).toEqual([0, 1000]);
	});
});

describe('a stop', () => {
	test('during a try makes it the last, without a wait', async () => {
		const sign = new AbortController();
		const { result, at, clock } = await tryThrough([failed], { sign, stopAfter: 2 });
		expect(result).toBe(failed);
		expect(at).toEqual([0, 1000]);
		expect(clock.now()).toBe(1000);
	});

	test('during a gap ends it within 200 ms, and no try follows', async () => {
		const clock = virtualClock(0);
		const sign = {
			get aborted() {
				return clock.now() >= 500;
			},
		} as AbortSignal;
		let tries = 0;
		const attempt = async () => {
			tries++;
			return failed;
		};
		expect(await retry(attempt, () => true, clock, { signal: sign })).toBe(failed);
		expect(tries).toBe(1);
		expect(clock.now()).toBeLessThanOrEqual(700);
	});
});
