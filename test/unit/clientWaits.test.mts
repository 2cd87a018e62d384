import { Readable } from 'node:stream';

import type { Client } from '../../nodes/shared/http/client';
import { connected } from '../support/fakeHttp.mts';

const get = { method: 'GET', path: '/task/1' } as const;
const busy = { status: 429, headers: { 'retry-after': '5' } };
const stopped = { ok: false, failure: { what: 'silent', code: 'stopped', sent: 'no' } };

describe('Retry-After', () => {
	test('is obeyed by the requests that follow', async () => {
		const { api, clock, sent } = await connected([busy]);
		expect(api.backoffMs()).toBe(0);
		expect(await api.open(get)).toMatchObject({
			failure: { what: 'refused', status: 429, retryAfterMs: 5000 },
		});
		expect(api.backoffMs()).toBe(5000);
		const next = api.open(get);
		await clock.pass(4999);
		expect(sent).toHaveLength(1);
		await clock.pass(1);
		expect(await next).toMatchObject({ ok: true });
		expect(sent).toHaveLength(2);
	});

	test('may be a date', async () => {
		const date = new Date(1_020_000).toUTCString();
		const { api } = await connected([{ status: 503, headers: { 'retry-after': date } }]);
		await api.open(get);
		expect(api.backoffMs()).toBe(20_000);
	});

	test('of the API does not hold other hosts up, nor theirs the API', async () => {
		const { api, sent } = await connected([busy, busy]);
		await api.open(get);
		await api.openMedia('https://files.test/a');
		expect(sent).toHaveLength(2);
		const other = await connected([busy]);
		await other.api.openMedia('https://files.test/a');
		expect(other.api.backoffMs()).toBe(0);
	});

	test.each(['https://API.test/file', 'http://api.test?file', 'https://api.test#file'])(
		'of the API counts for files on its host, too: %s',
		async (url) => {
			const { api, clock, sent } = await connected([busy]);
			await api.open(get);
			const file = api.openMedia(url);
			await clock.pass(4999);
			expect(sent).toHaveLength(1);
			await clock.pass(1);
			expect(await file).toMatchObject({ ok: true });
		},
	);

	test('of too long a time ends the request before it is sent', async () => {
		const { api, sent } = await connected([{ status: 429, headers: { 'retry-after': '121' } }]);
		await api.open(get);
		expect(await api.open(get)).toEqual({
			ok: false,
			failure: { what: 'refused', status: 429, retryAfterMs: 121_000, notSent: true },
		});
		expect(sent).toHaveLength(1);
	});

	test('of a time after that the request waits until ends it before it is sent', async () => {
		const { api, clock, sent } = await connected([busy]);
		await api.open(get);
		const tooSoon = await api.open({ ...get, waitsUntil: clock.now() + 4999 });
		expect(tooSoon).toMatchObject({ failure: { status: 429, notSent: true } });
		const inTime = api.open({ ...get, waitsUntil: clock.now() + 5000 });
		await clock.pass(5000);
		expect(await inTime).toMatchObject({ ok: true });
		expect(sent).toHaveLength(2);
	});

	test('of no time holds nothing up', async () => {
		const { api } = await connected([{ status: 429, headers: { 'retry-after': '0' } }]);
		await api.open(get);
		expect(api.backoffMs()).toBe(0);
	});
});

describe('Stop', () => {
	test('ends the request under way', async () => {
		const stop = new AbortController();
		const body = new Readable({ read() {} });
		const { api, sent } = await connected([{ body }], { signal: stop.signal });
		expect(api.signal).toBe(stop.signal);
		const opened = await api.open(get);
		expect(opened.ok).toBe(true);
		expect(sent[0].ends?.aborted).toBe(false);
		stop.abort();
		expect(sent[0].ends?.aborted).toBe(true);
		expect(body.destroyed).toBe(true);
	});

	test.each(['open', 'openMedia'] as const)('sends nothing more (%s)', async (way) => {
		const signal = AbortSignal.abort();
		const { api, sent } = await connected([], { signal });
		const given = way === 'open' ? api.open(get) : api.openMedia('https://files.test/a');
		expect(await given).toEqual(stopped);
		expect(sent).toEqual([]);
	});

	test('is told by the sign of the item, which ends its wait alone', async () => {
		const { api, clock, sent } = await connected([busy]);
		await api.open(get);
		const sign = new AbortController();
		const ended = api.open({ ...get, signal: sign.signal });
		const waiting = api.open(get);
		await clock.pass(1000);
		sign.abort();
		await clock.pass(200);
		expect(await ended).toEqual(stopped);
		expect(await api.openMedia('https://files.test/a', { signal: sign.signal })).toEqual(stopped);
		await clock.pass(5000);
		expect(await waiting).toMatchObject({ ok: true });
		expect(sent).toHaveLength(2);
	});

	test('is nothing that a list search has', async () => {
		const { api } = await connected();
		expect(api.signal).toBeUndefined();
	});

	test('is nothing that an n8n without a signal has', async () => {
		const { api, sent } = await connected([], { signal: null });
		expect(api.signal).toBeUndefined();
		await api.open(get);
		expect(sent[0].ends?.aborted).toBe(false);
	});
});

describe('a body that stalls ends its own request alone', () => {
	/** Opens a body that never goes on, and says after how many ms it was broken off. */
	async function stall(open: (api: Client) => Promise<unknown>, { drips = false } = {}) {
		const body = new Readable({ read() {} });
		const signal = new AbortController().signal;
		const { api, clock, sent } = await connected([{ body }, {}], { signal });
		const begun = clock.now();
		let endedAt: number | undefined;
		void open(api).then((opened) => {
			const reply = (opened as { reply?: { body: Readable } }).reply;
			reply?.body.resume().on('error', () => {});
		});
		await clock.pass(0);
		sent[0].ends?.addEventListener('abort', () => (endedAt = clock.now() - begun));
		while (endedAt === undefined && clock.now() - begun < 1_000_000) {
			if (drips) body.push('x');
			await clock.pass(50_000);
		}
		expect(signal.aborted).toBe(false);
		await api.open(get);
		expect(sent[1].ends?.aborted).toBe(false);
		return endedAt;
	}

	test('after a minute', async () => {
		expect(await stall((api) => api.open(get))).toBe(60_000);
		expect(await stall((api) => api.openMedia('https://files.test/a'))).toBe(60_000);
	});

	test('after as long as the request allows', async () => {
		expect(await stall((api) => api.open({ ...get, stallMs: 200_000 }))).toBe(200_000);
	});

	test('after five minutes in all when it is an answer that drips', async () => {
		expect(await stall((api) => api.read(get), { drips: true })).toBe(300_000);
	});

	test('but not a file that drips for a quarter of an hour', async () => {
		const open = { drips: true };
		expect(await stall((api) => api.open(get), open)).toBeUndefined();
		expect(await stall((api) => api.openMedia('https://files.test/a'), open)).toBeUndefined();
	});

	test('nor one that may take its time', async () => {
		const longestMs = 120_000;
		expect(await stall((api) => api.open({ ...get, longestMs }), { drips: true })).toBe(120_000);
	});
});
