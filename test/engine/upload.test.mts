import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import { hugeWav } from '../../sandbox/media/wav.mts';
import { itemWith, sha256, storeFile, wavOf } from '../support/files.mts';
import { DOCX, FOREIGN, id3, rowOf, TAKEN, TEXTS } from '../support/samples.mts';
import { countOf, newAccount, runNode, timing, useEngine } from '../support/harness.mts';

useEngine();

const transcribe = { source: 'binary', inputDataField: 'data', language: 1, options: {} };
const MB = 1_000_000;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The files that the API received, one for each submit that it read. */
async function received(account: SandboxAccount): Promise<IDataObject[]> {
	const { requests } = await account.state();
	return requests
		.filter(({ step }) => step === 'submit')
		.map(({ body }) => (body as IDataObject).media_file as IDataObject);
}

test('every byte arrives, with the name and the type of the file', async () => {
	const content = await wavOf(3 * MB + 1);
	const { items, error, account } = await runNode({
		type: 'cambTranscribe',
		parameters: transcribe,
		items: [await itemWith({ content, fileName: 'épisode 12.wav', mimeType: 'audio/x-wav' })],
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(await received(account)).toEqual([
		{
			fileName: 'épisode 12.wav',
			mimeType: 'audio/x-wav',
			size: content.length,
			sha256: sha256(content),
		},
	]);
});

test.each(['mp4', 'mov', 'mxf', 'aac'])('%s goes as it is', async (extension) => {
	const path = new URL(`../../sandbox/media/files/sample.${extension}`, import.meta.url);
	const content = readFileSync(fileURLToPath(path));
	const { account } = await runNode({
		type: 'cambTranscribe',
		parameters: transcribe,
		items: [await itemWith({ content, mimeType: 'application/octet-stream' })],
	});
	const [file] = await received(account);
	expect(file).toMatchObject({ fileName: `file.${extension}`, sha256: sha256(content) });
	expect(file.mimeType).toMatch(/^(audio|video|application)\/(mp4|quicktime|mxf|aac)$/);
});

test('a file with the wrong name is sent under its true one', async () => {
	const content = await wavOf(1000);
	const { account } = await runNode({
		type: 'cambTranscribe',
		parameters: transcribe,
		items: [await itemWith({ content, fileName: 'talk.mp3', mimeType: 'audio/mpeg' })],
	});
	expect(await received(account)).toMatchObject([{ fileName: 'talk.wav', mimeType: 'audio/wav' }]);
});

test('whatever a file is called, it goes as what its bytes say', async () => {
	const forms = TAKEN.filter(([name]) => name !== 'MP3 behind a picture');
	const items = await Promise.all(
		forms.map(async ([, , content]) =>
			itemWith({ content, fileName: 'talk.ogg', mimeType: 'application/octet-stream' }),
		),
	);
	const { account, error } = await runNode({
		type: 'cambTranscribe',
		parameters: transcribe,
		items,
	});
	expect(error).toBeUndefined();
	const sent = (await received(account)).map(({ fileName, sha256 }) => [fileName, sha256]);
	const wanted = forms.map(([, extension, content]) => [`talk.${extension}`, sha256(content)]);
	expect(sent.sort()).toEqual(wanted.sort());
});

test('what is no media is refused, whatever its name, before anything is sent', async () => {
	const others = [
		...FOREIGN.map(([, what, content]): [RegExp, Buffer] => [what, content]),
		...TEXTS.map(([, text]): [RegExp, Buffer] => [/text|page|LFS/, Buffer.from(text)]),
	];
	const items = await Promise.all(
		others.map(async ([, content]) =>
			itemWith({ content, fileName: 'talk.mp3', mimeType: 'audio/mpeg' }),
		),
	);
	const run = await runNode({
		type: 'cambTranscribe',
		parameters: transcribe,
		items,
		node: { onError: 'continueRegularOutput' },
	});
	for (const [index, [what]] of others.entries()) {
		expect(run.items[index].json.error).toMatch(what);
	}
	expect((await run.account.state()).requests).toEqual([]);
});

test.each<[string, Buffer]>([
	['one tag that is longer than what is read', id3(80_000)],
	['two tags', Buffer.concat([id3(300), id3(300)])],
	['less than a frame', rowOf('fffb90c4', 20, 1)],
])('%s without sound is refused before it is sent', async (_name, content) => {
	const { account, error } = await runNode({
		type: 'cambTranscribe',
		parameters: transcribe,
		items: [await itemWith({ content, fileName: 'talk.mp3', mimeType: 'audio/mpeg' })],
	});
	expect(error?.message).toContain('no sound');
	expect((await account.state()).requests).toEqual([]);
});

test('a Word document that is called text is narrated as what it is', async () => {
	const { account, error } = await runNode({
		type: 'cambStory',
		parameters: { source: 'binary', language: 1 },
		items: [await itemWith({ content: DOCX, fileName: 'Notes v1.txt', mimeType: WORD })],
	});
	expect(error).toBeUndefined();
	const [{ body }] = (await account.state()).requests;
	expect((body as IDataObject).file).toMatchObject({ fileName: 'Notes v1.docx', mimeType: WORD });
});

test('an upload that was not taken is sent again, whole', async () => {
	const account = await newAccount();
	const headers = { 'retry-after': '2' };
	await account.addFaults({ step: 'submit', fault: { type: 'status', status: 429, headers } });
	const content = await wavOf(2 * MB);
	const { items } = await runNode({
		type: 'cambTranscribe',
		account,
		parameters: transcribe,
		items: [await itemWith({ content, fileName: 'talk.wav', mimeType: 'audio/wav' })],
	});
	expect(items[0].json.status).toBe('SUCCESS');
	expect((await received(account)).map((file) => file.sha256)).toEqual([
		sha256(content),
		sha256(content),
	]);
	expect((await account.state()).tasks).toHaveLength(1);
});

test('an answer that is lost after an upload is not paid for twice', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', fault: { type: 'reset-after' } });
	const { error } = await runNode({
		type: 'cambTranscribe',
		account,
		parameters: transcribe,
		items: [await itemWith({ content: await wavOf(1000), mimeType: 'audio/wav' })],
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error?.message).toMatch(/may have accepted/);
	expect(await countOf(account, 'submit')).toBe(1);
});

test('a slow upload has more time than an answer', async () => {
	const { timeouts } = timing;
	const { submitMs } = timeouts;
	// Far too short for the file, were it all the time there is.
	timeouts.submitMs = 50;
	try {
		const { items, error } = await runNode({
			type: 'cambTranscribe',
			parameters: transcribe,
			items: [await itemWith({ content: hugeWav(40 * MB).open(), mimeType: 'audio/wav' })],
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	} finally {
		timeouts.submitMs = submitMs;
	}
});

describe('where the file is', () => {
	const made = async () => ({ content: await wavOf(1000), mimeType: 'audio/wav' });

	test('a field by name', async () => {
		const { account } = await runNode({
			type: 'cambTranscribe',
			parameters: { ...transcribe, inputDataField: 'recording' },
			items: [await itemWith(await made(), 'recording')],
		});
		expect(await received(account)).toHaveLength(1);
	});

	test('the file itself, by expression', async () => {
		const { account, error } = await runNode({
			type: 'cambTranscribe',
			parameters: { ...transcribe, inputDataField: '={{ $json.media }}' },
			items: [{ json: { media: await storeFile(await made()) } as never }],
		});
		expect(error).toBeUndefined();
		expect(await received(account)).toHaveLength(1);
	});
});
