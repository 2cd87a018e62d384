import { Readable } from 'node:stream';

import { openTaskLengths } from '../../nodes/shared/core/taskLengths';
import { connect } from '../../nodes/shared/http/client';
import { hostOf } from '../../nodes/shared/http/send';
import { TIMEOUTS } from '../../nodes/shared/http/timeouts';
import type { FakeReply } from '../support/fakeHttp.mts';
import { connected, fakeHttp } from '../support/fakeHttp.mts';
import { handClock } from '../support/handClock.mts';

const get = { method: 'GET', path: '/task/1' } as const;

describe('a request to the API', () => {
	test('is signed by the credential, follows no redirect, and leaves the errors to us', async () => {
		const { api, sent } = await connected();
		const call = { method: 'POST', path: '/tts', query: { a: 1 }, body: { text: 'Hi' } } as const;
		await api.open({ ...call, timeoutMs: 7000 });
		expect(sent).toHaveLength(1);
		expect(sent[0].credential).toBe('cambAiApi');
		expect(sent[0].options).toEqual({
			url: 'https://api.test/apis/tts',
			method: 'POST',
			qs: { a: 1 },
			body: { text: 'Hi' },
			timeout: 7000,
			disableFollowRedirect: true,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			abortSignal: sent[0].ends,
		});
	});

	test('waits half a minute for an answer unless told otherwise', async () => {
		const { api, sent } = await connected();
		await api.open(get);
		expect(sent[0].options.timeout).toBe(30_000);
	});

	test.each([
		['a file', { isFile: true }],
		['a create, whose answer may be the file', { isCreate: true }],
	])('for %s asks for it unpacked', async (_, what) => {
		const { api, sent } = await connected();
		await api.open({ ...get, ...what });
		expect(sent[0].options.headers).toEqual({ 'accept-encoding': 'identity' });
	});

	test('does not repeat the key in the headers of its reply, and a list of them stays', async () => {
		const headers = { 'x-request': 'of key-1', 'set-cookie': ['a=1', 'b=key-1'] };
		const { api } = await connected([{ headers }]);
		expect(await api.open(get)).toMatchObject({
			reply: { headers: { 'x-request': 'of [API key]', 'set-cookie': ['a=1', 'b=[API key]'] } },
		});
	});

	test("is made in the node's own context", async () => {
		const { api, sent, context } = await connected();
		await api.open(get);
		expect(sent[0].on?.helpers).toBe(context.helpers);
	});

	test.each([200, 204, 299])('gives the reply with HTTP %s', async (status) => {
		const headers = { 'content-type': 'audio/flac' };
		const { api } = await connected([{ status, headers, body: 'fLaC' }]);
		const opened = await api.open(get);
		if (!opened.ok) throw new Error('It must be open');
		const { reply } = opened;
		expect(reply).toMatchObject({ status, headers });
		expect((await reply.body.toArray()).join('')).toBe('fLaC');
		expect(reply.broke()).toBe(false);
	});

	test('without an answer tells why', async () => {
		const { api } = await connected([{ error: { cause: { code: 'ECONNREFUSED' } } }]);
		expect(await api.open(get)).toEqual({
			ok: false,
			failure: { what: 'silent', code: 'ECONNREFUSED', sent: 'no' },
		});
	});
});

describe('a refusal', () => {
	const refusalOf = async (reply: FakeReply, path = '/task/1') => {
		const { api } = await connected([reply]);
		const opened = await api.open({ ...get, path });
		return opened.ok ? undefined : opened.failure;
	};

	test.each<[number, string, unknown]>([
		[199, '', ''],
		[300, 'moved', 'moved'],
		[422, '{"detail":"No"}', { detail: 'No' }],
		[503, '<html>', '<html>'],
	])('with HTTP %s and %s', async (status, body, read) => {
		expect(await refusalOf({ status, body })).toEqual({ what: 'refused', status, body: read });
	});

	test('does not repeat the key', async () => {
		expect(await refusalOf({ status: 401, body: '{"detail":"key-1 is bad"}' })).toMatchObject({
			body: { detail: '[API key] is bad' },
		});
	});

	test('whose body breaks off is still told', async () => {
		async function* cut() {
			yield Buffer.from('{"detail":');
			throw new Error('aborted');
		}
		const body = Readable.from(cut());
		expect(await refusalOf({ status: 500, body })).toEqual({ what: 'refused', status: 500 });
	});

	test.each([
		[302, 'https://files.test/a?b=1', 'https://files.test/a?b=1'],
		[307, '/a', 'https://api.test/a'],
		[302, 'b', 'https://api.test/apis/task/b'],
		[302, 'http://', undefined],
		[302, undefined, undefined],
		[404, 'https://files.test/a', undefined],
		[400, '/a', undefined],
	])('with HTTP %s and Location %s leads to %s', async (status, location, to) => {
		const headers: Record<string, string> = location === undefined ? {} : { location };
		expect(await refusalOf({ status, headers })).toMatchObject({ status, body: '' });
		expect(await refusalOf({ status, headers })).toEqual({
			what: 'refused',
			status,
			body: '',
			location: to,
		});
	});
});

