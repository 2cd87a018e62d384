import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createGunzip, gunzipSync } from 'node:zlib';
import { createSandbox } from '../../sandbox/createSandbox.mts';
import type { Fault } from '../../sandbox/faults/types.mts';
import { openSandbox, SPEECH, submit, type Guest, type OpenSandbox } from './support.mts';

let open: OpenSandbox;
let guest: Guest;
beforeAll(async () => {
	open = await openSandbox();
});
beforeEach(async () => {
	guest = await open.guest();
});
afterAll(() => open.sandbox.close());

interface Seen {
	/** Status, or the code of the error that came instead. */
	outcome: number | string;
	headers: IncomingMessage['headers'];
	body: Buffer;
	/** How the body ended: all of it, cut off, or nothing more for as long as we wait. */
	end: 'whole' | 'cut' | 'silent';
	/** ms from the request to the end. */
	took: number;
}

/**
 * What a plain HTTP client sees. Gives up after `pollingPolicy` ms in which nothing came: long, because
 * a busy machine may take seconds; short only where silence is what we look for.
 */
function look(
	url: string,
	{
		key,
		body,
		pollingPolicy = 10_000,
	}: { key?: string; body?: object; pollingPolicy?: number } = {},
): Promise<Seen> {
	const begun = Date.now();
	return new Promise((resolve) => {
		const seen: Seen = {
			outcome: 'none',
			headers: {},
			body: Buffer.alloc(0),
			end: 'silent',
			took: 0,
		};
		const finish = (part: Partial<Seen>) => resolve({ ...seen, ...part, took: Date.now() - begun });
		const request = httpRequest(url, {
			method: body ? 'POST' : 'GET',
			headers: { 'x-api-key': key ?? '', 'content-type': 'application/json' },
			agent: false,
		});
		request.setTimeout(pollingPolicy, () => {
			finish({});
			request.destroy();
		});
		request.on('error', (error: NodeJS.ErrnoException) =>
			finish({ outcome: error.code ?? 'error' }),
		);
		request.on('response', (response) => {
			seen.outcome = response.statusCode ?? 0;
			seen.headers = response.headers;
			response.on('data', (chunk) => (seen.body = Buffer.concat([seen.body, chunk])));
			response.on('end', () => finish({ end: 'whole' }));
			response.on('error', () => finish({ end: 'cut' }));
		});
		request.end(body && JSON.stringify(body));
	});
}

/** Submits speech while a fault waits; answers with what was seen and whether a task began. */
async function submitWith(fault: Fault, pollingPolicy?: number) {
	await guest.account.addFaults({ step: 'submit', fault });
	const seen = await look(`${open.apiUrl}/tts`, {
		key: guest.account.key,
		body: SPEECH,
		pollingPolicy,
	});
	const { tasks, requests } = await guest.account.state();
	expect(requests[0].fault).toBe(fault.type);
	return { ...seen, tasks: tasks.length, text: String(seen.body), log: requests[0] };
}

