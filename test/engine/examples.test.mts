import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { openDataTable } from '../../engine/dataTable.mts';
import type { RunInput } from '../../engine/run.mts';
import { openServer } from '../../engine/server.mts';
import { standIn } from '../../engine/standIns.mts';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { Given, Promised } from '../support/examples.mts';
import { exampleNames, expectPromised, readExample, runExample } from '../support/examples.mts';
import {
	bytesOf,
	countOf,
	credentialFor,
	IN_OLDEST,
	newAccount,
	probe,
	runNode,
	SPEED,
	theEngine,
	thePackage,
	useEngine,
} from '../support/harness.mts';

useEngine();

/** An item that holds a file, as a form or a drive gives it. */
function itemWithFile(field: string, path: string, mimeType: string, json: IDataObject = {}) {
	const bytes = readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)));
	const file = { data: bytes.toString('base64'), mimeType, fileName: basename(path) };
	return { json, binary: { [field]: file } };
}

const newVideo = {
	'New Video': [{ json: { id: 'video', name: 'harbour.mp4' } }],
	Download: [itemWithFile('data', 'sandbox/media/files/sample.mp4', 'video/mp4')],
};

/** Rows as Google Sheets gives them; an empty cell at the end of a row may be left out. */
const announcements = [
	{ row_number: 2, name: 'welcome', text: 'Welcome to the pier.', status: 'done' },
	{ row_number: 3, name: 'opening', text: 'We open at nine.', status: '' },
	{ row_number: 4, name: 'storm', text: 'The storm has passed, the pier is open again.' },
	{ row_number: 5, name: 'ferry', text: 'The ferry is late.', status: 'not spoken' },
	{ row_number: 6, name: 'closing', text: 'We close in ten minutes.', status: '' },
];
const sheet = { Announcements: announcements.map((json) => ({ json })) };

/** A sound of a word in MP3. */
async function soundOf(account: SandboxAccount): Promise<Buffer> {
	const { items } = await runNode({
		type: 'cambTextToSpeech',
		parameters: { text: 'Hello there', voice: 147320, language: 1, delivery: 'stream' },
		account,
	});
	return await bytesOf(items[0]);
}

interface Expected extends Promised {
	given?: Given;
}

const newRecording = {
	'New Recording': [{ json: { id: 'recording', name: 'harbor.wav' } }],
	Download: [itemWithFile('data', 'sandbox/media/files/sample.aac', 'audio/aac')],
};

const expected: Record<string, Expected> = {
	'clean-up-recordings': {
		at: 'Upload Speech',
		items: 1,
		audio: ['speech', 'background'],
		given: newRecording,
	},
	'dub-into-three-languages': {
		at: 'Send the Dub',
		items: 3,
		audio: ['data'],
		text: ['subtitles_srt'],
	},
	'dub-overnight': { at: 'Upload', items: 1, audio: ['data'] },
	'feed-to-podcast': { at: 'Put Into Bucket', items: 2, audio: ['data'] },
	'mail-the-task-id': { at: 'Upload', items: 3, audio: ['data'], given: sheet },
	'one-text-in-many-languages': { at: 'Translate and Speak', items: 4, audio: ['data'] },
	'sound-pack': { at: 'Upload', items: 4, audio: ['data'] },
	'speech-into-a-new-folder': { at: 'Speak', items: 3, audio: ['data'] },
	'speech-over-a-webhook': { at: 'Answer With the Audio', items: 1, audio: ['data'] },
	'story-from-a-document': {
		at: 'Upload',
		items: 2,
		audio: ['data'],
		given: {
			Form: [
				itemWithFile('Document', 'LICENSE.md', 'text/plain', { Title: 'The lighthouse keeper' }),
			],
		},
	},
	'submit-now-fetch-later': { at: 'Upload', items: 2, audio: ['data'] },
	'subtitles-for-new-videos': {
		at: 'Upload SRT',
		items: 1,
		audio: [],
		text: ['subtitles_srt', 'subtitles_vtt'],
		given: newVideo,
	},
	'export-a-dub-as-audio': {
		at: 'Upload Audio',
		items: 2,
		audio: ['data'],
		text: ['subtitles_vtt'],
	},
	'subtitles-in-three-languages': {
		at: 'Upload SRT',
		items: 3,
		audio: [],
		text: ['subtitles_srt', 'subtitles_vtt'],
	},
	'task-inbox': { at: 'Note the Task', items: 1, audio: [] },
	'text-to-speech-from-a-list': { at: 'Speak', items: 6, audio: ['data'] },
	'translate-a-list': { at: 'Translate', items: 3, audio: [] },
	'two-host-podcast': {
		at: 'Speak the Script',
		items: 1,
		audio: ['data'],
		text: ['subtitles_srt'],
	},
	'voice-from-a-description': { at: 'Speak', items: 1, audio: ['data'] },
};