describe('a key that was refused', () => {
	test('is not sent again: each later request comes to the first refusal', async () => {
		const { api, sent } = await connected([{ status: 401, body: 'first' }, { status: 200 }]);
		const failure = { what: 'refused', status: 401, body: 'first' };
		expect(await api.open(get)).toEqual({ ok: false, failure });
		expect(await api.open({ ...get, path: '/task/2' })).toEqual({ ok: false, failure });
		expect(sent).toHaveLength(1);
	});

	test.each<[string, FakeReply]>([
		['HTTP 403', { status: 403 }],
		['HTTP 500', { status: 500 }],
		['no answer', { error: { code: 'EPIPE' } }],
	])('is not what %s says', async (_, reply) => {
		const { api, sent } = await connected([reply, { body: '{"a":1}' }]);
		expect((await api.open(get)).ok).toBe(false);
		expect(await api.read(get)).toEqual({ ok: true, body: { a: 1 } });
		expect(sent).toHaveLength(2);
	});
});

describe('an answer that is read', () => {
	test.each<[string, unknown]>([
		['{"status":"PENDING"}', { status: 'PENDING' }],
		['no JSON', 'no JSON'],
		[
			'{"url":"https://x.test/?k=key-1&j=key-1"}',
			{ url: 'https://x.test/?k=[API key]&j=[API key]' },
		],
	])('%s', async (body, read) => {
		const { api } = await connected([{ body }]);
		expect(await api.read(get)).toEqual({ ok: true, body: read });
	});

	test('and breaks off cannot be used', async () => {
		const body = new Readable({ read() {} });
		const { api } = await connected([{ status: 201, body }]);
		const reading = api.read(get);
		body.push('{"status":');
		body.destroy(new Error('aborted'));
		expect(await reading).toEqual({
			ok: false,
			failure: { what: 'unreadable', status: 201, why: expect.stringMatching(/broke off/) },
		});
	});

	test('and refused is failure', async () => {
		const { api } = await connected([{ status: 404 }]);
		expect(await api.read(get)).toMatchObject({ ok: false, failure: { status: 404 } });
	});
});

test('a file is got from anywhere, without the key, where redirects lead', async () => {
	const { api, sent } = await connected([{ body: 'fLaC' }]);
	const opened = await api.openMedia('https://files.test/a.flac?sign=1');
	if (!opened.ok) throw new Error('It must be open');
	expect((await opened.reply.body.toArray()).join('')).toBe('fLaC');
	expect(sent[0].credential).toBeUndefined();
	expect(sent[0].options).toEqual({
		url: 'https://files.test/a.flac?sign=1',
		method: 'GET',
		headers: { 'accept-encoding': 'identity' },
		timeout: 300_000,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		abortSignal: sent[0].ends,
	});
});

test('a file is put anywhere, without the key, and follows no redirect', async () => {
	const { api, sent } = await connected([{ status: 201 }]);
	const body = new File(['fLaC'], 'a.flac');
	const headers = { 'content-type': 'audio/flac' };
	const url = 'https://files.test/a?sign=1&key=key-1';
	const opened = await api.putMedia(url, { body: body as never, headers, uploadMs: 5000 });
	expect(opened).toMatchObject({ ok: true, reply: { status: 201 } });
	if (opened.ok) opened.reply.body.destroy();
	expect(sent[0].credential).toBeUndefined();
	expect(sent[0].options).toEqual({
		url: 'https://files.test/a?sign=1&key=[API key]',
		method: 'PUT',
		headers,
		body,
		timeout: 305_000,
		disableFollowRedirect: true,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		abortSignal: sent[0].ends,
	});
});

describe('the credential', () => {
	test.each([
		['https://api.test', 'https://api.test/task/1'],
		[' https://api.test/apis// \n', 'https://api.test/apis/task/1'],
		['HTTP://localhost:3000/a/b/', 'HTTP://localhost:3000/a/b/task/1'],
	])('with Base URL %j calls %s', async (baseUrl, url) => {
		const { api, sent } = await connected([], { baseUrl });
		await api.open(get);
		expect(sent[0].options.url).toBe(url);
	});

	test('the key is hidden without the white space that was pasted with it', async () => {
		const { api } = await connected([], { apiKey: ' key-2\n' });
		expect(api.hideKey('key-2, and again key-2.')).toBe('[API key], and again [API key].');
	});
});

test.each([
	['https://API.Example/apis/tts', 'api.example'],
	['https://api.example:8080?x=1', 'api.example:8080'],
])('the host of %s is %s', (url, host) => expect(hostOf(url)).toBe(host));

test('what is known of the tasks of an account is told to no other key or address', async () => {
	const timing = { clock: handClock(), timeouts: TIMEOUTS, taskLengths: openTaskLengths() };
	const lengthsOf = async (settings: Parameters<typeof fakeHttp>[1]) =>
		(await connect(fakeHttp([], settings).context, timing)).taskLengths;
	(await lengthsOf({})).add('speech', { from: 1, to: 2 });
	expect((await lengthsOf({})).of('speech')).toEqual([{ from: 1, to: 2 }]);
	expect((await lengthsOf({ apiKey: 'key-2' })).of('speech')).toEqual([]);
	expect((await lengthsOf({ baseUrl: 'https://other.test' })).of('speech')).toEqual([]);
});