describe('on the wire', () => {
	test('status, with headers and body of one’s own', async () => {
		const limited = { 'retry-after': '7' };
		const first = await submitWith({ type: 'status', status: 429, headers: limited });
		expect(first).toMatchObject({ outcome: 429, tasks: 0, headers: limited });
		expect(JSON.parse(first.text)).toEqual({ detail: 'Rate limit exceeded' });
		await guest.account.addFaults({
			fault: { type: 'status', status: 502, body: '<html>Bad gateway</html>' },
		});
		const second = await look(`${open.apiUrl}/folders`, { key: guest.account.key });
		expect(second).toMatchObject({ outcome: 502, headers: { 'content-type': 'text/html' } });
		expect(String(second.body)).toBe('<html>Bad gateway</html>');
	});

	test('reset before anything is done', async () => {
		const seen = await submitWith({ type: 'reset-before' });
		expect(seen).toMatchObject({ outcome: 'ECONNRESET', tasks: 0, log: { status: null } });
	});

	test('reset after the task was accepted', async () => {
		const seen = await submitWith({ type: 'reset-after' });
		expect(seen).toMatchObject({ outcome: 'ECONNRESET', tasks: 1, log: { status: null } });
	});

	test('hang: never a byte', async () => {
		expect(await submitWith({ type: 'hang' }, 500)).toMatchObject({ outcome: 'none', tasks: 0 });
	});

	test('hang, for ever: an exhausted key that is never answered', async () => {
		await guest.account.addFaults({ times: 'forever', fault: { type: 'hang' } });
		const { key } = guest.account;
		for (const [path, body] of [['/source-languages'], ['/tts', SPEECH]] as const) {
			const seen = await look(`${open.apiUrl}${path}`, { key, body, pollingPolicy: 500 });
			expect(seen.outcome).toBe('none');
		}
	});

	test('hang-body: half of it, then silence', async () => {
		const seen = await submitWith({ type: 'hang-body' }, 1500);
		expect(seen).toMatchObject({ outcome: 200, end: 'silent', tasks: 1 });
		expect(seen.body.length).toBe(Math.floor(Number(seen.headers['content-length']) / 2));
	});

	test('truncate: half of it, then the end of the connection', async () => {
		const seen = await submitWith({ type: 'truncate' });
		expect(seen).toMatchObject({ outcome: 200, end: 'cut', tasks: 1 });
		expect(seen.body.length).toBe(Math.floor(Number(seen.headers['content-length']) / 2));
	});

	test('drip: all of it, slowly', async () => {
		const seen = await submitWith({ type: 'drip', bytesPerSecond: 100 });
		expect(seen).toMatchObject({ outcome: 200, end: 'whole', tasks: 1 });
		expect(seen.took).toBeGreaterThan(350);
		expect(JSON.parse(seen.text).task_id).toBeTruthy();
	});

	test('packed: all of it, packed, with the length of that', async () => {
		const seen = await submitWith({ type: 'packed', encoding: 'gzip' });
		expect(seen).toMatchObject({ outcome: 200, end: 'whole', tasks: 1 });
		expect(seen.headers).toMatchObject({
			'content-encoding': 'gzip',
			'content-length': String(seen.body.length),
		});
		expect(JSON.parse(String(gunzipSync(seen.body))).task_id).toBeTruthy();
		guest = await open.guest();
		const cut = await submitWith({ type: 'packed', encoding: 'br', isCut: true });
		expect(cut).toMatchObject({ outcome: 200, end: 'cut', tasks: 1 });
	});

	test('other-file: that file, as if it were the right one', async () => {
		const seen = await submitWith({ type: 'other-file', base64: 'iVBORw==' });
		expect(seen).toMatchObject({ outcome: 200, end: 'whole', tasks: 1 });
		expect(seen.headers?.['content-type']).toMatch(/json/);
		expect(seen.body.toString('latin1')).toBe('\x89PNG');
	});

	test('empty, html, bad-json: a good status, a useless body', async () => {
		const empty = await submitWith({ type: 'empty' });
		expect(empty).toMatchObject({ outcome: 200, end: 'whole', text: '', tasks: 1 });
		guest = await open.guest();
		const html = await submitWith({ type: 'html' });
		expect(html).toMatchObject({
			outcome: 200,
			headers: { 'content-type': 'text/html' },
			tasks: 1,
		});
		guest = await open.guest();
		const bad = await submitWith({ type: 'bad-json' });
		expect(bad).toMatchObject({ outcome: 200, headers: { 'content-type': 'application/json' } });
		expect(() => JSON.parse(bad.text)).toThrow(SyntaxError);
	});

	test('content-type: the right body under a wrong label', async () => {
		const seen = await submitWith({ type: 'content-type', contentType: 'image/png' });
		expect(seen.headers['content-type']).toBe('image/png');
		expect(JSON.parse(seen.text).task_id).toBeTruthy();
	});

	test('huge-json: that many bytes', async () => {
		const seen = await submitWith({ type: 'huge-json', bytes: 1_000_000 });
		expect(seen.body).toHaveLength(1_000_000);
		expect(Object.keys(JSON.parse(seen.text))).toEqual(['filler']);
	});

	test('gzip-bomb: few bytes that unpack to many', async () => {
		const seen = await submitWith({ type: 'gzip-bomb', bytes: 5_000_000 });
		expect(seen.headers['content-encoding']).toBe('gzip');
		expect(seen.body.length).toBeLessThan(20_000);
		let unpacked = 0;
		for await (const chunk of createGunzip().end(seen.body)) unpacked += chunk.length;
		expect(unpacked).toBe(5_000_000);
	});

	test('no-task-id', async () => {
		const seen = await submitWith({ type: 'no-task-id' });
		expect([seen.text, seen.tasks]).toEqual(['{"task_id":null}', 0]);
	});
});

describe('redirects', () => {
	test('to the same host: the same address', async () => {
		const seen = await submitWith({ type: 'redirect', status: 307, location: 'same' });
		expect(seen).toMatchObject({ outcome: 307, headers: { location: '/apis/tts' }, tasks: 0 });
	});

	test('to another host, which notes whether the key followed', async () => {
		const seen = await submitWith({ type: 'redirect', location: 'other' });
		expect(seen.outcome).toBe(302);
		expect(seen.headers.location).toContain(open.mediaUrl);
		await look(String(seen.headers.location), { key: guest.account.key });
		const { requests } = await guest.account.state();
		expect(requests.at(-1)).toMatchObject({ origin: 'media', step: 'media', key: true });
	});

	test('of a result to another host, where the result is', async () => {
		const { runId } = await submit(guest, '/tts', SPEECH);
		await guest.account.addFaults({
			step: 'fetch',
			fault: { type: 'redirect', location: 'other' },
		});
		const seen = await look(`${open.apiUrl}/tts-result/${runId}`, { key: guest.account.key });
		const moved = await fetch(String(seen.headers.location));
		expect(moved.headers.get('content-type')).toBe('audio/flac');
		const { requests } = await guest.account.state();
		expect(requests.at(-1)).toMatchObject({ origin: 'media', key: false, status: 200 });
	});
});