test('every example has a run below', () => {
	expect(exampleNames).toEqual(Object.keys(expected).sort());
});

test.each(Object.entries(expected))('%s gives what it promises', async (name, wanted) => {
	await expectPromised(await runExample(name, await newAccount(), wanted.given), wanted);
});

test('submit now, fetch later: looks again until both dubs are done, and pays for each once', async () => {
	const account = await newAccount({ taskSeconds: { dub: 30 } });
	const { itemsOf } = await runExample('submit-now-fetch-later', account);
	expect(itemsOf('Fetch Result', 1).length).toBeGreaterThan(0);
	const idsOf = (node: string) => itemsOf(node).map(({ json }) => json.taskId);
	expect(idsOf('Upload').sort()).toEqual(idsOf('Submit Only').sort());
	expect(await countOf(account, 'submit')).toBe(2);
});

/** Every task that a form submits is kept in a table, and its results are fetched from there. */
async function openInbox(settings: Parameters<typeof newAccount>[0]) {
	const account = await newAccount(settings);
	const table = openDataTable();
	const run = async (start: string, types?: RunInput['types']) =>
		await runExample('task-inbox', account, {}, { start, table, types });
	return {
		account,
		rows: table.rows,
		submit: async () => await run('Form'),
		everyMinute: async (types?: RunInput['types']) => await run('Every Minute', types),
		/** All rows are due. */
		later: () => table.rows.forEach((row) => (row.nextCheckAt = new Date(0).toISOString())),
	};
}

test('task inbox: each task is looked at until it is done, and paid for once', async () => {
	const { account, rows, submit, everyMinute, later } = await openInbox({ taskSeconds: 0 });
	const pending = { type: 'status', status: 200, body: { status: 'PENDING' } } as const;
	await account.addFaults({ step: 'poll', times: 'forever', fault: pending });
	const { itemsOf } = await submit();
	const [{ json: submitted }] = itemsOf('Submit Only');
	const { kind, taskId, submittedAt } = submitted;
	const row = { kind, taskId, submittedAt, title: 'The harbor at dawn', status: 'pending' };
	expect(rows).toEqual([expect.objectContaining(row)]);

	const early = await everyMinute();
	const [{ json: waiting }] = early.itemsOf('Fetch Result', 1);
	expect(early.itemsOf('Store')).toEqual([]);
	expect(rows).toEqual([expect.objectContaining({ ...row, message: 'Still running: PENDING' })]);
	const untilNextMs = Date.parse(rows[0].nextCheckAt as string) - Date.now();
	expect(untilNextMs).toBeGreaterThan(0);
	expect(untilNextMs).toBeLessThanOrEqual((waiting.nextCheckInSeconds as number) * 1000);
	expect((await everyMinute()).itemsOf('Fetch Result')).toEqual([]);

	await account.clearFaults();
	later();
	const { run, itemsOf: given } = await everyMinute();
	expect(run.status).toBe('success');
	const [stored, ...more] = given('Store');
	expect(more).toEqual([]);
	expect(stored.json).toMatchObject({ taskId, language: 54, status: 'SUCCESS' });
	const { mimeType } = stored.binary?.data ?? {};
	expect((await probe(await bytesOf(stored), mimeType)).duration).toBeGreaterThan(0.2);
	expect(rows).toEqual([expect.objectContaining({ ...row, status: 'done' })]);
	later();
	expect((await everyMinute()).itemsOf('Fetch Result')).toEqual([]);
	expect(await countOf(account, 'submit')).toBe(1);
});

test('task inbox: a task that ends badly is marked with the reason, and the others are stored', async () => {
	const { account, rows, submit, everyMinute } = await openInbox({ taskSeconds: 0 });
	await account.addFaults({ step: 'submit', fault: failedTask });
	await submit();
	await submit();
	const { run, itemsOf } = await everyMinute();
	expect(run.status).toBe('success');
	expect(rows.map(({ status }) => status)).toEqual(['failed', 'done']);
	expect(rows[0].message).toContain(rows[0].taskId);
	expect(itemsOf('Store').map(({ json }) => json.taskId)).toEqual([rows[1].taskId]);
});

