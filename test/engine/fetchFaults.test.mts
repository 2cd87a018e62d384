import http from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Settings } from '../../sandbox/settings.mts';
import { newAccount, runNode, useEngine } from '../support/harness.mts';

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

/** Uses an API of its own, which answers as `handler` says. */
async function withApi(handler: http.RequestListener, use: (baseUrl: string) => Promise<void>) {
	const server = http.createServer(handler);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

function send(to: http.ServerResponse, status: number, body: object, headers = {}) {
	to.writeHead(status, { 'content-type': 'application/json', ...headers });
	to.end(JSON.stringify(body));
}

const sound = Buffer.alloc(9000, 1);
function sendSound(to: http.ServerResponse) {
	to.writeHead(200, { 'content-type': 'audio/wav' });
	to.end(sound);
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
				options: { maxWait: 0.1 },
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
		expect(result.outputs[ended].map(({ json }) => json.error)).toEqual([
			'CAMB.AI did not finish within 6 seconds',
			'The task is still running',
		]);
	});

	test('any other value is told before anything is asked', async () => {
		const { error, account } = await runNode({
			type,
			parameters: { taskId: 'abc', whenStillRunning: '={{ "Wait" }}' },
			items: [{ json: {} }],
		});
		expect(error?.message).toBe('When Still Running "Wait" is not recognized');
		expect(error?.description).toBe('Choose one of: wait, branch, error.');
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
				expect(error?.message).toBe('CAMB.AI stopped reporting the status of the task');
				expect(error?.description).toContain('(HTTP 503). It asks you to wait 24 hours.');
				expect(error?.description).toContain('Task ID abc');
			}
		});
	});

	test.each([
		['error', 'CAMB.AI stopped reporting the status of the task', undefined],
		['item', undefined, 'PENDING'],
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
			expect(error?.message).toBe(message);
			expect(items[0]?.json.status).toBe(status);
			if (status) expect(items[0].json.taskId).toBe('abc');
		});
	});
});
