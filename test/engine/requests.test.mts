import type { IncomingMessage, ServerResponse } from 'node:http';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { countOf, newAccount, runNode, useEngine, useTimeouts } from '../support/harness.mts';
import { listen, realApi } from '../support/realApi.mts';
import { explainFailure } from '../../nodes/shared/errors/explain';

useEngine();
const SLOW_MS = 700;

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;
const json =
	(body: unknown): Answer =>
	(_, response) =>
		void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
const sound = (response: ServerResponse) =>
	response.setHeader('content-type', 'audio/flac').end('fLaC sound');

/** A server with an answer for each path, and the requests that it got. */
async function serverWith(answers: Record<string, Answer>) {
	const seen: Array<{ path: string; encoding: unknown }> = [];
	const server = http.createServer((request, response) => {
		request.resume();
		const path = String(request.url).split('?')[0];
		seen.push({ path, encoding: request.headers['accept-encoding'] });
		(answers[path] ?? json({}))(request, response);
	});
	return { url: `http://127.0.0.1:${await listen(server)}`, seen };
}

const piece = Buffer.alloc(1024 * 1024, '{"text":"no end"}');
/** Sends JSON as long as somebody reads it. */
async function endless(response: ServerResponse) {
	response.setHeader('content-type', 'application/json');
	while (!response.destroyed) if (!response.write(piece)) await sleep(5);
}

const speech = {
	type: 'cambTextToSpeech',
	parameters: { text: 'Hello', voice: 147320, language: 1 },
};

describe('a file', () => {
	useTimeouts({ readMs: SLOW_MS / 2 });

	test('may take as long as media to begin, and is asked for unpacked, which all else is not', async () => {
		const { url, seen } = await serverWith({
			'/tts': json({ task_id: 't-1' }),
			'/tts/t-1': json({ status: 'SUCCESS', run_id: 7 }),
			'/tts-result/7': async (_, response) => {
				await sleep(SLOW_MS);
				sound(response);
			},
			'/tts-stream': (_, response) => void sound(response),
		});
		const credential = { baseUrl: url };
		const { items } = await runNode({ ...speech, credential });
		expect(items[0].json.fileSize).toBe(10);
		await runNode({
			...speech,
			parameters: { ...speech.parameters, text: 'Hello there', delivery: 'stream' },
			credential,
		});
		expect(seen).toEqual([
			{ path: '/tts', encoding: 'identity' },
			{ path: '/tts/t-1', encoding: expect.stringContaining('gzip') as string },
			{ path: '/tts-result/7', encoding: 'identity' },
			{ path: '/tts-stream', encoding: 'identity' },
		]);
	});
});

describe('a result', () => {
	// However slow the machine.
	useTimeouts({ longestReadMs: 300_000_000, stallMs: 300_000_000 });

	test('a transcript too long to hold is asked for once, and told with its IDs', async () => {
		const { url, seen } = await serverWith({
			'/transcription-result/7': async (_, response) => await endless(response),
		});
		const { error } = await runNode({
			type: 'cambFetchResult',
			parameters: { lookUpBy: 'run', kind: 'transcription', runId: '7' },
			credential: { baseUrl: url },
		});
		expect(seen).toHaveLength(1);
		expect(error?.description).toMatch(/longer than 64 MB.*Run ID 7/);
		expect(error?.context).toMatchObject({ kind: 'transcription', runId: 7 });
	});

	test('a status that is one endless text says nothing about the task', async () => {
		let checks = 0;
		const { url } = await serverWith({
			'/transcribe/t-1': async (request, response) =>
				checks++ ? json({ status: 'ERROR' })(request, response) : await endless(response),
		});
		const { error } = await runNode({
			type: 'cambFetchResult',
			parameters: { kind: 'transcription', taskId: 't-1' },
			credential: { baseUrl: url },
		});
		expect(error?.message).toContain('status ERROR');
	});
});

describe('a key that is refused once', () => {
	const refused = { type: 'status', status: 401 } as const;
	const numbered = (count: number, name: string) =>
		Array.from({ length: count }, (_, number) => ({ json: { [name]: number + 1 } }));

	test('ends all that a node does: other items fail without a request', async () => {
		const account = await newAccount();
		await account.addFaults({ step: 'submit', fault: refused, times: 'forever' });
		const { items } = await runNode({
			...speech,
			parameters: { ...speech.parameters, text: '={{ $json.n }}', options: { itemsAtOnce: 2 } },
			items: numbered(8, 'n'),
			account,
			node: { onError: 'continueRegularOutput' },
		});
		expect(items.map(({ json }) => json.error)).toEqual(
			Array(8).fill(expect.stringMatching(/API key/)),
		);
		expect(await countOf(account, 'submit')).toBeLessThanOrEqual(2);
	});

	test('ends bulk calls, and what would have been asked for singly', async () => {
		const account = await newAccount();
		await account.addFaults({ step: 'fetch', fault: refused, times: 'forever' });
		const { error } = await runNode({
			type: 'cambFetchResult',
			parameters: { lookUpBy: 'run', kind: 'text-to-speech', runId: '={{ $json.id }}' },
			items: numbered(50, 'id'),
			account,
		});
		expect(error?.message).toMatch(/API key/);
		expect(await countOf(account, 'fetch')).toBe(1);
	});

	test.each([
		[401, 1],
		[403, 2],
	])('HTTP %s: of two requests %s are sent', async (status, sent) => {
		const no: Answer = (_, response) => void response.writeHead(status).end();
		const { url, seen } = await serverWith({ '/a': no });
		const api = await realApi(url);
		for (let count = 0; count < 2; count++) {
			const { ok, ...more } = await api.read({ method: 'GET', path: '/a' });
			expect({ ok, ...more }).toMatchObject({ ok: false, failure: { what: 'refused', status } });
		}
		expect(seen).toHaveLength(sent);
	});

	test('by a server of files, which gets none, says nothing of the key', async () => {
		const { url, seen } = await serverWith({
			'/file': (_, response) => void response.writeHead(401).end(),
		});
		const api = await realApi(url);
		expect(await api.openMedia(`${url}/file`)).toMatchObject({ failure: { status: 401 } });
		expect(await api.read({ method: 'GET', path: '/a' })).toEqual({ ok: true, body: {} });
		expect(seen).toHaveLength(2);
	});
});

test('a proxy that wants a password is not taken for CAMB.AI', async () => {
	const { url } = await serverWith({ '/a': (_, response) => void response.writeHead(407).end() });
	const answer = await (await realApi(url)).read({ method: 'GET', path: '/a' });
	if (answer.ok) throw new Error('It must not work');
	for (const purpose of ['read', 'media'] as const) {
		expect(explainFailure(answer.failure, purpose).message).toContain('proxy');
	}
});
