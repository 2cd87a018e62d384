import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { PassThrough, Readable } from 'node:stream';

import { ExplainedError } from '../../nodes/shared/core/explainedError';
import { isTextReply, saveBody, saveStream } from '../../nodes/shared/files/save';
import { replyOf } from '../support/reply.mts';

type SaveAs = import('../../nodes/shared/files/save').SaveAs;

const SPEECH: SaveAs = { name: 'speech', expect: 'audio' };
/** A sound of one second, in 8,044 bytes. */
const WAV = Buffer.alloc(8044, 3);
WAV.write('RIFF....WAVEfmt ', 0, 'latin1');
WAV.writeUInt32LE(16, 16);
WAV.writeUInt32LE(8000, 28);
WAV.write('data', 36, 'latin1');
WAV.writeUInt32LE(8000, 40);

interface Scene {
	body(): Readable;
	/** Whether the body has told all it had to tell before it is read. */
	isLate?: boolean;
	headers?: Record<string, string>;
	status?: number;
	saveAs?: Partial<SaveAs>;
	wantedName?: string;
	/** What the store does before it reads a file, in place of which it may fail. */
	beforeStoring?(body: Readable): unknown;
	/** Whether n8n keeps files in the item. */
	inItem?: boolean;
	/** How long n8n says that the file is, in bytes; n8n 1.120 does not say. */
	bytes?: number;
}

/** What came of a reply, and what n8n's store got. */
async function save({ headers = {}, status = 200, wantedName, ...scene }: Scene) {
	const stored: Buffer[] = [];
	const source = scene.body();
	const reply = replyOf(source, { status, headers });
	const { body } = reply;
	if (scene.isLate) await new Promise(setImmediate);
	const context = {
		helpers: {
			async prepareBinaryData(content: Readable, fileName: string, mimeType: string) {
				await scene.beforeStoring?.(source);
				for await (const chunk of content) stored.push(chunk as Buffer);
				const data = Buffer.concat(stored);
				if (scene.inItem) return { data: data.toString('base64'), fileName, mimeType };
				const { bytes } = scene;
				return { id: 'filesystem:1', data: 'filesystem', fileName, mimeType, bytes };
			},
			async getBinaryMetadata(id: string) {
				if (id !== 'filesystem:1') throw new Error('No such file');
				return { fileSize: Buffer.concat(stored).length };
			},
		},
	} as unknown as IExecuteFunctions;
	const result = await saveBody(context, reply, { ...SPEECH, ...scene.saveAs }, wantedName);
	return { result, body, bytes: Buffer.concat(stored) };
}

/** A body that arrives in parts. */
const arriving =
	(...parts: Array<Buffer | string>) =>
	() =>
		Readable.from(parts.map((part) => Buffer.from(part)));
/** A body that fails, or just closes, behind its first part. */
const failing = (first: Buffer | string, error?: Error) => () => {
	const body = new PassThrough();
	if (first.length > 0) body.write(first);
	setImmediate(() => body.destroy(error));
	return body;
};
/** A body that ended, empty, before anybody read it. */
function ended() {
	const body = new Readable({ read() {} });
	body.push(null);
	return body;
}
/** A body that failed before anybody read it. */
const failed = (error?: Error) => () => {
	const body = new PassThrough();
	body.on('error', () => {});
	return body.destroy(error);
};

const spoiled = (why: string) => ({
	ok: false,
	failure: { what: 'unreadable', status: 200, why },
});

