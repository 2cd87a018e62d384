import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isBinaryValue } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { id3 } from '../support/samples.mts';
import { readInputFile } from '../../nodes/shared/files/inputFile';

const MEDIA = ['mp3', 'wav', 'flac'];
const STORY = ['txt', 'docx'];
const WAV = Buffer.from('RIFF....WAVEdata\x04\0\0\0'.padEnd(100, '\x01'), 'latin1');
const ID3_ALONE = Buffer.from('ID3\x04\0\0\0\0\x01\x02'.padEnd(10 + 130, '\x01'), 'latin1');
const MP4_ALONE = Buffer.from('\0\0\0\x0cftypisom\0\0\0\x08moov', 'latin1');

/** A file as n8n puts it into an item (test/engine/helpers.test.mts records it). */
function inMemory(content: Buffer | string, changes: Partial<IBinaryData> = {}): IBinaryData {
	const bytes = Buffer.from(content);
	return {
		data: bytes.toString('base64'),
		mimeType: 'application/octet-stream',
		fileExtension: 'bin',
		fileSize: `${bytes.length} B`,
		bytes: bytes.length,
		...changes,
	};
}

interface Scene {
	item?: Partial<INodeExecutionData>;
	/** Whether files are in the JSON of the item (`binaryMode: combined`). */
	isCombined?: boolean;
	/** What the parameter holds. */
	value?: unknown;
	/** Whether the workflow was saved without the parameter. */
	isUnset?: boolean;
	formats?: string[];
	/** The parts of the file in n8n's store, or how reading it fails. */
	stored?: Buffer[] | Error;
	/** Its size as the store tells it, if that is not true. */
	size?: number;
}

/** Reads the file of the second item, and tells how much of n8n's store was read. */
async function read({ item, value = 'data', formats = MEDIA, stored = [], ...scene }: Scene) {
	const seen = { parts: 0, closed: 0 };
	async function* parts() {
		try {
			if (stored instanceof Error) throw stored;
			for (const part of stored) {
				seen.parts++;
				yield part;
			}
		} finally {
			seen.closed++;
		}
	}
	const entry = { json: {}, ...item };
	const context = {
		getNode: () => ({ name: 'CAMB.AI' }),
		getNodeParameter: (name: string, index: number, fallback: unknown) =>
			name === 'file' && index === 1 && !scene.isUnset ? value : fallback,
		getInputData: () => [{ json: { _files: { first: {} } } }, entry],
		helpers: {
			assertBinaryData(index: number, which: unknown) {
				if (isBinaryValue(which)) return which;
				const path = String(which);
				const found = scene.isCombined
					? path.split('.').reduce<unknown>((at, key) => (at as IDataObject)?.[key], entry.json)
					: entry.binary?.[path];
				if (index !== 1 || !isBinaryValue(found)) throw new Error('No such file');
				return found;
			},
			async getBinaryMetadata() {
				if (scene.size !== undefined) return { mimeType: 'audio/wav', fileSize: scene.size };
				if (stored instanceof Error) throw stored;
				return { mimeType: 'audio/wav', fileSize: Buffer.concat(stored).length };
			},
			getBinaryStream: async () => Readable.from(parts()),
		},
	} as unknown as IExecuteFunctions;
	return { file: await readInputFile(context, 1, 'file', formats), seen };
}

/** The bytes that would be sent. */
async function bytesOf({ open }: { open(): Promise<AsyncIterable<Uint8Array>> }) {
	const parts = [];
	for await (const part of await open()) parts.push(part);
	return Buffer.concat(parts);
}

const withFile = (content: Buffer | string, changes?: Partial<IBinaryData>) => ({
	binary: { data: inMemory(content, changes) },
});
const STORED = {
	data: 'filesystem-v2',
	id: 'filesystem-v2:workflows/1/executions/2/binary_data/3',
};
const inStore = { binary: { data: inMemory('', STORED) } };