test('task inbox: an execution that is lost costs nothing: the task is fetched a while later', async () => {
	const { account, rows, submit, everyMinute, later } = await openInbox({ taskSeconds: 0 });
	await submit();
	const ending = standIn('n8n-nodes-base.s3', []);
	ending.execute = () => Promise.reject(new Error('n8n ends here'));
	const { run } = await everyMinute({ 'n8n-nodes-base.s3': ending });
	expect(run.status).toBe('error');
	// Until then another execution may be at it.
	expect((await everyMinute()).itemsOf('Fetch Result')).toEqual([]);
	later();
	expect((await everyMinute()).itemsOf('Store')).toHaveLength(1);
	expect(rows.map(({ status }) => status)).toEqual(['done']);
	expect(await countOf(account, 'submit')).toBe(1);
});

test('dub overnight: n8n stores the execution until the dub is there; an old n8n waits in memory', async () => {
	const account = await newAccount({ taskSeconds: { dub: 400 } });
	const server = openServer(theEngine(), thePackage(), { speed: SPEED });
	const run = await server.run({
		workflow: readExample('dub-overnight'),
		credentials: credentialFor(account) as never,
	});
	expect(run.status).toBe('success');
	const [{ json, binary }] = run.data.resultData.runData.Upload[0].data?.main[0] ?? [];
	expect(json).toMatchObject({ status: 'SUCCESS', fileName: 'The harbor at dawn-es-es.mp4' });
	expect(binary).toHaveProperty('data');
	const waited = [...server.executions.values()].some(({ resumed }) => resumed > 1);
	expect(waited).toBe(!IN_OLDEST);
	expect(await countOf(account, 'submit')).toBe(1);
});

test('speech into a new folder: the folder that the API answers with is the one that is filled', async () => {
	const account = await newAccount();
	const { itemsOf } = await runExample('speech-into-a-new-folder', account);
	const [{ json: folder }] = itemsOf('Create Folder');
	expect(folder.folder_name).toMatch(/^Announcements \d{4}-\d\d-\d\d/);
	const { tasks } = await account.state();
	expect(tasks.map(({ request }) => request.folder_id)).toEqual(
		Array(3).fill(folder.folder_id as number),
	);
});

const failedTask = { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' } as const;

test('mail the task ID: one bad row leaves by the error output, the others are spoken', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', contains: 'storm', fault: failedTask });
	const { run, itemsOf } = await runExample('mail-the-task-id', account, sheet);
	expect(run.status).toBe('success');
	expect(itemsOf('Upload').map(({ json }) => json.fileName)).toEqual([
		'opening.flac',
		'closing.flac',
	]);
	const { tasks } = await account.state();
	const [mailed, ...more] = itemsOf('Tell Somebody');
	expect(more).toEqual([]);
	expect(mailed.json).toMatchObject({
		name: 'storm',
		error: { taskId: tasks.find(({ status }) => status === 'ERROR')?.taskId },
	});
});

test('mail the task ID: marks the rows, and pays for those without a mark only', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'submit', contains: 'storm', fault: failedTask });
	const { run, itemsOf } = await runExample('mail-the-task-id', account, sheet);
	const marks = itemsOf('Mark the Row').map(({ json }) => json);
	expect(marks).toHaveLength(3);
	expect(marks).toEqual(
		expect.arrayContaining([
			{ row_number: 3, status: 'done' },
			{ row_number: 4, status: 'not spoken' },
			{ row_number: 6, status: 'done' },
		]),
	);
	// All rows are marked before anything that may fail.
	const turnsOf = (node: string) =>
		run.data.resultData.runData[node].map(({ executionIndex }) => executionIndex);
	const later = [...turnsOf('Upload'), ...turnsOf('Tell Somebody')];
	expect(Math.max(...turnsOf('Mark the Row'))).toBeLessThan(Math.min(...later));
	expect(await countOf(account, 'submit')).toBe(3);

	const marked = announcements.map((row) => ({
		json: { ...row, ...marks.find(({ row_number }) => row_number === row.row_number) },
	}));
	const next = await runExample('mail-the-task-id', account, { Announcements: marked });
	expect(next.run.status).toBe('success');
	expect(await countOf(account, 'submit')).toBe(3);
});

test('news feed: an article that is refused is told, the others are uploaded', async () => {
	const account = await newAccount();
	const fault = { type: 'status', status: 422, body: { detail: 'No' } } as const;
	await account.addFaults({ step: 'submit', contains: 'ferry', fault });
	const { run, itemsOf } = await runExample('feed-to-podcast', account);
	expect(run.status).toBe('success');
	expect(itemsOf('Put Into Bucket').map(({ json }) => json.fileName)).toEqual([
		'2026-11-20 Market day moves.mp3',
	]);
	expect(itemsOf('Tell Somebody').map(({ json }) => json)).toMatchObject([
		{
			title: 'The ferry is back',
			link: 'https://example.com/ferry',
			error: { message: expect.stringContaining('did not accept') },
		},
	]);
});

