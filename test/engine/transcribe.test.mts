import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { parseSync } from 'subtitle';

import { itemWith, wavOf } from '../support/files.mts';
import { bytesOf, countOf, newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const URL = 'https://media.example/episode-12.mp3';
const fromUrl = { source: 'url', mediaUrl: URL, language: 1, options: {} };
const allFiles = { ...fromUrl, options: { subtitleFiles: ['srt', 'vtt', 'txt'] } };
const TEXT =
	'Welcome to the show. Today we talk about machines that speak. Thank you for listening.';
const segments = [
	{ start: 0.5, end: 2.6, speaker: 'SPEAKER_00', text: 'Welcome to the show.' },
	{ start: 2.9, end: 5, speaker: 'SPEAKER_01', text: 'Today we talk about machines that speak.' },
	{ start: 5.3, end: 7.4, speaker: 'SPEAKER_00', text: 'Thank you for listening.' },
];

const textOf = async (item: INodeExecutionData, field: string) =>
	(await bytesOf(item, field)).toString('utf8');

test('turns each file into text and segments, in order and linked to its item', async () => {
	const items = await Promise.all(
		[1, 54, 31].map(async (language) => ({
			...(await itemWith({ content: await wavOf(5000), mimeType: 'audio/wav' })),
			json: { language },
		})),
	);
	const run = await runNode({
		type: 'cambTranscribe',
		parameters: { source: 'binary', inputDataField: 'data', language: '={{ $json.language }}' },
		items,
	});
	expect(run.status).toBe('success');
	expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2].map((item) => ({ item })),
	);
	expect(run.items.map(({ json }) => json.languageTag)).toEqual(['en-us', 'es-es', 'de-de']);
	expect(run.items.map(({ binary }) => binary)).toEqual([undefined, undefined, undefined]);
	expect(run.items[1].json.text).toMatch(/^Bienvenidos al programa\. Hoy/);
	const { tasks } = await run.account.state();
	expect(run.items[0].json).toEqual({
		kind: 'transcription',
		taskId: expect.any(String),
		runId: tasks.find(({ taskId }) => taskId === run.items[0].json.taskId)?.runId,
		status: 'SUCCESS',
		submittedAt: expect.any(String),
		waitedSeconds: expect.any(Number),
		checks: expect.any(Number),
		text: TEXT,
		segments,
		language: 1,
		languageTag: 'en-us',
		languageName: 'English (United States)',
		durationSeconds: 7.4,
		speakers: ['SPEAKER_00', 'SPEAKER_01'],
	});
	expect(await countOf(run.account, 'submit')).toBe(3);
});

describe('the shapes of a result', () => {
	test.each(['object', 'array', 'link'] as const)('%s', async (transcription) => {
		const { items, account } = await runNode({
			type: 'cambTranscribe',
			parameters: allFiles,
			settings: { transcription },
		});
		expect(items[0].json).toMatchObject({ text: TEXT, segments, durationSeconds: 7.4 });
		expect(items[0].json.missing).toBeUndefined();
		const srt = parseSync(await textOf(items[0], 'subtitles_srt'));
		expect(srt.map(({ data }) => data)).toMatchObject(
			segments.map(({ start, end, text }) => ({ start: start * 1000, end: end * 1000, text })),
		);
		expect(await textOf(items[0], 'subtitles_vtt')).toMatch(/^WEBVTT\n\n00:00:00\.500 --> /);
		expect(await textOf(items[0], 'transcript_txt')).toBe(
			segments.map(({ text }) => `${text}\n`).join(''),
		);
		const { fileName, mimeType } = items[0].binary?.subtitles_srt ?? {};
		expect({ fileName, mimeType }).toEqual({
			fileName: `transcript-${items[0].json.runId}.srt`,
			mimeType: 'application/x-subrip',
		});
		// A link is followed without the key, and is not in the item.
		const { requests } = await account.state();
		const media = requests.filter(({ origin }) => origin === 'media');
		expect(media.map(({ key }) => key)).toEqual(transcription === 'link' ? [false] : []);
		expect(JSON.stringify(items[0].json)).not.toContain('signature');
	});

	test('text alone gives a text file, and says which files it gives not', async () => {
		const { items, run } = await runNode({
			type: 'cambTranscribe',
			parameters: allFiles,
			settings: { transcription: 'text' },
		});
		expect(items[0].json).toMatchObject({
			text: TEXT.replace(/\. (?=[A-Z])/g, '.\n'),
			segments: [],
			durationSeconds: null,
			speakers: [],
			missing: ['subtitles_srt', 'subtitles_vtt'],
		});
		expect(Object.keys(items[0].binary ?? {})).toEqual(['transcript_txt']);
		expect(await textOf(items[0], 'transcript_txt')).toBe(`${String(items[0].json.text)}\n`);
		const [{ hints }] = run.data.resultData.runData['CAMB.AI'];
		expect(hints).toMatchObject([
			{ message: expect.stringMatching(/without segment times: no subtitles_srt, subtitles_vtt/) },
		]);
	});

	test.each(['html', 'bad-json', 'empty'] as const)(
		'a result spoiled as %s is no transcript, and its IDs are told',
		async (type) => {
			const account = await newAccount();
			await account.addFaults({ step: 'fetch', times: 'forever', fault: { type } });
			const { error } = await runNode({ type: 'cambTranscribe', account, parameters: fromUrl });
			const [{ taskId, runId }] = (await account.state()).tasks;
			expect(error?.description).toContain(`Task ID ${taskId}, Run ID ${runId}`);
			expect(error?.context).toMatchObject({ kind: 'transcription', taskId, runId });
		},
	);
});