describe('a file that arrives whole', () => {
	const parts = (size: number) =>
		Array.from({ length: Math.ceil(WAV.length / size) }, (_, index) =>
			WAV.subarray(index * size, (index + 1) * size),
		);

	test.each([1, 7, 4095, 4096, 4097, 8044])(
		'is stored as it is, in parts of %d bytes',
		async (size) => {
			const body = arriving(...parts(size));
			const { result, bytes } = await save({ body });
			expect(bytes.equals(WAV)).toBe(true);
			expect(result).toMatchObject({
				ok: true,
				file: {
					binary: { id: 'filesystem:1', fileName: 'speech.wav', mimeType: 'audio/wav' },
					json: {
						fileName: 'speech.wav',
						mimeType: 'audio/wav',
						fileSize: 8044,
						durationSeconds: 1,
					},
				},
			});
		},
	);

	test.each([
		['at once', 0],
		['after a while', 5],
	])('is stored as it is when it comes slowly and ends %s', async (_name, pause) => {
		const body = new PassThrough();
		const saving = save({ body: () => body });
		for (const part of parts(3000)) {
			await new Promise((resolve) => setTimeout(resolve, 2));
			body.write(part);
		}
		await new Promise((resolve) => setTimeout(resolve, pause));
		body.end();
		expect((await saving).bytes.equals(WAV)).toBe(true);
	});

	test.each(['aws-chunked', 'UTF-8', 'binary'])(
		'is stored where it is said to be "%s", which packs nothing',
		async (encoding) => {
			const headers = { 'content-encoding': encoding };
			const { result, bytes } = await save({ body: arriving(WAV), headers });
			expect(result.ok).toBe(true);
			expect(bytes.equals(WAV)).toBe(true);
		},
	);

	test.each([
		['with a part that is all', 206, 'bytes 0-8043/8044'],
		['with a part of no known length', 206, 'bytes 0-8043/*'],
		['with a part that is not told', 206, undefined],
		['with a part that is none', 200, 'bytes 0-1/8044'],
	])('is stored %s', async (_name, status, range) => {
		const headers = range ? { 'content-range': range } : undefined;
		expect((await save({ body: arriving(WAV), status, headers })).result.ok).toBe(true);
	});

	test('is small', async () => {
		const { result, bytes } = await save({ body: arriving('fL', 'aC', 'é') });
		expect(bytes.toString()).toBe('fLaCé');
		expect(result).toEqual({
			ok: true,
			file: {
				binary: expect.objectContaining({ fileName: 'speech.flac' }),
				json: { fileName: 'speech.flac', mimeType: 'audio/flac', fileSize: 6 },
			},
		});
	});

	test('is what its Content-Type says, where its bytes do not tell', async () => {
		const headers = { 'content-type': 'audio/aac' };
		const { result } = await save({ body: arriving('\x01\x02\x03'), headers });
		expect(result).toMatchObject({ file: { json: { mimeType: 'audio/aac' } } });
	});

	test('is measured in the item where n8n keeps it there', async () => {
		const { result } = await save({ body: arriving(WAV), inItem: true });
		expect(result).toMatchObject({ file: { json: { fileSize: 8044 } } });
	});

	test('has the size that n8n tells', async () => {
		const { result } = await save({ body: arriving(WAV), bytes: 4711 });
		expect(result).toMatchObject({ file: { json: { fileSize: 4711 } } });
	});
});

test.each<[string, Partial<SaveAs>, string | undefined, string]>([
	['its own name', {}, undefined, 'speech.wav'],
	['its own name, for one of several', { suffix: 'es-es' }, undefined, 'speech-es-es.wav'],
	["the user's name", {}, 'Episode 1.mp3', 'Episode 1.wav'],
	["the user's name, for one of several", { suffix: 'es-es' }, 'Talk.mp3', 'Talk-es-es.wav'],
	[
		'as much of a long one as leaves room for what tells it apart',
		{ suffix: 'es-es' },
		'x'.repeat(120),
		`${'x'.repeat(94)}-es-es.wav`,
	],
	["no name of the user's", {}, '', 'speech.wav'],
])('a file gets %s', async (_name, saveAs, wantedName, fileName) => {
	const { result } = await save({ body: arriving(WAV), saveAs, wantedName });
	expect(result).toMatchObject({ file: { json: { fileName } } });
});

test.each<[string, string, boolean]>([
	// n8n unpacks and takes the header away; what it leaves is still packed.
	['zstd', 'zstd', false],
	['gzip twice', 'gzip, gzip', false],
	['nothing', 'identity', true],
	['nothing, in no words', ' ', true],
])('a body that is packed by %s', async (_name, encoding, isSaved) => {
	const { result, bytes, body } = await save({
		body: arriving(WAV),
		headers: { 'content-encoding': encoding },
	});
	expect(result.ok).toBe(isSaved);
	expect(bytes).toHaveLength(isSaved ? WAV.length : 0);
	expect(body.closed || body.destroyed).toBe(true);
});

