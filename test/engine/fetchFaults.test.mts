import type http from 'node:http';

import type { Settings } from '../../sandbox/settings.mts';
import { newAccount, runNode, useEngine } from '../support/harness.mts';
import { send, sendSound, withApi } from '../support/ownApi.mts';

useEngine();

const type = 'cambFetchResult';

/** Submitted tasks, as the items that Text to Speech gave out. */
async function submitted(count: number, settings: Partial<Settings>) {
	const account = await newAccount(settings);
	const parameters = {
		text: '={{ $json.text }}',
		voice: 147320,
		language: 1,
		waitForCompletion: false,
	};
	const texts = Array.from({ length: count }, (_, number) => ({
		json: { text: `text ${number}` },
	}));
	const { items } = await runNode({ type: 'cambTextToSpeech', parameters, items: texts, account });
	return { account, items: items.map(({ json }) => ({ json })) };
}

describe('When Still Running by expression', () => {
	test.each([
		['continueRegularOutput', 2],
		['continueErrorOutput', 3],
	] as const)('is read for each item (%s)', async (onError, outputs) => {
		const { account, items } = await submitted(3, { taskSeconds: 1000 });
		const modes = ['wait', 'branch', 'error'];
		const result = await runNode({
			type,
			parameters: {
				whenStillRunning: `={{ ${JSON.stringify(modes)}[$itemIndex] }}`,
				options: { maxWait: '={{ [0.1, 60, 0.1][$itemIndex] }}' },
			},
			items,
			account,
			node: { onError },
		});
		expect(result.outputs).toHaveLength(outputs);
		const ended = onError === 'continueErrorOutput' ? 2 : 0;
		expect(result.outputs[1].map(({ json }) => json)).toMatchObject([
			{ taskId: items[1].json.taskId, status: 'PENDING' },
		]);
		const messages = [/within 6 seconds/, /still running/].map((words) =>
			expect.stringMatching(words),
		);
		expect(result.outputs[ended].map(({ json }) => json.error)).toMatchObject(
			onError === 'continueErrorOutput'
				? messages.map((message: unknown) => ({ message }))
				: messages,
		);
	});

	test('any other value is told before anything is asked', async () => {
		const { error, account } = await runNode({
			type,
			parameters: { taskId: 'abc', whenStillRunning: '={{ "later" }}' },
			items: [{ json: { kind: 'dub' } }],
		});
		expect(error?.message).toContain('When Still Running "later"');
		expect(error?.description).toMatch(/: Wait, .+, Stop With Error\.$/);
		expect((await account.state()).requests).toEqual([]);
	});
});

describe('an API that asks to wait', () => {
	const byTask = { kind: 'text-to-speech', taskId: 'abc' };

	test('one look is taken after the wait, and sees the finished task', async () => {
		let polls = 0;
		const handler: http.RequestListener = ({ url }, answer) => {
			if (url?.startsWith('/tts-result')) return sendSound(answer);
			if (polls++ === 0) return send(answer, 429, {}, { 'retry-after': '30' });
			send(answer, 200, { status: 'SUCCESS', run_id: 1 });
		};
		await withApi(handler, async (baseUrl) => {
			const { items } = await runNode({
				type,
				parameters: { ...byTask, whenStillRunning: 'error' },
				credential: { baseUrl },
			});
			expect(items[0].json).toMatchObject({ status: 'SUCCESS', checks: 2 });
			expect(polls).toBe(2);
		});
	});

	test.each([
		['error', undefined],
		['wait', undefined],
		['branch', 'UNKNOWN'],
	])('for a day: %s ends at once, and never says that the task runs', async (mode, status) => {
		let polls = 0;
		const handler: http.RequestListener = (_, answer) => {
			polls++;
			send(answer, 503, {}, { 'retry-after': '86400' });
		};
		await withApi(handler, async (baseUrl) => {
			const { error, outputs } = await runNode({
				type,
				parameters: { ...byTask, whenStillRunning: mode },
				credential: { baseUrl },
			});
			expect(polls).toBe(1);
			if (status) expect(outputs[1][0].json).toMatchObject({ status, checks: 1 });
			else {
				expect(error?.message).toMatch(/stopped reporting/);
				expect(error?.description).toContain('(HTTP 503). It asks you to wait 24 hours.');
				expect(error?.description).toContain('Task ID abc');
			}
		});
	});

	test.each([
		['error', /stopped reporting/, undefined],
		['item', /^$/, 'PENDING'],
	])('between two checks, under On Max Wait %s', async (onMaxWait, message, status) => {
		let polls = 0;
		const handler: http.RequestListener = ({ method }, answer) => {
			if (method === 'POST') return send(answer, 200, { task_id: 'abc' });
			if (++polls === 2) return send(answer, 503, {}, { 'retry-after': '86400' });
			send(answer, 200, polls === 1 ? { status: 'PENDING' } : { status: 'SUCCESS', run_id: 7 });
		};
		await withApi(handler, async (baseUrl) => {
			const { error, items } = await runNode({
				type: 'cambTextToSpeech',
				parameters: { text: 'Some text', voice: 1, language: 1, options: { onMaxWait } },
				credential: { baseUrl },
			});
			expect(polls).toBe(2);
			expect(error?.message ?? '').toMatch(message);
			expect(items[0]?.json.status).toBe(status);
			if (status) expect(items[0].json.taskId).toBe('abc');
		});
	});
});

