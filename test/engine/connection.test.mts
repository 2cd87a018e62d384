import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { SecureVersion } from 'node:tls';

import type { Trouble } from '../../nodes/shared/http/trouble';
import { selfSigned } from '../support/certificate.mts';
import { built, runNode, useEngine, useTimeouts } from '../support/harness.mts';
import { listen, realApi } from '../support/realApi.mts';

useEngine();
useTimeouts({ submitMs: 2000 });

const { explainTrouble } = built<typeof import('../../nodes/shared/http/explain')>(
	'nodes/shared/http/explain.js',
);
const trusted = selfSigned('localhost');

/** A server that does `onData` with the first bytes of each connection. */
const rawServer = (onData: (socket: net.Socket) => void) =>
	net.createServer((socket) => {
		socket.on('error', () => {});
		socket.once('data', () => onData(socket));
	});
const answering = (text: string) => rawServer((socket) => socket.end(text));

/** A TLS server, and how many requests reached it. */
function tlsServer(options: https.ServerOptions) {
	const seen = { requests: 0 };
	const server = https.createServer(options, (request, response) => {
		seen.requests++;
		request.resume();
		response.end('{"task_id":"t-1"}');
	});
	return { server, seen };
}

/** A TLS server whose bytes are spoiled on their way back once it got the request. */
async function spoiled(maxVersion: SecureVersion, spoil: (bytes: Buffer) => Buffer) {
	const { server, seen } = tlsServer({ ...trusted, maxVersion });
	const inner = await listen(server);
	const outer = net.createServer((client) => {
		const upstream = net.connect(inner, '127.0.0.1');
		for (const socket of [client, upstream]) socket.on('error', () => {});
		client.on('data', (bytes) => upstream.write(bytes));
		upstream.on('data', (bytes) => client.write(seen.requests ? spoil(bytes) : bytes));
		client.on('close', () => upstream.destroy());
		upstream.on('close', () => client.end());
	});
	return { port: await listen(outer), seen };
}

async function create(baseUrl: string, ca = '') {
	const api = await realApi(baseUrl, { ca });
	const body = { text: 'Hello' };
	const call = { method: 'POST', path: '/tts', body, isCreate: true, timeoutMs: 1000 } as const;
	const opened = await api.open(call);
	if (opened.ok) throw new Error('It must not work');
	return opened.trouble;
}

function expectNothingSent(trouble: Trouble, code: string) {
	expect(trouble).toMatchObject({ what: 'silent', code, sent: 'no' });
	const { message, description } = explainTrouble(trouble, 'create');
	expect(`${message} ${description}`).not.toMatch(/may have accepted|charged/);
}

