import { createHash } from 'node:crypto';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import { bytesOf, countOf, newAccount, probe, runNode, useEngine } from '../support/harness.mts';

useEngine();

const type = 'cambStory';
const TALE = 'Once there was a king. He had a dog — Büster.';
const typed = { source: 'text', storyText: TALE, language: 1 };
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** The beginning of a packed document. */
const PACKED = Buffer.from('PK\x03\x04'.padEnd(40, '\0'), 'latin1');

const file = (fileName: string | undefined, mimeType: string, content: string | Buffer) => ({
	json: {},
	binary: { data: { fileName, mimeType, data: Buffer.from(content).toString('base64') } },
});
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
/** What the API got with each submit, as it came over the wire. */
const bodiesOf = async (account: SandboxAccount) =>
	(await account.state()).requests
		.filter(({ step }) => step === 'submit')
		.map(({ body }) => body as Record<string, unknown>);

test('narrates texts in order, with audio that plays and a transcript', async () => {
	const { status, items, account } = await runNode({
		type,
		parameters: { ...typed, storyText: '={{ $json.text }}' },
		items: [{ json: { text: 'A cat sat.' } }, { json: { text: 'A dog ran. It was happy.' } }],
	});
	expect(status).toBe('success');
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	const { tasks } = await account.state();
	for (const [index, item] of items.entries()) {
		const task = tasks.find(({ taskId }) => taskId === item.json.taskId);
		expect(item.json).toMatchObject({
			kind: 'story',
			runId: task?.runId,
			status: 'SUCCESS',
			language: 1,
			languageTag: 'en-us',
			languageName: 'English (United States)',
			text: ['A cat sat.', 'A dog ran. It was happy.'][index],
			fileName: `story-${task?.runId}.flac`,
			mimeType: 'audio/flac',
		});
		expect(item.json.segments).toHaveLength(index + 1);
		expect(item.json).not.toHaveProperty('audioUrl');
		expect(Object.keys(item.binary ?? {})).toEqual(['data']);
		expect((await probe(await bytesOf(item), 'audio/flac')).duration).toBeGreaterThan(0.2);
	}
});

test.each([
	['tale.txt', 'text/plain', TALE, 'tale.txt'],
	['tale.docx', DOCX, PACKED, 'tale.docx'],
	['tale', DOCX, PACKED, 'tale.docx'],
	[undefined, 'text/plain', TALE, 'file.txt'],
	['late.txt', 'text/plain', `${'\n'.repeat(200_000)}${TALE}`, 'late.txt'],
	['tags.txt', 'text/plain', '<b>Once</b> upon a time', 'tags.txt'],
])('sends the file %s (%s) as it is', async (fileName, mimeType, content, sentAs) => {
	const { status, account } = await runNode({
		type,
		parameters: { language: 1 },
		items: [file(fileName, mimeType, content)],
	});
	expect(status).toBe('success');
	expect(await bodiesOf(account)).toEqual([
		{
			source_language: '1',
			file: expect.objectContaining({
				fileName: sentAs,
				mimeType,
				size: Buffer.byteLength(content),
				sha256: sha256(content),
			}),
		},
	]);
});

test('sends what is set, and dictionaries as repeated fields', async () => {
	const { account } = await runNode({
		type,
		parameters: {
			...typed,
			language: { __rl: true, mode: 'id', value: 'es-es' },
			narratorVoice: { __rl: true, mode: 'list', value: 147320 },
			// Where workflows have it that were saved before it went to Options.
			description: 'A tale about a king',
			options: { title: ' The King ', dictionaries: '={{ [4, "9"] }}', folderId: 12 },
		},
	});
	expect(await bodiesOf(account)).toEqual([
		{
			source_language: '54',
			narrator_voice_id: '147320',
			title: 'The King',
			description: 'A tale about a king',
			folder_id: '12',
			chosen_dictionaries: ['4', '9'],
			file: expect.objectContaining({
				fileName: 'story.txt',
				mimeType: 'text/plain',
				sha256: sha256(TALE),
			}),
		},
	]);
});

test('gives dialogue track and links when asked, and no transcript when not', async () => {
	const { items, account } = await runNode({
		type,
		parameters: {
			...typed,
			outputDataField: 'dialogue',
			options: {
				includeDialogue: true,
				includeLinks: true,
				includeTranscript: false,
				fileName: 'king.mp3',
			},
		},
	});
	const [{ json, binary }] = items;
	expect(json).not.toHaveProperty('text');
	expect(json).not.toHaveProperty('segments');
	expect(json.audioUrl).toMatch(/^http/);
	expect(json.dialogueUrl).toMatch(/^http/);
	expect(binary?.dialogue.fileName).toBe('king.flac');
	expect(binary?.dialogue_2.fileName).toBe('king-dialogue.flac');
	const track = await bytesOf(items[0], 'dialogue_2');
	expect((await probe(track, 'audio/flac')).duration).toBeGreaterThan(0.2);
	const { requests } = await account.state();
	expect(requests.filter(({ path }) => path.includes('include_transcript'))).toEqual([]);

	await account.addFaults({
		operation: 'getStoryResult',
		fault: { type: 'status', status: 200, body: { audio_url: json.audioUrl, transcript: null } },
	});
	const without = await runNode({
		type,
		parameters: { ...typed, options: { includeDialogue: true } },
		account,
	});
	expect(without.items[0].json).toMatchObject({ missing: ['dialogue'], text: '', segments: [] });
	expect(without.items[0].binary).toHaveProperty('data');
});