describe('what did not come is said', () => {
	test.each<[string, IDataObject, unknown, IDataObject, RegExp]>([
		[
			'words without times',
			{ wordTimestamps: true },
			{ transcript: segments },
			{ text: TEXT, segments },
			/^CAMB\.AI returned no word timestamps/,
		],
		[
			'a recording without speech',
			{ subtitleFiles: ['srt', 'txt'] },
			{ transcript: [] },
			{ text: '', segments: [], speakers: [], missing: ['subtitles_srt', 'transcript_txt'] },
			/^CAMB\.AI detected no speech: no subtitles_srt, transcript_txt/,
		],
		[
			'segments without times',
			{ subtitleFiles: 'vtt' },
			[{ text: 'Hello', speaker: null }],
			{ text: 'Hello', durationSeconds: null, missing: ['subtitles_vtt'] },
			/^CAMB\.AI returned the text without segment times/,
		],
	])('%s', async (_name, options, body, json, message) => {
		const account = await newAccount();
		await account.addFaults({ step: 'fetch', fault: { type: 'status', status: 200, body } });
		const { items, run } = await runNode({
			type: 'cambTranscribe',
			account,
			parameters: { ...fromUrl, options } as never,
		});
		expect(items[0].json).toMatchObject({ status: 'SUCCESS', ...json });
		expect(items[0].binary).toBeUndefined();
		const [{ hints }] = run.data.resultData.runData['CAMB.AI'];
		expect(hints).toMatchObject([{ message: expect.stringMatching(message), type: 'warning' }]);
	});
});

test('words have times only when they are asked for', async () => {
	const ask = { ...fromUrl, options: { wordTimestamps: true } };
	const { items, account } = await runNode({ type: 'cambTranscribe', parameters: ask });
	const [first] = items[0].json.segments as IDataObject[];
	expect((first.words as IDataObject[])[0]).toMatchObject({ word: 'Welcome', start: 0.5 });
	const paths = async () =>
		(await account.state()).requests.filter(({ step }) => step === 'fetch').map(({ path }) => path);
	expect(await paths()).toEqual([expect.stringMatching(/\?word_level_timestamps=true$/)]);
	await runNode({ type: 'cambTranscribe', account, parameters: fromUrl });
	expect((await paths())[1]).toMatch(/\/transcription-result\/\d+$/);
});

test('the task ID comes out at once when it is not waited for, and Fetch Result gets the rest', async () => {
	const submitted = await runNode({
		type: 'cambTranscribe',
		parameters: { ...fromUrl, waitForCompletion: false },
	});
	const [{ taskId }] = (await submitted.account.state()).tasks;
	expect(submitted.items[0].json).toMatchObject({ kind: 'transcription', taskId, runId: null });
	expect(submitted.items[0].json.text).toBeUndefined();

	const fetched = await runNode({
		type: 'cambFetchResult',
		account: submitted.account,
		parameters: {
			kind: 'transcription',
			taskId: '={{ $json.taskId }}',
			options: { subtitleFiles: ['vtt'], fileName: 'episode-12.mp3' },
		},
		items: submitted.items,
	});
	expect(fetched.items[0].json).toMatchObject({ taskId, text: TEXT, segments });
	expect(fetched.items[0].json.language).toBeUndefined();
	expect(fetched.items[0].binary?.subtitles_vtt.fileName).toBe('episode-12.vtt');
	expect(await countOf(submitted.account, 'submit')).toBe(1);
});

test('a transcription that ends badly says why, with its ID', async () => {
	const account = await newAccount();
	await account.addFaults({
		fault: { type: 'task', status: 'ERROR', exceptionReason: 'SOURCE_TOO_LONG' },
	});
	const { error } = await runNode({ type: 'cambTranscribe', account, parameters: fromUrl });
	const [{ taskId }] = (await account.state()).tasks;
	expect(error?.message).toMatch(/too long/);
	expect(error?.description).toContain(taskId);
});

test('a link that gives nothing at first is tried again', async () => {
	const account = await newAccount({ transcription: 'link' });
	await account.addFaults(
		{ step: 'media', fault: { type: 'status', status: 503 } },
		{ step: 'media', fault: { type: 'truncate' } },
	);
	const { items } = await runNode({ type: 'cambTranscribe', account, parameters: fromUrl });
	expect(items[0].json.text).toBe(TEXT);
});
