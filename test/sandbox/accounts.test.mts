import { connect } from 'node:net';
import { createSandbox } from '../../sandbox/createSandbox.mts';
import { startSandbox } from '../../sandbox/start.mjs';
import { sandboxDriver } from '../../sandbox/driver.mts';
import { openSandbox, SPEECH, submit, type OpenSandbox } from './support.mts';

let open: OpenSandbox;
beforeAll(async () => {
	open = await openSandbox();
});
afterAll(() => open.sandbox.close());

/** Sends a head exactly as written, and answers with the status line. */
function sendRaw(keyLine: string): Promise<string> {
	const { hostname, port } = new URL(open.apiUrl);
	return new Promise((resolve, reject) => {
		const socket = connect(Number(port), hostname);
		let answer = '';
		socket.on('data', (chunk) => (answer += chunk));
		socket.on('close', () => resolve(answer.split('\r\n')[0]));
		socket.on('error', reject);
		socket.write(`GET /apis/folders HTTP/1.1\r\nHost: x\r\n${keyLine}Connection: close\r\n\r\n`);
	});
}

describe('keys', () => {
	test('only keys that begin with sandbox- and are trimmed', async () => {
		expect(await sendRaw('x-api-key: sandbox-demo\r\n')).toMatch('200');
		expect(await sendRaw('X-API-Key:sandbox-demo\r\n')).toMatch('200');
		for (const line of [
			'',
			'x-api-key: other\r\n',
			'x-api-key: sandbox-\r\n',
			'x-api-key:  sandbox-demo\r\n',
			'x-api-key: sandbox-demo \r\n',
			'x-api-key:\tsandbox-demo\r\n',
		]) {
			expect(await sendRaw(line)).toMatch('401');
		}
		const { http } = await open.guest();
		const answer = await http.get('/folders', { headers: { 'x-api-key': 'wrong' } });
		expect(answer.data).toEqual({ error: 'Invalid API key', status: 401 });
	});

	test('a key that was not trimmed spoils only its own request on a kept connection', async () => {
		const { hostname, port } = new URL(open.apiUrl);
		const socket = connect(Number(port), hostname);
		const ask = (line: string) =>
			new Promise<string>((resolve) => {
				socket.once('data', (chunk) => resolve(String(chunk).split('\r\n')[0]));
				socket.write(`GET /apis/folders HTTP/1.1\r\nHost: x\r\n${line}\r\n\r\n`);
			});
		expect(await ask('x-api-key: sandbox-demo')).toMatch('200');
		expect(await ask('x-api-key: sandbox-demo ')).toMatch('401');
		expect(await ask('x-api-key: sandbox-demo')).toMatch('200');
		socket.destroy();
	});
});

describe('accounts', () => {
	test('never meet', async () => {
		const [first, second] = [await open.guest(), await open.guest()];
		const { taskId, runId } = await submit(first, '/tts', SPEECH);
		expect((await second.http.get(`/tts/${taskId}`)).status).toBe(404);
		expect((await second.http.get(`/tts-result/${runId}`)).status).toBe(400);
		expect((await second.account.state()).tasks).toEqual([]);
		await second.account.addFaults({ fault: { type: 'status', status: 500 }, times: 'forever' });
		expect((await first.http.get('/folders')).status).toBe(200);
		expect((await second.http.get('/folders')).status).toBe(500);
		await second.account.clearFaults();
		expect((await second.http.get('/folders')).status).toBe(200);
		await second.account.remove();
		await expect(second.account.state()).rejects.toThrow('404');
	});

	test('remember each request', async () => {
		const guest = await open.guest();
		const { taskId } = await submit(guest, '/tts', SPEECH);
		await guest.http.get(`/tts/${taskId}`);
		await guest.http.post('/tts', { text: 'no voice' });
		expect((await guest.account.state()).requests).toMatchObject([
			{
				step: 'submit',
				operationId: 'createTts',
				method: 'POST',
				path: '/apis/tts',
				status: 200,
				key: true,
				origin: 'api',
				body: SPEECH,
			},
			{ step: 'poll', operationId: 'getTtsStatus', path: `/apis/tts/${taskId}`, status: 200 },
			{ step: 'submit', status: 422, body: { text: 'no voice' } },
		]);
	});

	test('settings and faults are checked', async () => {
		const { account } = await open.guest();
		await expect(account.configure({ sped: 2 } as never)).rejects.toThrow('422');
		await expect(account.addFaults({ fault: { type: 'statos' } } as never)).rejects.toThrow('422');
		await expect(account.addFaults({ fault: { type: 'status' } } as never)).rejects.toThrow('422');
		await account.configure({ speed: 3 });
		expect((await account.state()).settings).toMatchObject({
			speed: 3,
			taskSeconds: {},
			dub: 'auto',
		});
	});
});

describe('the clock', () => {
	const key = { 'x-api-key': 'sandbox-clock' };

	test('is virtual in-process: tasks end after their kind’s seconds', async () => {
		let now = 1_000_000;
		const { app, accounts, close } = createSandbox({ now: () => now });
		const post = (url: string, payload: object) =>
			app.inject({ method: 'POST', url: `/apis${url}`, headers: key, payload });
		const status = async (path: string, id: string) =>
			(await app.inject({ url: `/apis${path}/${id}`, headers: key })).json().status;
		const speech = (await post('/tts', SPEECH)).json().task_id;
		const dub = (
			await post('/dub', {
				video_url: 'https://a.b/c.mp4',
				source_language: 1,
				target_languages: [54],
			})
		).json().task_id;
		now += 1999;
		expect(await status('/tts', speech)).toBe('PENDING');
		now += 1;
		expect(await status('/tts', speech)).toBe('SUCCESS');
		expect(await status('/dub', dub)).toBe('PENDING');
		accounts.getOrCreate('sandbox-clock').configure({ speed: 100 });
		now += 29;
		expect(await status('/dub', dub)).toBe('PENDING');
		now += 1;
		expect(await status('/dub', dub)).toBe('SUCCESS');
		accounts.getOrCreate('sandbox-clock').configure({ taskSeconds: { 'text-to-speech': 60 } });
		const slow = (await post('/tts', SPEECH)).json().task_id;
		now += 59_999;
		expect(await status('/tts', slow)).toBe('PENDING');
		await close();
	});

	test('runs faster over the wire too', async () => {
		const { http } = await open.guest({ speed: 100 });
		const { data } = await http.post('/tts', SPEECH);
		const begun = Date.now();
		let status = 'PENDING';
		while (status === 'PENDING') status = (await http.get(`/tts/${data.task_id}`)).data.status;
		expect(Date.now() - begun).toBeLessThan(1000);
	});
});

test('runs as a process of its own', async () => {
	const started = await startSandbox();
	const account = await sandboxDriver(started.adminUrl).createAccount({ taskSeconds: 0 });
	expect((await account.state()).tasks).toEqual([]);
	await started.stop();
	await expect(account.state()).rejects.toThrow();
});
