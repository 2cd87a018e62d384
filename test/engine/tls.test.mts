import https from 'node:https';
import net from 'node:net';
import type { SecureVersion } from 'node:tls';

import { selfSigned } from '../support/certificate.mts';
import { create, expectNothingSent, rawServer } from '../support/connections.mts';
import { useEngine } from '../support/harness.mts';
import { listen } from '../support/realApi.mts';
import { explainFailure } from '../../nodes/shared/errors/explain';

useEngine();

const trusted = selfSigned('localhost');

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

describe('nothing reached the API', () => {
	test.each<[string, net.Server, string]>([
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
		const failure = await create(`https://${host}:${await listen(server)}`, ca);
		expectNothingSent(failure, code);
		expect(explainFailure(failure, 'create').description).toContain('NODE_EXTRA_CA_CERTS');
		expect(explainFailure(failure, 'media').description).not.toContain('Base URL');
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
		const failure = await create(`https://localhost:${await listen(server)}`, trusted.cert);
		expectNothingSent(failure, expect.stringMatching(code) as string);
		expect(seen.requests).toBe(0);
	});
});

describe('something may have reached the API', () => {
	test.each<[string, SecureVersion, (bytes: Buffer) => Buffer]>([
		['no TLS', 'TLSv1.2', () => Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
		['no TLS', 'TLSv1.3', () => Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
		['spoiled TLS', 'TLSv1.2', (bytes) => bytes.fill(0, 20)],
		['spoiled TLS', 'TLSv1.3', (bytes) => bytes.fill(0, 20)],
	])('when the answer to it is %s: %s', async (_, maxVersion, spoil) => {
		const { port, seen } = await spoiled(maxVersion, spoil);
		const failure = await create(`https://localhost:${port}`, trusted.cert);
		expect(seen.requests).toBe(1);
		expect(failure).toMatchObject({
			what: 'silent',
			code: expect.stringMatching(/^ERR_SSL_/) as string,
			sent: 'maybe',
		});
	});
});
