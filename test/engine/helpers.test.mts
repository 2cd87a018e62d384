/**
 * What n8n's request helpers really give for each sort of answer and of failure, recorded over real
 * sockets, beside what the tests of parts and lives put in its place.
 */
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { once } from 'node:events';
import type { Server as HttpServer, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { startRun } from '../../engine/run.mts';
import { errorFor, timedOut, canceled } from '../simulation/faults.mts';
import { IN_OLDEST, START, theEngine, thePackage, useEngine } from '../support/harness.mts';
import { readFault } from '../../nodes/shared/http/fault';

useEngine();

const TYPE = 'test.probe';
const BODY = Buffer.from('fLaC and a sound '.repeat(100));
const PACKED = {
	gzip: gzipSync(BODY),
	br: brotliCompressSync(BODY),
	deflate: deflateSync(BODY),
};

let server: HttpServer;
let deaf: Server;
let answer: (response: ServerResponse) => void;
let seenHeaders: IDataObject;

beforeAll(async () => {
	server = createServer((request, response) => {
		seenHeaders = request.headers as IDataObject;
		answer(response);
	}).listen(0, '127.0.0.1');
	// It ends each connection without a word.
	deaf = createTcpServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
	deaf.listen(0, '127.0.0.1');
	await Promise.all([once(server, 'listening'), once(deaf, 'listening')]);
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
	deaf.close();
});
const portOf = (each: Server) => (each.address() as AddressInfo).port;
const urlOf = (each: Server, scheme = 'http') => `${scheme}://127.0.0.1:${portOf(each)}/x`;

interface Given {
	result?: IDataObject & { body: Readable };
	error?: Error & IDataObject;
}

/** Runs some work as a node in n8n's engine. */
async function asNode(work: (context: IExecuteFunctions) => Promise<void>): Promise<void> {
	const probe: INodeType = {
		description: {
			...{ displayName: 'Probe', name: TYPE, group: [], version: 1, description: '' },
			...{ defaults: {}, inputs: ['main'], outputs: ['main'], properties: [] },
			credentials: [{ name: 'cambAiApi', required: true }],
		},
		async execute(this: IExecuteFunctions) {
			await work(this);
			return [[]];
		},
	};
	const credentials = { cambAiApi: { id: '1', name: 'CAMB.AI account' } };
	const node = { ...START, id: 'probe', name: 'Probe', type: TYPE, credentials };
	await startRun(theEngine(), thePackage(), {
		workflow: {
			nodes: [START, node],
			connections: { [START.name]: { main: [[{ node: 'Probe', type: 'main', index: 0 }]] } },
		},
		types: { [TYPE]: probe },
		credentials: { cambAiApi: { apiKey: 'the-key', baseUrl: 'http://unused.invalid' } },
	}).done;
}

/** Makes one request by a helper of a node, as this package makes them. */
async function request(
	helper: 'httpRequest' | 'httpRequestWithAuthentication',
	options: Partial<IHttpRequestOptions> & { url: string },
): Promise<Given> {
	const all = { method: 'GET', encoding: 'stream', returnFullResponse: true, ...options };
	let given: Given = {};
	await asNode(async (context) => {
		try {
			const result = await (helper === 'httpRequest'
				? context.helpers.httpRequest(all as IHttpRequestOptions)
				: context.helpers.httpRequestWithAuthentication.call(
						context,
						'cambAiApi',
						all as IHttpRequestOptions,
					));
			given = { result: result as Given['result'] };
		} catch (error) {
			given = { error: error as Given['error'] };
		}
	});
	return given;
}

test('a file in the store is told in an item like those of the tests of parts', async () => {
	let seen: unknown[] = [];
	await asNode(async ({ helpers }) => {
		const file = await helpers.prepareBinaryData(Readable.from([BODY]), 'a.flac', 'audio/flac');
		const id = file.id as string;
		seen = [file, await helpers.getBinaryMetadata(id), await helpers.getBinaryStream(id)];
	});
	const [file, metadata, stream] = seen;
	expect(file).toMatchObject({
		id: expect.stringMatching(/^filesystem[-v2]*:/),
		data: expect.stringMatching(/^filesystem/),
		fileName: 'a.flac',
		fileExtension: 'flac',
		mimeType: 'audio/flac',
		fileSize: '1.7 kB',
	});
	expect(metadata).toEqual({ fileName: 'a.flac', mimeType: 'audio/flac', fileSize: 1700 });
	expect(stream).toBeInstanceOf(Readable);
	expect((await buffer(stream as Readable)).equals(BODY)).toBe(true);
});

describe('an answer', () => {
	test.each(Object.entries(PACKED))('packed by %s comes unpacked', async (encoding, packed) => {
		answer = (response) => {
			response.setHeader('content-encoding', encoding);
			response.setHeader('content-length', packed.length);
			response.end(packed);
		};
		const { result } = await request('httpRequest', { url: urlOf(server) });
		expect(result?.body).toBeInstanceOf(Readable);
		expect(Buffer.compare(await buffer(result?.body as Readable), BODY)).toBe(0);
		// No test may hand a part this header for what n8n unpacks, nor trust the length beside it.
		const headers = result?.headers as IDataObject;
		expect(headers['content-encoding']).toBeUndefined();
		expect(headers['content-length']).toBe(String(packed.length));
	});

	test.each(Object.entries(PACKED))(
		'cut within its %s ends like a whole one',
		async (encoding, packed) => {
			answer = (response) => {
				response.setHeader('content-encoding', encoding);
				response.end(packed.subarray(0, -4));
			};
			const { result } = await request('httpRequest', { url: urlOf(server) });
			// Nothing can be checked: the packed bytes are seen by axios alone.
			const content = await buffer(result?.body as Readable);
			expect(BODY.subarray(0, content.length).equals(content)).toBe(true);
		},
	);

	test('packed in a way that n8n does not know keeps its header', async () => {
		answer = (response) => {
			response.setHeader('content-encoding', 'zstd');
			response.end(BODY);
		};
		const { result } = await request('httpRequest', { url: urlOf(server) });
		expect((result?.headers as IDataObject)['content-encoding']).toBe('zstd');
		await buffer(result?.body as Readable);
	});

	test('has the shape that the stand-ins give', async () => {
		answer = (response) => response.end(BODY);
		for (const helper of ['httpRequest', 'httpRequestWithAuthentication'] as const) {
			const { result } = await request(helper, { url: urlOf(server) });
			expect(result).toMatchObject({ statusCode: 200, headers: { 'content-length': '1700' } });
			expect(result?.body).toBeInstanceOf(Readable);
			await buffer(result?.body as Readable);
			expect(seenHeaders['x-api-key']).toBe(helper === 'httpRequest' ? undefined : 'the-key');
		}
	});
});

/** What tells one sort of failure from another: codes and system calls, from the outside in. */
function marksOf(error: unknown): unknown[][] {
	if (typeof error !== 'object' || error === null) return [];
	const { name, code, syscall, httpCode, cause } = error as IDataObject;
	// n8n puts its own error around what axios threw, and keeps the code of what axios did not.
	if (name === 'NodeApiError') return cause ? marksOf(cause) : [[httpCode, undefined]];
	return [[code, syscall], ...marksOf(cause)];
}

const UNREACHABLE: Array<['refused' | 'dns' | 'reset-after', () => string]> = [
	['refused', () => 'http://127.0.0.1:1/x'],
	['dns', () => 'http://nowhere.invalid/x'],
	['reset-after', () => urlOf(deaf)],
];

describe.each(['httpRequest', 'httpRequestWithAuthentication'] as const)(
	'failure of %s',
	(helper) => {
		const failure = async (options: Parameters<typeof request>[1]): Promise<unknown[][]> =>
			marksOf((await request(helper, options)).error);

		test.each(UNREACHABLE)('%s is what the lives throw', async (type, url) => {
			const { error } = await request(helper, { url: url() });
			const thrown = errorFor({ type });
			expect(readFault(error)).toEqual(readFault(thrown));
			// n8n 1.120 puts the same into places of its own.
			if (!IN_OLDEST) expect(marksOf(error)).toEqual(marksOf(thrown));
		});

		test('an answer that does not come is what the lives throw', async () => {
			answer = () => {};
			expect(await failure({ url: urlOf(server), timeout: 50 })).toEqual(marksOf(timedOut()));
		});

		test('a handshake that fails has its own codes: nothing was sent', async () => {
			const [[code]] = await failure({ url: urlOf(server, 'https') });
			expect(String(code)).toMatch(/^(EPROTO|ERR_SSL_)/);
		});

		test('an address that is none is told before anything is sent', async () => {
			const [[code]] = await failure({ url: 'http://127.0.0.1:99999/x' });
			expect(code).toBe('ERR_INVALID_URL');
		});
	},
);

test('a request that is given up is what the lives throw', async () => {
	answer = () => {};
	const abortSignal = AbortSignal.abort();
	const { error } = await request('httpRequest', { url: urlOf(server), abortSignal } as never);
	expect(marksOf(error)).toEqual(marksOf(canceled()));
});