test.each<[string, string, Buffer | string, boolean]>([
	['said to be "UTF-8", which packs nothing', 'UTF-8', 'WEBVTT\n', true],
	['said to be "UTF-8", and is none', 'UTF-8', Buffer.from('Gr\u00fc\u00dfe', 'latin1'), false],
	['packed', 'zstd', 'WEBVTT\n', false],
])('a text that is %s', async (_name, encoding, text, isSaved) => {
	const { result } = await save({
		body: arriving(text),
		headers: { 'content-encoding': encoding },
		saveAs: { expect: 'text', extension: 'vtt' },
	});
	expect(result.ok).toBe(isSaved);
});

test.each(['zstd', `zstd${', zstd'.repeat(50)}`])(
	'how a body is packed is told, and not at length: %s',
	async (encoding) => {
		const headers = { 'content-encoding': encoding };
		const { result } = await save({ body: arriving(WAV), headers });
		const { why } = (result as { failure: { why: string } }).failure;
		expect(why).toContain('zstd');
		expect(why.length).toBeLessThan(120);
	},
);

describe('a body that is no file', () => {
	const page = '<!DOCTYPE html><title>Not found</title>';
	const long = `{"detail":"${'x'.repeat(200)}"}`;
	test.each<[string, Scene, string]>([
		['nothing', { body: arriving() }, 'The file is empty'],
		['nothing, long ended', { body: ended, isLate: true }, 'The file is empty'],
		[
			'nothing, for a reason',
			{ body: arriving(), saveAs: { whenEmpty: 'This voice may be gone' } },
			'This voice may be gone',
		],
		['a page', { body: arriving(page) }, `Text arrived instead of audio: ${page}`],
		[
			'JSON in place of a video',
			{ body: arriving(long), saveAs: { expect: 'video' } },
			`Text arrived instead of video: ${long.slice(0, 120)}…`,
		],
		[
			'words, by their Content-Type',
			{ body: arriving('Gone.'), headers: { 'content-type': 'text/plain' } },
			'Text arrived instead of audio: Gone.',
		],
	])('%s', async (_name, scene, why) => {
		const { result, body, bytes } = await save(scene);
		expect(result).toEqual(spoiled(why));
		expect(bytes).toHaveLength(0);
		expect(body.closed || body.destroyed).toBe(true);
	});

	const reset = new Error('ECONNRESET');
	const begun = WAV.subarray(0, 9);
	test.each<[string, Scene]>([
		['fails at once', { body: failing('', reset) }],
		['closes at once', { body: failing('') }],
		['fails in its first part', { body: failing(begun, reset) }],
		['closes in its first part', { body: failing(begun) }],
		['fails further on', { body: failing(WAV, reset) }],
		['failed before it was read', { body: failed(reset), isLate: true }],
		['closed before it was read', { body: failed(), isLate: true }],
		[
			'fails while n8n opens its store',
			{
				body: failing(WAV),
				async beforeStoring(body) {
					body.destroy(reset);
					await new Promise(setImmediate);
				},
			},
		],
	])('a body that %s', async (_name, scene) => {
		const { result, body } = await save(scene);
		expect(result).toEqual(spoiled('The file arrived incomplete'));
		expect(body.destroyed).toBe(true);
	});

	test('may be text where text is expected', async () => {
		const { result } = await save({
			body: arriving(page),
			saveAs: { expect: 'text', extension: 'txt' },
		});
		expect(result).toMatchObject({ ok: true, file: { json: { fileName: 'speech.txt' } } });
	});
});

