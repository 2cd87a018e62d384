import http from 'node:http';
import https from 'node:https';
import net from 'node:net';

import { selfSigned } from '../support/certificate.mts';
import { answering, create, expectNothingSent, rawServer } from '../support/connections.mts';
import { runNode, useEngine, useTimeouts } from '../support/harness.mts';
import { listen, realApi } from '../support/realApi.mts';
import { explainFailure } from '../../nodes/shared/errors/explain';

useEngine();
useTimeouts({ submitMs: 2000 });

describe('nothing reached the API', () => {
	test.each([
		['nobody listens', 'http://127.0.0.1:1', 'ECONNREFUSED'],
		['there is no such host', 'http://nowhere.invalid', 'ENOTFOUND'],
	])('when %s', async (_, url, code) => expectNothingSent(await create(url), code));

	test('when it resets the connection while it is made', async () => {
		const server = net.createServer((socket) => socket.resetAndDestroy());
		const failure = await create(`http://127.0.0.1:${await listen(server)}`);
		expectNothingSent(failure, 'ECONNRESET');
	});

	test.each<[string, net.Server, string]>([
		['speaks no TLS', answering('HTTP/1.1 400 Bad Request\r\n\r\n'), 'EPROTO'],
		['hangs up in the handshake', rawServer((socket) => socket.destroy()), 'ECONNRESET'],
	])('when it %s', async (_, server, code) => {
		expectNothingSent(await create(`https://127.0.0.1:${await listen(server)}`), code);
	});

	test('when its certificate is not trusted', async () => {
		const server = https.createServer(selfSigned('localhost'));
		const failure = await create(`https://localhost:${await listen(server)}`);
		expectNothingSent(failure, 'DEPTH_ZERO_SELF_SIGNED_CERT');
	});

	test('when a proxy on the way is gone', async () => {
		const before = { ...process.env };
		Object.assign(process.env, { HTTPS_PROXY: 'http://127.0.0.1:1' });
		try {
			expectNothingSent(await create('https://api.test'), 'ECONNREFUSED');
		} finally {
			if (before.HTTPS_PROXY === undefined) delete process.env.HTTPS_PROXY;
			Object.assign(process.env, before);
		}
	});
});

describe('something may have reached the API', () => {
	test.each<[string, net.Server, string]>([
		['hangs up', rawServer((socket) => socket.destroy()), 'ECONNRESET'],
		['resets the connection', rawServer((socket) => socket.resetAndDestroy()), 'ECONNRESET'],
		['never answers', rawServer(() => {}), 'ECONNABORTED'],
		['answers with no HTTP', answering('Hello\r\n\r\n'), 'HPE_INVALID_CONSTANT'],
	])('when it %s after the request', async (_, server, code) => {
		const failure = await create(`http://127.0.0.1:${await listen(server)}`);
		expect(failure).toMatchObject({ what: 'silent', code, sent: 'maybe' });
		expect(explainFailure(failure, 'create').message).toContain('may have accepted');
	});
});

describe('what the user reads of a request that never left', () => {
	const speech = {
		type: 'cambTextToSpeech',
		parameters: { text: 'Hello', voice: 147320, language: 1 },
	};

	test.each([
		'',
		'client.camb.ai/apis',
		'ftp://client.camb.ai',
		'https://client.camb.ai:99999/apis',
		'https://client .camb.ai/apis',
		'https://user:secret@client.camb.ai/apis',
		'https://user@client.camb.ai/apis',
		'https://client.camb.ai/apis?debug=1',
		'https://client.camb.ai/apis#top',
		'https:\\\\client.camb.ai',
		'https://',
	])('Base URL %j is no web address', async (baseUrl) => {
		const { error, account } = await runNode({ ...speech, credential: { baseUrl } });
		expect(error?.message).toMatch(/Base URL.+not a web address/);
		expect((await account.state()).requests).toEqual([]);
	});

	test.each(['', ' ', 'key-1\nkey-2', 'key 1', 'key-1😀', 'clé'])(
		'API Key %j is no key',
		async (apiKey) => {
			const { error, account } = await runNode({ ...speech, credential: { apiKey } });
			expect(error?.message).toContain('The API Key of the credential');
			expect(error?.description).not.toContain('key-1');
			expect((await account.state()).requests).toEqual([]);
		},
	);

	test('a server without TLS is not one that may have accepted the task, and is tried again', async () => {
		const seen = { connections: 0 };
		const server = answering('HTTP/1.1 400 Bad Request\r\n\r\n');
		server.on('connection', () => seen.connections++);
		const baseUrl = `https://127.0.0.1:${await listen(server)}`;
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { error } = await runNode({ ...speech, credential: { baseUrl }, node });
		expect(error?.message).toMatch(/not be reached/);
		expect(seen.connections).toBe(2 * 6);
	});
});

describe('a link to a file', () => {
	async function get(url: string) {
		const opened = await (await realApi('http://127.0.0.1:1')).openMedia(url);
		if (opened.ok) return { text: (await opened.reply.body.toArray()).join('') };
		return { failure: opened.failure, ...explainFailure(opened.failure, 'media') };
	}
	const server = http.createServer((request, response) => {
		const location = { '/loop': '/loop', '/ftp': 'ftp://files.test/a' }[String(request.url)];
		if (location) response.writeHead(302, { location });
		response.end(`${request.url} ${request.headers['accept-encoding']}`);
	});
	let base: string;
	beforeAll(async () => {
		base = `http://127.0.0.1:${await listen(server)}`;
	});

	test('may hold spaces and letters of any language, and is got as it is', async () => {
		const path = '/my file/ü%20.mp3?a=1 2&b=[x]';
		expect(await get(base + path)).toEqual({
			text: '/my%20file/%C3%BC%20.mp3?a=1%202&b=[x] identity',
		});
	});

	test.each([
		['/loop', /circle of redirects/],
		['/ftp', /not a web address/],
	])('%s is told', async (path, message) => {
		const told = await get(base + path);
		expect(told).toMatchObject({ message: expect.stringMatching(message) });
		expect(JSON.stringify(told)).not.toContain('Base URL');
	});

	test('that is no web address is told, once', async () => {
		expect(await get('http://files .test/a')).toMatchObject({
			message: expect.stringMatching(/not a web address/),
			failure: { isLasting: true },
		});
	});
});
