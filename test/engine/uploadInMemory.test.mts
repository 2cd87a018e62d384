import type { IBinaryData } from 'n8n-workflow';

import { itemWith, sha256, wavOf } from '../support/files.mts';
import { bytesOf, newAccount, runNode, SPEED, useEngine } from '../support/harness.mts';

useEngine(SPEED, 'default');

test('a file that n8n holds in memory arrives whole, also when it is sent again', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', fault: { type: 'status', status: 429 } });
	const content = await wavOf(1_000_003);
	const item = await itemWith({ content, fileName: 'talk.wav', mimeType: 'audio/wav' });
	expect(item.binary?.data).toMatchObject({ data: expect.stringMatching(/^UklGR/) });
	expect(item.binary?.data.id).toBeUndefined();
	const { items, error } = await runNode({
		type: 'cambTranscribe',
		account,
		parameters: { source: 'binary', language: 1, options: { subtitleFiles: ['srt'] } },
		items: [item],
	});
	expect(error).toBeUndefined();
	const { requests } = await account.state();
	const file = {
		fileName: 'talk.wav',
		mimeType: 'audio/wav',
		size: content.length,
		sha256: sha256(content),
	};
	const uploads = requests.filter(({ step }) => step === 'submit').map(({ body }) => body);
	expect(uploads).toMatchObject([{ media_file: file }, { media_file: file }]);
	expect((await bytesOf(items[0], 'subtitles_srt')).toString()).toMatch(/^1\n00:00:00,500 -->/);
});

/** An item that a Code node made, of whatever n8n lets through. */
const made = (file: object) => ({ json: {}, binary: { data: file as IBinaryData } });
const transcribe = { source: 'binary', language: 1, options: {} };

test.each<[string, (base64: string) => object, object]>([
	['a data URL', (data) => ({ data: `data:audio/wav;base64,${data}` }), { fileName: 'file.wav' }],
	['no padding', (data) => ({ data: data.replace(/=+$/, '') }), { fileName: 'file.wav' }],
	['null for a name and a type', (data) => ({ data, fileName: null, mimeType: null }), {}],
	['a number for a name', (data) => ({ data, fileName: 42, mimeType: 7 }), { fileName: '42.wav' }],
])('a file that a Code node made, with %s, arrives whole', async (_name, make, sentAs) => {
	const content = await wavOf(10_001);
	const { account, error } = await runNode({
		type: 'cambTranscribe',
		parameters: transcribe,
		items: [made({ mimeType: 'audio/wav', ...make(content.toString('base64')) })],
	});
	expect(error).toBeUndefined();
	const { requests } = await account.state();
	const [{ body }] = requests.filter(({ step }) => step === 'submit');
	expect(body).toMatchObject({
		media_file: { mimeType: 'audio/wav', size: content.length, sha256: sha256(content), ...sentAs },
	});
});

test.each<[string, (base64: string) => unknown]>([
	['quotes around it', (data) => `"${data}"`],
	['percent-encoding', (data) => `data:audio/wav,${encodeURIComponent(data)}`],
	['its bytes as they are', () => 'RIFF\x01\x02\x03\x04WAVE'],
	['words', () => 'The talk, as text.'],
	['nothing at all', () => undefined],
	['a number', () => 42],
])('a file that a Code node made with %s is refused at once', async (_name, write) => {
	const content = (await wavOf(10_001)).toString('base64');
	const { error, account } = await runNode({
		type: 'cambTranscribe',
		parameters: transcribe,
		items: [made({ data: write(content), fileName: 'talk.wav', mimeType: 'audio/wav' })],
	});
	expect(error?.message).toMatch(/field "data" has no data/);
	expect((await account.state()).requests).toEqual([]);
});

test('an empty file that n8n holds in memory is not sent', async () => {
	const { error, account } = await runNode({
		type: 'cambTranscribe',
		parameters: { source: 'binary', language: 1 },
		items: [await itemWith({ content: Buffer.alloc(0), mimeType: 'audio/wav' })],
	});
	expect(error?.message).toMatch(/field "data" is empty/);
	expect((await account.state()).requests).toEqual([]);
});

const dub = { source: 'binary', sourceLanguage: 1, targetLanguages: [54] };

test('a file that n8n holds in memory is uploaded for a dub, whole', async () => {
	const content = await wavOf(1_000_003);
	const { error, account } = await runNode({
		type: 'cambDub',
		parameters: { ...dub, fileTransfer: 'upload' },
		items: [await itemWith({ content, fileName: 'talk.wav', mimeType: 'audio/wav' })],
	});
	expect(error).toBeUndefined();
	const { requests } = await account.state();
	expect(requests.find(({ source }) => source)?.source).toMatchObject({
		mimeType: 'audio/wav',
		size: content.length,
		sha256: sha256(content),
	});
});

test.each(['cambDub', 'cambSubtitles'])(
	'%s has no link to a file that n8n holds in memory, and sends nothing',
	async (type) => {
		const { error, account } = await runNode({
			type,
			parameters: dub,
			items: [await itemWith({ content: await wavOf(1000), mimeType: 'audio/wav' })],
		});
		expect(error?.message).toMatch(/in memory/);
		expect(error?.description).toContain('N8N_DEFAULT_BINARY_DATA_MODE');
		expect((await account.state()).requests).toEqual([]);
	},
);