describe('tells bad input before anything is sent', () => {
	const withOptions = (options: object) => ({ ...typed, options });
	test.each([
		['an empty text', { ...typed, storyText: ' ' }, 'Story Text is empty'],
		['no language', { ...typed, language: '={{ "" }}' }, 'Language is empty'],
		['an unknown voice', { ...typed, narratorVoice: 'Ann' }, 'Narrator Voice "Ann"'],
		['a short title', { ...typed, title: 'ab' }, 'Title is too short'],
		['a long title', { ...typed, title: 'a'.repeat(256) }, 'Title is too long'],
		['a short description', { ...typed, description: 'ab' }, 'Description is too short'],
		['a long description', { ...typed, description: 'a'.repeat(5001) }, 'Description is too long'],
		['an unknown source', { ...typed, source: '={{ "url" }}' }, 'Source "url"'],
		['a folder by name', withOptions({ folderId: 'Tales' }), 'Folder "Tales"'],
		['a dictionary by name', withOptions({ dictionaries: ['x'] }), 'Dictionary "x"'],
		['no file', { language: 1 }, 'no file in the field "data"'],
		[
			'a translation into its own language',
			withOptions({ translateTo: [54, 1] }),
			'English (United States)',
		],
		[
			'a language twice',
			withOptions({ translateTo: '54, es-es' }),
			'Spanish (Spain) is selected twice',
		],
		[
			'translations of a mere project',
			withOptions({ translateTo: [54], setUpOnly: true }),
			"Translate To can't be combined with Set Up Only",
		],
		[
			'translations without waiting',
			{ ...withOptions({ translateTo: [54] }), waitForCompletion: false },
			'Translate To needs Wait for Completion',
		],
	])('%s', async (_, parameters, message) => {
		const { status, error, account } = await runNode({ type, parameters: parameters as never });
		expect(status).toBe('error');
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/\.$/);
		expect(await countOf(account, 'submit')).toBe(0);
	});

	test.each([
		['tale.pdf', 'application/pdf', '%PDF-1.7'],
		['tale.mp3', 'audio/mpeg', 'ID3 a song'],
		['tale.txt', 'text/plain', ''],
		['tale.txt', 'text/plain', ' \n\t '.repeat(50_000)],
		['tale.txt', 'text/html', '\ufeff<!DOCTYPE html><html><body>404 Not Found</body></html>'],
		['tale.txt', 'text/plain', 'PK\u0003\u0004 packed'],
		['tale.txt', 'text/plain', '%PDF-1.7'],
		['tale.txt', 'text/plain', 'Once\u0000 upon a time'],
		['tale.docx', 'application/octet-stream', '{"detail":"not found"}'],
		['tale.docx', DOCX, '%PDF-1.7'],
	])('the file %s', async (fileName, mimeType, content) => {
		const { status, error, account } = await runNode({
			type,
			parameters: { language: 1 },
			items: [file('fine.txt', 'text/plain', TALE), file(fileName, mimeType, content)],
		});
		expect(status).toBe('error');
		expect(error?.context.itemIndex).toBe(1);
		expect(error?.message).toMatch(/^The file /);
		expect(error?.description).toMatch(/\.$/);
		expect(await countOf(account, 'submit')).toBe(0);
	});
});

test('gives the task ID without waiting, and Fetch Result gets the story', async () => {
	const { account, items } = await runNode({
		type,
		parameters: { ...typed, waitForCompletion: false },
	});
	expect(items[0].json).toMatchObject({ kind: 'story', status: 'PENDING', runId: null });
	const fetched = await runNode({
		type: 'cambFetchResult',
		parameters: { kind: 'story', taskId: '={{ $json.taskId }}' },
		items,
		account,
	});
	expect(fetched.items[0].json).toMatchObject({ taskId: items[0].json.taskId, text: TALE });
	expect(fetched.items[0].binary).toHaveProperty('data');
});

test('keeps task and run ID when the audio never comes', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'media', times: 'forever', fault: { type: 'truncate' } });
	const { status, error } = await runNode({ type, parameters: typed, account });
	const [{ taskId, runId }] = (await account.state()).tasks;
	expect(status).toBe('error');
	expect(error?.description).toContain(taskId);
	expect(error?.context).toMatchObject({ kind: 'story', taskId, runId });
});