describe('bulk calls are only a shortcut', () => {
	const runs = Array.from({ length: 20 }, (_, index) => index + 1);
	const byRuns = { lookUpBy: 'run', kind: 'text-to-speech', runId: runs.join(',') };

	test.each([
		[500, 1],
		[404, 4],
		[429, 2],
	])('answered %s: %s calls for 20 runs', async (status, calls) => {
		const asked: string[] = [];
		const handler: http.RequestListener = ({ url, method }, answer) => {
			asked.push(`${method} ${url?.replace(/\?.*/, '')}`);
			if (method === 'POST') return send(answer, status, {});
			sendSound(answer);
		};
		await withApi(handler, async (baseUrl) => {
			const { items } = await runNode({ type, parameters: byRuns, credential: { baseUrl } });
			expect(items.map(({ json }) => json.runId)).toEqual(runs);
			expect(asked.filter((call) => call === 'POST /tts-results')).toHaveLength(calls);
			expect(asked.filter((call) => call.startsWith('GET'))).toEqual(
				runs.map((run) => `GET /tts-result/${run}`),
			);
		});
	});

	test('a list does not say which run is which: each is got singly', async () => {
		const got: unknown[] = [];
		const handler: http.RequestListener = ({ url, method, headers }, answer) => {
			const links = Array.from({ length: 9 }, () => `http://${headers.host}/other`);
			if (method === 'POST') return send(answer, 200, links);
			got.push(url?.replace(/\?.*/, ''));
			sendSound(answer);
		};
		await withApi(handler, async (baseUrl) => {
			const parameters = { ...byRuns, runId: '1,2,3' };
			await runNode({ type, parameters, credential: { baseUrl } });
			expect(got).toEqual([1, 2, 3].map((run) => `/tts-result/${run}`));
		});
	});

	test('a call that came too soon is repeated once', async () => {
		let calls = 0;
		const handler: http.RequestListener = ({ method, headers }, answer) => {
			if (method === 'GET') return sendSound(answer);
			if (++calls === 1) return send(answer, 429, {});
			const link = `http://${headers.host}/sound`;
			send(answer, 200, Object.fromEntries(runs.map((run) => [run, link])));
		};
		await withApi(handler, async (baseUrl) => {
			const { items } = await runNode({ type, parameters: byRuns, credential: { baseUrl } });
			expect(items).toHaveLength(20);
			expect(calls).toBe(5);
		});
	});

	test('speech behind a link that ended is got singly', async () => {
		const handler: http.RequestListener = ({ url, headers }, answer) => {
			const link = `http://${headers.host}/gone`;
			if (url === '/tts-results') return send(answer, 200, { 1: link, 2: link });
			if (url === '/gone') return send(answer, 403, {});
			sendSound(answer);
		};
		await withApi(handler, async (baseUrl) => {
			const { items } = await runNode({
				type,
				parameters: { ...byRuns, runId: '1, 2' },
				credential: { baseUrl },
			});
			expect(items.map(({ json }) => json.fileSize)).toEqual([9000, 9000]);
		});
	});

	test.each([
		['with links that ended', (host: string) => ({ audio_url: `${host}/gone`, transcript: [] })],
		['without files', () => ({ audio_url: null, transcript: [] })],
	])('a dub %s is got singly', async (_, entry) => {
		const singles: string[] = [];
		const handler: http.RequestListener = ({ url = '', headers }, answer) => {
			const host = `http://${headers.host}`;
			if (url === '/dubbing-results') {
				return send(answer, 200, { 1: { 54: entry(host) }, 2: { 54: entry(host) } });
			}
			if (url === '/gone') return send(answer, 403, {});
			if (!url.startsWith('/dub-result')) return sendSound(answer);
			singles.push(url);
			send(answer, 200, { 54: { audio_url: `${host}/sound`, transcript: [] } });
		};
		await withApi(handler, async (baseUrl) => {
			const { items } = await runNode({
				type,
				parameters: { lookUpBy: 'run', kind: 'dub', runId: '1, 2' },
				credential: { baseUrl },
			});
			expect(items.map(({ json }) => json.fileSize)).toEqual([9000, 9000]);
			expect(singles).toEqual(['/dub-result/1', '/dub-result/2']);
		});
	});
});

test('a result that the API redirects to is got without the key, a relative address too', async () => {
	const keys: unknown[] = [];
	const handler: http.RequestListener = ({ url, headers }, answer) => {
		if (url === '/media/sound.wav') {
			keys.push(headers['x-api-key']);
			return sendSound(answer);
		}
		answer.writeHead(302, { location: '/media/sound.wav' }).end();
	};
	await withApi(handler, async (baseUrl) => {
		const { items } = await runNode({
			type,
			parameters: { lookUpBy: 'run', kind: 'text-to-speech', runId: '1' },
			credential: { baseUrl },
		});
		expect(items[0].json.fileSize).toBe(9000);
		expect(keys).toEqual([undefined]);
	});
});
