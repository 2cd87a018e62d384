import { runInThisContext } from 'node:vm';

import { readRetryAfter, readRetryHint } from '../../nodes/shared/http/retryAfter';

const now = Date.parse('2026-01-01T00:00:00Z');
const nowSeconds = now / 1000;

describe('Retry-After', () => {
	test.each<[unknown, number | undefined]>([
		['0', 0],
		['7', 7000],
		[' 120 ', 120_000],
		['0.5', 500],
		['0.0005', 1],
		['12.25', 12_250],
		['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
		['Thursday, 01-Jan-26 00:00:30 GMT', 30_000],
		['Thu Jan  1 00:00:30 2026', 30_000],
		['Thu Jan 15 00:00:00 2026', 14 * 86_400_000],
		['Wed, 31 Dec 2025 00:00:00 GMT', 0],
		['soon', undefined],
		['tomorrow 5', undefined],
		['in 5 minutes', undefined],
		['on Thu, 01 Jan 2026 00:00:30 GMT', undefined],
		['Thu, 01 Jan 2026 00:00:30 GMT (about)', undefined],
		['Thu, 01 Jan GMT 2026 00:00:30', undefined],
		['on Thursday, 01-Jan-26 00:00:30 GMT', undefined],
		['Thursday, 01-Jan-26 00:00:30 GMT (about)', undefined],
		['on Thu Jan  1 00:00:30 2026', undefined],
		['Thu Jan  1 00:00:30 2026 (about)', undefined],
		['2026-01-01T00:00:30Z', undefined],
		['Thu, 99 Jan 2026 00:00:30 GMT', undefined],
		['1e3', undefined],
		['', undefined],
		['7 seconds', undefined],
		['-5', undefined],
		[7, undefined],
		[['7'], undefined],
		[null, undefined],
		[undefined, undefined],
	])('%j is %s ms', (header, ms) => expect(readRetryAfter(header, now)).toBe(ms));

	test('a date without a time zone is in GMT, wherever n8n runs', () => {
		// Jest's own `process.env` is a copy, which Date does not go by.
		const { env } = runInThisContext('process') as NodeJS.Process;
		const before = env.TZ;
		env.TZ = 'America/New_York';
		try {
			expect(new Date(now).getTimezoneOffset()).toBe(300);
			expect(readRetryAfter('Thu Jan  1 00:00:30 2026', now)).toBe(30_000);
		} finally {
			if (before === undefined) delete env.TZ;
			else env.TZ = before;
		}
	});
});

describe('a moment is by the clock of the server, not by ours', () => {
	test.each<[headers: Record<string, string>, ms: number | undefined]>([
		[{ 'retry-after': 'Thu, 01 Jan 2026 09:00:30 GMT' }, 30_000],
		[{ 'retry-after': 'Thu, 01 Jan 2026 08:00:00 GMT' }, 0],
		[{ 'retry-after': '7' }, 7000],
		[{ 'x-ratelimit-reset': String(nowSeconds + 9 * 3600 + 30) }, 30_000],
	])('%j', (headers, ms) => {
		const date = 'Thu, 01 Jan 2026 09:00:00 GMT';
		expect(readRetryHint(429, { ...headers, date }, undefined, now)).toBe(ms);
	});

	test('but for one that does not tell it', () => {
		const headers = { date: 'today', 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' };
		expect(readRetryHint(429, headers, undefined, now)).toBe(30_000);
	});
});

describe('other hints', () => {
	test.each<[headers: Record<string, string>, ms: number | undefined]>([
		[{ 'retry-after': '7', 'retry-after-ms': '20' }, 7000],
		[{ 'retry-after': 'soon', 'retry-after-ms': '20.5' }, 21],
		[{ 'ratelimit-reset': '30' }, 30_000],
		[{ 'x-ratelimit-reset': '30' }, 30_000],
		[{ 'x-rate-limit-reset': '30' }, 30_000],
		[{ 'x-ratelimit-reset': String(nowSeconds + 30) }, 30_000],
		[{ 'x-ratelimit-reset': String(now + 30_000) }, 30_000],
		[{ 'x-ratelimit-reset': String(nowSeconds - 30) }, 0],
		[{ 'x-ratelimit-reset': '0', 'x-ratelimit-remaining': '0' }, 0],
		[{ 'x-ratelimit-reset': '30', 'x-ratelimit-remaining': '5' }, undefined],
		[{ 'x-ratelimit-reset': '99999999' }, undefined],
		[{ 'ratelimit-reset': '99999999', 'x-ratelimit-reset': '30' }, 30_000],
		[{ 'x-ratelimit-reset': String(31 * 86_400) }, 31 * 86_400_000],
		[{ 'x-ratelimit-reset': 'soon' }, undefined],
		[{ ratelimit: '"default";r=0;t=30' }, 30_000],
		[{ ratelimit: '"burst";r=0;t=5, "day";r=0;t=60' }, 60_000],
		[{ ratelimit: '"burst";r=0;t=5, "day";r=9;t=6000' }, 5000],
		[{ ratelimit: '"burst";r=0;t=5,"day";r=0;t=60' }, 60_000],
		[{ ratelimit: '"burst";r=0;t=5,  "day";r=0;t=60' }, 60_000],
		[{ ratelimit: '"default";r=0' }, undefined],
		[{ ratelimit: '"default";r=10;t=30' }, undefined],
		[{ ratelimit: '"default";t=30' }, undefined],
		[{ ratelimit: 'remaining=0, reset=30' }, 30_000],
		[{ ratelimit: 'reset=30, remaining=0' }, 30_000],
		[{ ratelimit: 'limit=10, remaining=0, reset=30' }, 30_000],
		[{ ratelimit: '"default";r=3;t=30' }, undefined],
		[{ 'ratelimit-policy': '"default";q=10;w=60' }, undefined],
		[{}, undefined],
	])('%j: %s ms, on 429 and 503', (headers, ms) => {
		expect(readRetryHint(429, headers, undefined, now)).toBe(ms);
		expect(readRetryHint(503, headers, undefined, now)).toBe(ms);
	});

	test.each<[body: unknown, ms: number | undefined]>([
		[{ retry_after: 2.5 }, 2500],
		[{ retry_after: '3' }, 3000],
		[{ detail: { retry_after: 4 } }, 4000],
		[{ error: { retry_after: 5 } }, 5000],
		[{ retry_after: 'soon' }, undefined],
		[{ retry_after: ['7'] }, undefined],
		[{ detail: 'No' }, undefined],
		['retry_after: 7', undefined],
		[null, undefined],
	])('a body with %j: %s ms', (body, ms) => expect(readRetryHint(429, {}, body, now)).toBe(ms));

	test('count for nothing where it is not about too many requests', () => {
		const headers = { 'x-ratelimit-reset': '30', 'retry-after-ms': '20' };
		expect(readRetryHint(500, headers, { retry_after: 7 }, now)).toBeUndefined();
		expect(readRetryHint(500, { ...headers, 'retry-after': '7' }, undefined, now)).toBe(7000);
	});
});
