import type { RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { runNode, startNode, readRun, useEngine } from '../support/harness.mts';

useEngine();

const DUB = { kind: 'dub', taskId: 't1', runId: 7 };
let server: Server;
/** The languages whose file is not there. */
let gone: number[];
/** Called when a file that is not there is asked for. */
let onGone: () => void;

const json = (response: ServerResponse, body: unknown, status = 200) => {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
};

/** A dub into Spanish and French. */
const serve: RequestListener = ({ method, url = '', headers }, response) => {
	const link = (language: number) => ({
		audio_url: `http://${headers.host}/file/${language}`,
		transcript: [],
	});
	if (method === 'POST') return json(response, { task_id: DUB.taskId });
	if (url === '/dub/t1') return json(response, { status: 'SUCCESS', run_id: DUB.runId });
	if (url.startsWith('/dub-result')) return json(response, { 54: link(54), 76: link(76) });
	if (gone.some((language) => url.endsWith(String(language)))) {
		onGone();
		return json(response, {}, 404);
	}
	response.writeHead(200, { 'content-type': 'audio/wav' });
	response.end(Buffer.alloc(9000, 1));
};

beforeEach(async () => {
	gone = [76];
	onGone = () => {};
	server = createServer(serve);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const dub = () => ({
	type: 'cambDub',
	parameters: {
		mediaUrl: 'https://example.com/clip.mp4',
		sourceLanguage: 1,
		targetLanguages: [54, 76],
	},
	credential: { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
});
const french = { language: 76, languageTag: 'fr-fr', languageName: 'French (France)' };

test('one language that ends badly does not lose the others, and says why', async () => {
	const { status, items, run } = await runNode(dub());
	expect(status).toBe('success');
	expect(items[0].json).toMatchObject({ ...DUB, language: 54, status: 'SUCCESS' });
	expect(Object.keys(items[0].binary ?? {})).toEqual(['data']);
	expect(items[1].json).toMatchObject({ ...DUB, ...french, error: expect.any(String) });
	expect(items[1].json.description).toContain('Run ID 7');
	expect(items[1].json).not.toHaveProperty('status');
	expect(items[1].binary).toBeUndefined();
	expect(items[1].pairedItem).toEqual({ item: 0 });
	expect(run.data.resultData.runData['CAMB.AI'][0].hints).toMatchObject([
		{ message: expect.stringContaining('French (France)') },
	]);
});

test('goes to the error output where there is one', async () => {
	const { outputs } = await runNode({ ...dub(), node: { onError: 'continueErrorOutput' } });
	expect(outputs[0].map((item) => item.json.language)).toEqual([54]);
	expect(outputs[1][0].json).toMatchObject({ error: { ...DUB, ...french } });
});

test('Fetch Result keeps the other languages too', async () => {
	const { status, items } = await runNode({
		...dub(),
		type: 'cambFetchResult',
		parameters: { kind: 'dub', lookUpBy: 'run', runId: 7 },
	});
	expect(status).toBe('success');
	expect(items.map((item) => [item.json.language, 'error' in item.json])).toEqual([
		[54, false],
		[76, true],
	]);
	expect(items[1].json).toMatchObject({ kind: 'dub', taskId: null, runId: 7 });
});

test('the item fails with the IDs of the dub when every language ends badly', async () => {
	gone = [54, 76];
	const { status, error } = await runNode(dub());
	expect(status).toBe('error');
	expect(error?.context).toMatchObject(DUB);
	expect(error?.description).toContain('Task ID t1, Run ID 7 (dub)');
});

test('Stop cancels, whatever else is wrong', async () => {
	const asked = new Promise<void>((resolve) => (onGone = resolve));
	const { done, stop, account } = await startNode(dub());
	await asked;
	stop();
	expect(readRun(await done, account).status).toBe('canceled');
});