test('news feed: an article of 15,000 characters becomes one MP3', async () => {
	const account = await newAccount();
	const paragraph = 'The harbor was quiet when she came down to look for the boat. '.repeat(15);
	const article = {
		title: 'A long walk',
		guid: 'walk',
		link: 'https://example.com/walk',
		isoDate: '2026-11-21T05:10:00.000Z',
		'content:encodedSnippet': `${paragraph}\n\n`.repeat(16),
	};
	expect(article['content:encodedSnippet'].length).toBeGreaterThan(14_800);
	// To speak it all would take the sandbox a minute.
	const sound = await soundOf(account);
	const fault = {
		type: 'other-file',
		base64: sound.toString('base64'),
		contentType: 'audio/mpeg',
	} as const;
	await account.addFaults({ operation: 'createTtsStream', times: 'forever', fault });
	const before = await countOf(account, 'submit');
	const { itemsOf } = await runExample('feed-to-podcast', account, {
		'Read Feed': [{ json: article }],
	});
	const [item, ...others] = itemsOf('Put Into Bucket');
	expect(others).toEqual([]);
	const pieces = (await countOf(account, 'submit')) - before;
	expect(pieces).toBe(6);
	const { fileName, mimeType } = item.binary?.data ?? {};
	expect([fileName, mimeType]).toEqual(['2026-11-21 A long walk.mp3', 'audio/mpeg']);
	const { duration = 0 } = await probe(await bytesOf(item), 'audio/mpeg');
	const { duration: one = 0 } = await probe(sound, 'audio/mpeg');
	// Every piece ends with a paragraph, and half a second stands behind each.
	expect(Math.abs(duration - (6 * one + 5 * 0.5))).toBeLessThan(0.5);
	expect(Math.abs(duration - Number(item.json.durationSeconds))).toBeLessThan(0.1);
});

test('two-host podcast: both voices speak, one after the other', async () => {
	const account = await newAccount();
	const { itemsOf } = await runExample('two-host-podcast', account);
	const { requests } = await account.state();
	const bodies = requests.map(({ body }) => body as IDataObject);
	const voiceOf = (text: string) => bodies.find((body) => body.text === text)?.voice_id;
	expect(voiceOf('The ferry is back.')).not.toBe(
		voiceOf('Good morning! Here is what is new today.'),
	);
	const [{ json, binary }] = itemsOf('Put Into Bucket');
	expect((json.turns as IDataObject[]).map(({ speaker }) => speaker)).toEqual([
		...['Anna', 'Ben', 'Anna', 'Ben', 'Anna', 'Ben'],
	]);
	expect(binary?.data.mimeType).toBe('audio/mpeg');
});

test('translate a list: each language has all texts in their order, in one task', async () => {
	const account = await newAccount();
	const { itemsOf } = await runExample('translate-a-list', account);
	const { texts } = itemsOf('Texts and Languages')[0].json as { texts: string[] };
	expect(itemsOf('Translate').map(({ json }) => json.texts)).toEqual(
		['es-es', 'fr-fr', 'de-de'].map((tag) => texts.map((text) => `[${tag}] ${text}`)),
	);
	expect(await countOf(account, 'submit')).toBe(3);
});

test('subtitles: a video without speech is set aside, and nothing is uploaded', async () => {
	const account = await newAccount();
	const silence = { type: 'status', status: 200, body: { transcript: [] } } as const;
	await account.addFaults({ step: 'fetch', fault: silence });
	const { run, itemsOf } = await runExample('subtitles-for-new-videos', account, newVideo);
	expect(run.status).toBe('success');
	expect(itemsOf('Upload SRT')).toEqual([]);
	expect(itemsOf('Upload VTT')).toEqual([]);
	expect(itemsOf('Is It Complete?', 1).map(({ json }) => json.missing)).toEqual([
		['subtitles_srt', 'subtitles_vtt'],
	]);
});

test('subtitles in three languages: one that does not come is set aside, the others are uploaded', async () => {
	const account = await newAccount();
	await account.addFaults({
		operation: 'getSubtitleResultForLanguage',
		path: '/76?',
		times: 'forever',
		fault: { type: 'status', status: 404 },
	});
	const { run, itemsOf } = await runExample('subtitles-in-three-languages', account);
	expect(run.status).toBe('success');
	expect(itemsOf('Upload VTT').map(({ binary }) => binary?.subtitles_vtt.fileName)).toEqual([
		'The harbor at dawn-es-es.vtt',
		'The harbor at dawn-de-de.vtt',
	]);
	expect(itemsOf('Is It Complete?', 1).map(({ json }) => json.language)).toEqual([76]);
});
