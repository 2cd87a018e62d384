import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';

import { hugeWav } from '../../sandbox/media/wav.mts';
import { itemWith } from '../support/files.mts';
import { startNode, theEngine, useEngine } from '../support/harness.mts';

useEngine();

/** More than the sockets on the way hold, so that an upload that nobody reads stands still. */
const BYTES = 40_000_000;
const dub = { source: 'binary', fileTransfer: 'upload', sourceLanguage: 1, targetLanguages: [54] };
const transcribe = { source: 'binary', inputDataField: 'data', language: 1, options: {} };

let server: Server | undefined;
/** Every file of n8n's store that was opened. */
let opened: Readable[] = [];

beforeEach(() => {
	opened = [];
	const { binaryData } = theEngine();
	const getAsStream = binaryData.getAsStream.bind(binaryData);
	jest.spyOn(binaryData, 'getAsStream').mockImplementation(async (...which) => {
		const stream = await getAsStream(...which);
		opened.push(stream);
		return stream;
	});
});
afterEach(() => {
	jest.restoreAllMocks();
	server?.closeAllConnections();
	server?.close();
});

/**
 * Starts an upload to a server of our own. `arrived` resolves with its first bytes.
 *
 * @param isApart whether the file goes by itself, to the address that the API gives for it
 */
async function upload(answer: RequestListener, isApart = false) {
	let tell: () => void;
	const arrived = new Promise<void>((resolve) => (tell = resolve));
	server = createServer((request, response) => {
		if (isApart && request.url === '/files/upload-url') {
			const url = `http://${request.headers.host}/store/f?signature=1`;
			response.setHeader('content-type', 'application/json');
			return response.end(JSON.stringify({ file: { file_id: 'f' }, upload: { url } }));
		}
		request.once('readable', () => {
			answer(request, response);
			tell();
		});
	});
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const running = await startNode({
		type: isApart ? 'cambDub' : 'cambTranscribe',
		parameters: isApart ? dub : transcribe,
		credential: { baseUrl: `http://127.0.0.1:${port}` },
		items: [await itemWith({ content: hugeWav(BYTES).open(), mimeType: 'audio/wav' })],
	});
	return { ...running, arrived };
}

const stillOpen = () => opened.filter(({ closed }) => !closed);

/** Closing a file takes a turn or two, and more on a busy machine. */
async function expectOpen(count: number) {
	const until = Date.now() + 5000;
	while (stillOpen().length > count && Date.now() < until) await new Promise(setImmediate);
	expect(stillOpen()).toHaveLength(count);
}

/** The file is opened to see what it is, and then to send it. */
async function expectAllClosed() {
	await expectOpen(0);
	expect(opened.length).toBeGreaterThanOrEqual(2);
}

test('an upload that is stopped half way leaves no file open', async () => {
	const { arrived, stop, done } = await upload(() => {});
	await arrived;
	await expectOpen(1);
	stop();
	expect((await done).status).toBe('canceled');
	await expectAllClosed();
});

test.each([
	[413, { detail: 'At most 20 MB' }, /too large/, 'At most 20 MB'],
	[401, { error: 'Invalid API key' }, /API key/, 'Invalid API key'],
])('an upload that is refused half way with %d leaves no file open', async (...given) => {
	const [status, body, message, words] = given;
	const { done } = await upload((_request, response) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	});
	const { error } = (await done).data.resultData;
	expect(error?.message).toMatch(message);
	expect(error?.description).toContain(words);
	await expectAllClosed();
});

test('an upload that breaks off may have been accepted, and leaves no file open', async () => {
	const { done } = await upload(({ socket }) => socket.resetAndDestroy());
	const { error } = (await done).data.resultData;
	expect(error?.message).toMatch(/may have accepted/);
	await expectAllClosed();
});

test('an upload that is accepted before its end leaves no file open', async () => {
	const { done } = await upload((request, response) => {
		if (request.method === 'GET') return response.writeHead(403).end();
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ task_id: 'early' }));
	});
	const { error } = (await done).data.resultData;
	expect(error).toMatchObject({ context: { kind: 'transcription', taskId: 'early' } });
	await expectAllClosed();
});

describe('a file that goes by itself', () => {
	test('is let go of when its upload is stopped half way', async () => {
		const { arrived, stop, done } = await upload(() => {}, true);
		await arrived;
		await expectOpen(1);
		stop();
		expect((await done).status).toBe('canceled');
		await expectAllClosed();
	});

	test.each([403, 413])('is let go of when it is refused half way with %d', async (status) => {
		const { done } = await upload((_request, response) => {
			response.writeHead(status).end('<Error>signature=1</Error>');
		}, true);
		const { error } = (await done).data.resultData;
		expect(error?.message).toContain(`refused the upload (HTTP ${status})`);
		expect(error?.description).not.toContain('signature');
		await expectAllClosed();
	});

	test('is let go of when each try breaks off, and none may have been accepted', async () => {
		let tries = 0;
		const { done } = await upload(({ socket }) => {
			tries++;
			socket.resetAndDestroy();
		}, true);
		const { error } = (await done).data.resultData;
		expect(error?.message).toMatch(/file server did not answer/);
		expect(error?.description).toMatch(/no task was submitted/i);
		expect(tries).toBe(6);
		await expectAllClosed();
	});
});