describe('where the file is', () => {
	const wav = inMemory(WAV);
	test.each<[string, Scene]>([
		['a field by name', { item: { binary: { data: wav } } }],
		['a name with spaces around', { item: { binary: { data: wav } }, value: ' data\n' }],
		[
			'under _files in the JSON',
			{ isCombined: true, item: { json: { _files: { data: wav } } as never } },
		],
		[
			'a path in the JSON',
			{ isCombined: true, item: { json: { a: { b: wav } } as never }, value: 'a.b' },
		],
		['the file itself, by expression', { value: wav }],
		['a file whose ID is empty', { value: { ...wav, id: '' } }],
	])('%s', async (_name, scene) => {
		expect((await read(scene)).file.size).toBe(100);
	});

	const noFile = /no file in the field "data"$/;
	const inNone = /^Input Data Field Name contains no file$/;
	const none = /no files at all/;
	test.each<[string, Scene, RegExp, RegExp]>([
		['another field', { item: { binary: { audio: wav, video: wav } } }, noFile, /: audio, video\./],
		[
			'another field under _files',
			{ isCombined: true, item: { json: { _files: { audio: wav } } as never } },
			noFile,
			/: audio\./,
		],
		['no files', {}, noFile, none],
		['a long name', { value: 'x'.repeat(100) }, /no file in the field "x{60}"$/, none],
		['an empty name', { value: ' ' }, inNone, none],
		['no name', { isUnset: true }, inNone, none],
		['an expression without a file', { value: null }, inNone, none],
	])('%s: says which files there are', async (_name, scene, message, description) => {
		await expect(read(scene)).rejects.toMatchObject({
			message: expect.stringMatching(message) as string,
			description: expect.stringMatching(description) as string,
			context: { itemIndex: 1 },
		});
	});
});

describe('what is turned down', () => {
	const page = '<!DOCTYPE html><title>Not found';
	test.each<[string, Scene, RegExp]>([
		['an empty file', { item: withFile('') }, /field "data" is empty$/],
		['an empty file in the store', { item: inStore, stored: [] }, /is empty$/],
		['a file whose bytes are gone', { item: inStore, stored: [], size: 100 }, /is empty$/],
		['a WAV of a header alone', { item: withFile(WAV.subarray(0, 12)) }, /no sound or video$/],
		['an MP3 of a tag alone', { item: withFile(ID3_ALONE) }, /no sound or video$/],
		['a tag that is longer than what is read', { item: withFile(id3(80_000)) }, /no sound or/],
		[
			'an archive cut off in its first header',
			{ item: withFile('PK\x03\x04'.padEnd(29, '\0'), { fileName: 'a.docx' }), formats: ['docx'] },
			/ends within its header$/,
		],
		['an MP4 without its media', { item: withFile(MP4_ALONE), formats: ['mp4'] }, /no sound or/],
		['a file that ought to be empty', { item: inStore, stored: [WAV], size: 0 }, /is empty$/],
		[
			'a file that the store lost',
			{ item: inStore, stored: new Error('ENOENT') },
			/field "data" can't be read$/,
		],
		[
			'a file that the store loses while it is read',
			{ item: inStore, stored: new Error('ENOENT'), size: 100 },
			/field "data" can't be read$/,
		],
		['no data', { item: withFile('', { data: undefined }) }, /no data that can be read$/],
		['an ID that is none', { item: withFile('', { id: 42 as never, data: 'a' }) }, /no data/],
		['a page', { item: withFile(page, { fileName: 'talk.mp3' }) }, /contains a web page or data/],
		['JSON', { item: withFile('{ "detail": "no" }') }, /field "data" contains a web page or data/],
		['a word', { item: withFile('Forbidden', { fileName: 'a.mp3' }) }, /"a.mp3" contains text/],
		['spaces', { item: withFile(' '.repeat(100), { fileName: 'a.mp3' }) }, /contains text/],
		[
			'another format',
			{ item: withFile(WAV, { fileName: 'talk.wav' }), formats: ['mp3', 'flac'] },
			/"talk.wav" is a WAV file/,
		],
		[
			'a file of no format with a long name',
			{ item: withFile('\x01\x02', { fileName: `${'x'.repeat(100)}.pptx` }) },
			new RegExp(`^The file "${'x'.repeat(55)}.pptx" has a format`),
		],
		[
			'a document that is none',
			{ item: withFile('Once', { fileName: 'story.docx' }), formats: STORY },
			/"story.docx" is not a Word document$/,
		],
		[
			'a page as a story',
			{ item: withFile(page, { fileName: 'story.txt' }), formats: STORY },
			/"story.txt" contains a web page/,
		],
		[
			'a story without text',
			{ item: withFile(' \n'.repeat(9000), { fileName: 'story.txt' }), formats: STORY },
			/^The file "story.txt" contains no text$/,
		],
		[
			'a story of characters that nobody sees',
			{
				item: withFile(' \u200b\u2060\ufeff\u00ad\n'.repeat(9000), { fileName: 'story.txt' }),
				formats: STORY,
			},
			/^The file "story.txt" contains no text$/,
		],
		[
			'a story of spaces, one of which comes in two parts',
			{
				item: { binary: { data: inMemory('', { ...STORED, fileName: 'story.txt' }) } },
				stored: [Buffer.from(' \u3000').subarray(0, 2), Buffer.from(' \u3000').subarray(2)],
				formats: STORY,
			},
			/^The file "story.txt" contains no text$/,
		],
		...[
			[Buffer.from('Once, a caf\xe9', 'latin1')],
			[Buffer.from(`Once, ${'and then '.repeat(9000)}`), Buffer.from('a caf\xe9', 'latin1')],
			[Buffer.from(`Once, ${'and then '.repeat(9000)}`), Buffer.from('a caf\xe9.', 'latin1')],
			[Buffer.from('Once, a café').subarray(0, -1)],
		].map((stored): [string, Scene, RegExp] => [
			`a story that is not UTF-8 (${stored.length}, ${Buffer.concat(stored).length})`,
			{
				item: { binary: { data: inMemory('', { ...STORED, fileName: 'story.txt' }) } },
				stored,
				formats: STORY,
			},
			/"story.txt" is not in UTF-8$/,
		]),
	])('%s', async (_name, scene, message) => {
		await expect(read(scene)).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(/\S/),
			context: { itemIndex: 1 },
		});
	});

	test('but not an archive of one header', async () => {
		const item = withFile('PK\x03\x04'.padEnd(30, '\0'), { fileName: 'a.docx' });
		expect((await read({ item, formats: ['docx'] })).file.size).toBe(30);
	});

	test('but not a story that begins with much space, or whose letters come in two parts', async () => {
		const item = { binary: { data: inMemory('', { ...STORED, fileName: 'story.txt' }) } };
		const text = Buffer.from(`\ufeff${' '.repeat(9000)}Once, a café`);
		const stored = [text.subarray(0, -1), text.subarray(-1)];
		const { file } = await read({ item, stored, formats: STORY });
		expect(file.fileName).toBe('story.txt');
	});
});