describe('nothing reached the API', () => {
	test.each([
		['nobody listens', 'http://127.0.0.1:1', 'ECONNREFUSED'],
		['there is no such host', 'http://nowhere.invalid', 'ENOTFOUND'],
	])('when %s', async (_, url, code) => expectNothingSent(await create(url), code));

	test('when it resets the connection while it is made', async () => {
		const server = net.createServer((socket) => socket.resetAndDestroy());
		const trouble = await create(`http://127.0.0.1:${await listen(server)}`);
		expectNothingSent(trouble, 'ECONNRESET');
	});

	test.each<[string, net.Server, string]>([
		['speaks no TLS', answering('HTTP/1.1 400 Bad Request\r\n\r\n'), 'EPROTO'],
		['hangs up in the handshake', rawServer((socket) => socket.destroy()), 'ECONNRESET'],
		['resets the handshake', rawServer((socket) => socket.resetAndDestroy()), 'ECONNRESET'],
		['never answers the handshake', rawServer(() => {}), 'ECONNABORTED'],
	])('when it %s', async (_, server, code) => {
		expectNothingSent(await create(`https://127.0.0.1:${await listen(server)}`), code);
	});

	test.each<[string, https.ServerOptions, host: string, ca: string, code: string]>([
		['signs itself', trusted, 'localhost', '', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
		["is another host's", trusted, '127.0.0.1', trusted.cert, 'ERR_TLS_CERT_ALTNAME_INVALID'],
		...[selfSigned('localhost', { until: new Date(2021, 0, 1) })].map(
			(old): [string, https.ServerOptions, string, string, string] => [
				'has expired',
				old,
				'localhost',
				old.cert,
				'CERT_HAS_EXPIRED',
			],
		),
	])('when its certificate %s, which says what to do', async (_, options, host, ca, code) => {
		const { server, seen } = tlsServer(options);
		const trouble = await create(`https://${host}:${await listen(server)}`, ca);
		expectNothingSent(trouble, code);
		expect(explainTrouble(trouble, 'create').description).toContain('NODE_EXTRA_CA_CERTS');
		expect(explainTrouble(trouble, 'media').description).not.toContain('Base URL');
		expect(seen.requests).toBe(0);
	});

	test.each<[string, https.ServerOptions, code: RegExp]>([
		[
			'is too old for TLS',
			{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
			/EPROTO/,
		],
		['wants a certificate of ours', { maxVersion: 'TLSv1.2', requestCert: true }, /EPROTO/],
		// The handshake is over for the client before the server says no.
		['wants one, with TLS 1.3', { requestCert: true }, /^ERR_SSL_.*CERTIFICATE_REQUIRED$/],
	])('when it %s', async (_, options, code) => {
		const { server, seen } = tlsServer({ ...trusted, ...options });
		const trouble = await create(`https://localhost:${await listen(server)}`, trusted.cert);
		expectNothingSent(trouble, expect.stringMatching(code) as string);
		expect(seen.requests).toBe(0);
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
		const trouble = await create(`http://127.0.0.1:${await listen(server)}`);
		expect(trouble).toMatchObject({ what: 'silent', code, sent: 'maybe' });
		expect(explainTrouble(trouble, 'create').message).toContain('may have accepted');
	});

	test.each<[string, SecureVersion, (bytes: Buffer) => Buffer]>([
		['no TLS', 'TLSv1.2', () => Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
		['no TLS', 'TLSv1.3', () => Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
		['spoiled TLS', 'TLSv1.2', (bytes) => bytes.fill(0, 20)],
		['spoiled TLS', 'TLSv1.3', (bytes) => bytes.fill(0, 20)],
	])('when the answer to it is %s: %s', async (_, maxVersion, spoil) => {
		const { port, seen } = await spoiled(maxVersion, spoil);
		const trouble = await create(`https://localhost:${port}`, trusted.cert);
		expect(seen.requests).toBe(1);
		expect(trouble).toMatchObject({
			what: 'silent',
			code: expect.stringMatching(/^ERR_SSL_/) as string,
			sent: 'maybe',
		});
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
		expect(error?.message).toBe('The Base URL of the credential is not a web address');
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
		expect(error?.message).toBe('CAMB.AI could not be reached');
		expect(seen.connections).toBe(2 * 6);
	});
});

describe('a link to a file', () => {
	async function get(url: string) {
		const opened = await (await realApi('http://127.0.0.1:1')).openMedia(url);
		if (opened.ok) return { text: (await opened.reply.body.toArray()).join('') };
		return { trouble: opened.trouble, ...explainTrouble(opened.trouble, 'media') };
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
		['/loop', 'The link to the file leads in a circle of redirects'],
		['/ftp', 'The link to the file leads to something that is not a web address'],
	])('%s is told, once', async (path, message) => {
		const told = await get(base + path);
		expect(told).toMatchObject({ message, trouble: { isLasting: true } });
		expect(JSON.stringify(told)).not.toContain('Base URL');
	});

	test('that is no web address is told, once', async () => {
		expect(await get('http://files .test/a')).toMatchObject({
			message: 'The link to the file is not a web address',
			trouble: { isLasting: true },
		});
	});
});