describe('a store that fails', () => {
	const full = (cause: unknown) => () => {
		throw cause;
	};
	test.each<[unknown, string]>([
		[new Error('ENOSPC: no space left'), 'ENOSPC: no space left'],
		[undefined, 'no reason given'],
	])('says so: %s', async (cause, words) => {
		const body = new PassThrough();
		body.write(WAV);
		await expect(save({ body: () => body, beforeStoring: full(cause) })).rejects.toMatchObject({
			explanation: {
				message: 'n8n could not store the file',
				description: `Check the space and the file size limit of this n8n (${words}).`,
			},
		});
		expect(body.destroyed).toBe(true);
	});
});

describe('a file that is made here', () => {
	async function saveMade(stream: Readable, extension: string, store = readWhole) {
		const context = { helpers: { prepareBinaryData: store } } as unknown as IExecuteFunctions;
		return await saveStream(context, stream, { ...SPEECH, extension }, 'Talk.mp3');
	}
	async function readWhole(content: Readable, fileName: string, mimeType: string) {
		const data = Buffer.concat((await content.toArray()) as Buffer[]).toString('base64');
		return { data, fileName, mimeType } as IBinaryData;
	}

	test.each([
		['wav', 'audio/wav'],
		['flac', 'audio/flac'],
		['raw', 'application/octet-stream'],
	])('is stored as %s, of type %s', async (extension, mimeType) => {
		const fileName = `Talk.${extension}`;
		expect(await saveMade(arriving('one', 'two')(), extension)).toEqual({
			binary: { data: Buffer.from('onetwo').toString('base64'), fileName, mimeType },
			json: { fileName, mimeType, fileSize: 6 },
		});
	});

	test.each([
		['can not be stored', new Error('ENOSPC'), /n8n could not store/, /ENOSPC/],
		[
			'can not be made',
			new ExplainedError({ message: 'Part 2 is silent', description: 'Shorten it.' }),
			/^Part 2 is silent$/,
			/^Shorten it\.$/,
		],
	])('and %s says why, and is let go of', async (_name, cause, message, description) => {
		const stream = new PassThrough();
		const failing = async () => {
			throw cause;
		};
		await expect(saveMade(stream, 'wav', failing)).rejects.toMatchObject({
			explanation: {
				message: expect.stringMatching(message),
				description: expect.stringMatching(description),
			},
		});
		expect(stream.destroyed).toBe(true);
	});
});

test.each([
	['the beginning', 'bytes 0-8043/20000'],
	['the end', 'bytes 11950-19999/20000'],
])('%s of a file alone is not the file', async (_name, range) => {
	const headers = { 'content-range': range };
	const { result, bytes } = await save({ body: arriving(WAV), status: 206, headers });
	expect(result).toMatchObject({ ok: false, failure: { why: 'The file arrived incomplete' } });
	expect(bytes).toHaveLength(0);
});

test('a header without sound is an empty file, and is not stored', async () => {
	const { result, bytes } = await save({ body: arriving(WAV.subarray(0, 44)) });
	expect(result).toEqual(spoiled('The file is empty'));
	expect(bytes).toHaveLength(0);
});

test.each([4096, 5000])(
	'a sound behind %d bytes of other things is no empty file',
	async (bytes) => {
		const list = Buffer.alloc(bytes - 36);
		list.write('LIST', 0, 'latin1');
		list.writeUInt32LE(list.length - 8, 4);
		const whole = Buffer.concat([WAV.subarray(0, 36), list, WAV.subarray(36)]);
		const body = arriving(whole.subarray(0, 4096), whole.subarray(4096));
		expect((await save({ body })).bytes.equals(whole)).toBe(true);
	},
);

test.each<[string, string, string | undefined, boolean]>([
	['words', 'Gone.', undefined, true],
	['words in an older encoding, by their Content-Type', 'Gr\u00fc\u00dfe', 'text/plain', true],
	['bytes that nobody calls text', 'Gr\u00fc\u00dfe', undefined, false],
	['a sound, whatever it is called', 'fLaC', 'text/plain', false],
	['nothing', '', 'text/plain', false],
])('whether a reply of %s is text', async (_name, body, type, is) => {
	const headers = { 'content-type': type };
	const reply = replyOf(Readable.from([Buffer.from(body, 'latin1')]), { headers });
	expect(await isTextReply(reply)).toBe(is);
});