describe('tasks', () => {
	test('end badly, with reason and message', async () => {
		await guest.account.addFaults({
			fault: {
				type: 'task',
				status: 'ERROR',
				exceptionReason: 'SOURCE_TOO_LONG',
				message: { limit: 60 },
			},
		});
		const { data } = await guest.http.post('/tts', SPEECH);
		expect((await guest.http.get(`/tts/${data.task_id}`)).data).toEqual({
			status: 'ERROR',
			run_id: null,
			exception_reason: 'SOURCE_TOO_LONG',
			message: { limit: 60 },
		});
	});

	test('show unknown words, then go on', async () => {
		await guest.account.addFaults({ times: 2, fault: { type: 'status-word', word: 'QUEUED' } });
		const { taskId } = await submit(guest, '/tts', SPEECH);
		const words = [];
		for (let poll = 0; poll < 3; poll += 1) {
			words.push((await guest.http.get(`/tts/${taskId}`)).data.status);
		}
		expect(words).toEqual(['QUEUED', 'QUEUED', 'SUCCESS']);
		expect((await guest.account.state()).tasks[0].polls).toBe(3);
	});
});

describe('rules', () => {
	const fail = (status: number): Fault => ({ type: 'status', status });

	test('skip, times, forever, order', async () => {
		await guest.account.addFaults(
			{ skip: 1, times: 2, fault: fail(500) },
			{ step: 'list', operation: 'listFolders', times: 'forever', fault: fail(503) },
		);
		const statuses = [];
		for (let count = 0; count < 5; count += 1) {
			statuses.push((await guest.http.get('/folders')).status);
		}
		// The first request is let pass by the first rule, and so meets the second.
		expect(statuses).toEqual([503, 500, 500, 503, 503]);
		expect((await guest.http.get('/dictionaries')).status).toBe(200);
		expect((await guest.account.state()).faults).toMatchObject([{ operation: 'listFolders' }]);
	});

	test('contains follows a task from its submit to its poll, fetch and file', async () => {
		const [plain, marked] = [
			await submit(guest, '/tts', SPEECH),
			await submit(guest, '/tts', { ...SPEECH, text: 'This is the "marked" one.' }),
		];
		for (const step of ['poll', 'fetch', 'media'] as const) {
			await guest.account.addFaults({ step, contains: 'the "marked" one', fault: fail(418) });
		}
		const polls = [plain, marked].map(({ taskId }) => guest.http.get(`/tts/${taskId}`));
		expect((await Promise.all(polls)).map(({ status }) => status)).toEqual([200, 418]);
		const results = [plain, marked].map(({ runId }) => guest.http.get(`/tts-result/${runId}`));
		expect((await Promise.all(results)).map(({ status }) => status)).toEqual([200, 418]);
		const bulk = await guest.http.post('/tts-results', { run_ids: [plain.runId, marked.runId] });
		const links = [plain, marked].map(({ runId }) => look(bulk.data[runId].output_url));
		expect((await Promise.all(links)).map(({ outcome }) => outcome)).toEqual([200, 418]);
	});
});

test('a client that leaves is not answered a second time', async () => {
	const { app, listen, close, accounts } = createSandbox();
	const answers = new Map<object, number>();
	app.addHook('onSend', async (request) => {
		answers.set(request, (answers.get(request) ?? 0) + 1);
	});
	const { apiUrl } = await listen();
	const account = accounts.getOrCreate('sandbox-leaver');
	for (let turns = 1; turns <= 40; turns += 1) {
		account.faults.push({ fault: { type: 'gzip-bomb', bytes: 5_000_000 } });
		const headers = { 'x-api-key': account.key, 'content-type': 'application/json' };
		const request = httpRequest(`${apiUrl}/tts`, { method: 'POST', agent: false, headers });
		request.on('error', () => {});
		request.end(JSON.stringify(SPEECH));
		for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
		request.destroy();
		await new Promise((resolve) => setTimeout(resolve, 10));
		account.faults.length = 0;
	}
	await close();
	expect(Math.max(...answers.values())).toBe(1);
});

test('faults work in-process too', async () => {
	const key = 'sandbox-inject';
	const { app, accounts } = open.sandbox;
	accounts.getOrCreate(key).faults.push({ fault: { type: 'reset-after' } });
	const call = {
		method: 'POST',
		url: '/apis/tts',
		headers: { 'x-api-key': key },
		payload: SPEECH,
	} as const;
	await expect(app.inject(call)).rejects.toThrow('response destroyed before completion');
	expect(accounts.getOrCreate(key).tasks).toHaveLength(1);
	expect((await app.inject(call)).statusCode).toBe(200);
});