describe('what the file is called', () => {
	test.each([
		['talk.mp3', 'audio/mpeg', 'talk.wav', 'audio/wav'],
		['talk.wav', 'audio/x-wav', 'talk.wav', 'audio/x-wav'],
		['a/talk', '', 'a-talk.wav', 'audio/wav'],
		[undefined, '', 'file.wav', 'audio/wav'],
		['', '', 'file.wav', 'audio/wav'],
		[null, null, 'file.wav', 'audio/wav'],
		[42, 42, '42.wav', 'audio/wav'],
		[{}, [], 'file.wav', 'audio/wav'],
	])('%j of type %j', async (given, type, fileName, mimeType) => {
		const { file } = await read({
			item: withFile(WAV, { fileName: given, mimeType: type } as never),
		});
		expect(file).toMatchObject({ fileName, mimeType });
	});
});

/** Streams read one part ahead. */
describe('the bytes of the file', () => {
	const long = Buffer.concat([WAV, Buffer.alloc(700_001, 'sound')]);

	test.each([
		['in one piece', long.toString('base64')],
		['in lines', long.toString('base64').replace(/.{76}/g, '$&\r\n')],
	])('from memory, with its base64 %s', async (_name, data) => {
		const { file } = await read({ item: { binary: { data: inMemory('', { data }) } } });
		expect(file.size).toBe(long.length);
		expect((await bytesOf(file)).equals(long)).toBe(true);
		expect((await bytesOf(file)).equals(long)).toBe(true);
	});

	test("from n8n's store, of which no more than the beginning is read to see what it is", async () => {
		const stored = [Buffer.concat([WAV, Buffer.alloc(70_000)]), long, long];
		const { file, seen } = await read({ item: inStore, stored });
		expect(seen).toEqual({ parts: 2, closed: 1 });
		expect(file.size).toBe(70_100 + 2 * long.length);
		expect((await bytesOf(file)).equals(Buffer.concat(stored))).toBe(true);
	});

	test('in small parts, of which as many are read as it takes', async () => {
		const stored = Array.from({ length: 200 }, () => Buffer.alloc(1024));
		stored[0] = Buffer.concat([WAV], 1024);
		const { file, seen } = await read({ item: inStore, stored });
		expect(file.fileName).toBe('file.wav');
		expect(seen).toEqual({ parts: 69, closed: 1 });
	});
});
