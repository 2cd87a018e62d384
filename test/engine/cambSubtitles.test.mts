import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Cue } from 'subtitle';
import { parseSync } from 'subtitle';

import type { NodeInput } from '../support/harness.mts';
import {
	bytesOf,
	countOf,
	newAccount,
	runNode,
	schemaFields,
	useEngine,
} from '../support/harness.mts';
import { send, withApi } from '../support/ownApi.mts';

useEngine();

const filled = {
	mediaUrl: 'https://example.com/clip.mp4',
	sourceLanguage: 1,
	targetLanguages: [54, 76],
};
const make = async (parameters: INodeParameters = {}, more: Partial<NodeInput> = {}) =>
	await runNode({ type: 'cambSubtitles', parameters: { ...filled, ...parameters }, ...more });
const fetchResult = async (parameters: IDataObject, more: Partial<NodeInput>) =>
	await runNode({ type: 'cambFetchResult', parameters: parameters as INodeParameters, ...more });

/** What an API of our own was asked for, and whether it got the key. */
const asked: Array<[string, boolean]> = [];
const FIELDS = ['subtitles_srt', 'subtitles_vtt', 'transcript_txt'];
const SPANISH =
	'Bienvenidos al programa. Hoy hablamos de máquinas que hablan. Gracias por escuchar.';

test('gives an item for each language of each input item, in order, with files that parse', async () => {
	const { status, items, account } = await make(
		{ mediaUrl: '={{ $json.url }}', subtitleFiles: ['srt', 'vtt', 'txt'] },
		{ items: ['a', 'b'].map((name) => ({ json: { url: `https://example.com/${name}.mp4` } })) },
	);
	expect(status).toBe('success');
	expect(items.map(({ json, pairedItem }) => [json.languageTag, pairedItem])).toEqual([
		['es-es', { item: 0 }],
		['fr-fr', { item: 0 }],
		['es-es', { item: 1 }],
		['fr-fr', { item: 1 }],
	]);
	const fields = schemaFields('CambSubtitles').filter((field) => field !== 'missing');
	for (const item of items) {
		const { json, binary = {} } = item;
		expect(Object.keys(json)).toEqual(fields);
		expect(json).toMatchObject({ kind: 'subtitles', status: 'SUCCESS', durationSeconds: 7.4 });
		expect(Object.keys(binary)).toEqual(FIELDS);
		expect(binary.subtitles_vtt).toMatchObject({
			fileName: `subtitles-${json.runId}-${json.languageTag}.vtt`,
			mimeType: 'text/vtt',
		});
		const segments = json.segments as Array<{ start: number; end: number; text: string }>;
		expect(segments).toHaveLength(3);
		for (const name of ['subtitles_srt', 'subtitles_vtt']) {
			const cues = parseSync((await bytesOf(item, name)).toString()).filter(
				({ type }) => type === 'cue',
			);
			expect(cues.map(({ data }) => data as Cue)).toMatchObject(
				segments.map(({ start, end, text }) => ({ start: start * 1000, end: end * 1000, text })),
			);
		}
		expect((await bytesOf(item, 'subtitles_vtt')).toString()).toMatch(/^WEBVTT\n\n/);
		const lines = segments.map(({ text }) => `${text}\n`);
		expect((await bytesOf(item, 'transcript_txt')).toString()).toBe(lines.join(''));
	}
	expect(items[0].json.text).toBe(SPANISH);
	expect((await account.state()).tasks).toHaveLength(2);
});

test('every option arrives, and nothing that was not set', async () => {
	const { account } = await make({
		sourceLanguage: 'auto',
		targetLanguages: 'es-es, French (France)',
		options: {
			transcriptionMode: 'slow',
			folderId: 12,
			projectName: 'Episode 12',
			projectDescription: 'The one with the machines',
			maxReadingSpeed: 17.5,
			maxSegmentCharacters: '40',
			maxSegmentSeconds: 6,
			minSegmentGap: 0,
			minSegmentSeconds: 0.8,
		},
	});
	await make({}, { account });
	const { requests } = await account.state();
	const [full, plain] = requests.filter(({ step }) => step === 'submit');
	expect(full.body).toEqual({
		media_url: filled.mediaUrl,
		source_language: 'auto',
		target_languages: [54, 76],
		transcription_mode: 'slow',
		folder_id: 12,
		project_name: 'Episode 12',
		project_description: 'The one with the machines',
		formatting_options: {
			max_reading_speed_in_cps: 17.5,
			max_characters_in_segment: 40,
			max_segment_duration_in_seconds: 6,
			min_gap_between_segments_in_frames: 0,
			min_segment_duration_in_seconds: 0.8,
		},
	});
	expect(plain.body).toEqual({
		media_url: filled.mediaUrl,
		source_language: 1,
		target_languages: [54, 76],
	});
});

test.each<[string, INodeParameters, RegExp]>([
	['no link', { mediaUrl: ' ' }, /^Media URL is empty$/],
	['a link to nowhere', { mediaUrl: 'http://localhost/a.mp4' }, /^Media URL leads to "localhost"/],
	['no target', { targetLanguages: '={{ [] }}' }, /^No target language is selected$/],
	['an unknown target', { targetLanguages: ['xx-yy'] }, /"xx-yy"/],
	['no source language', { sourceLanguage: '={{ "" }}' }, /^Source Language is empty$/],
	['an unknown file', { subtitleFiles: 'ass' }, /^Subtitle Files "ass"/],
	[
		'bounds that cross',
		{ options: { minSegmentSeconds: 8, maxSegmentSeconds: 7 } },
		/^Min Segment Seconds is more than Max/,
	],
])('%s is told before anything is sent', async (_name, parameters, message) => {
	const { error, account } = await make(parameters);
	expect(error?.message).toMatch(message);
	expect(error?.description).toMatch(/\.$/);
	expect((await account.state()).requests).toEqual([]);
});

describe('one language that does not come', () => {
	async function withoutSpanish(more: Partial<NodeInput> = {}) {
		const account = await newAccount();
		await account.addFaults({
			operation: 'getSubtitleResultForLanguage',
			path: '/54?',
			times: 'forever',
			fault: { type: 'status', status: 404 },
		});
		return await make({}, { account, ...more });
	}

	test('does not lose the others, and says why', async () => {
		const { status, items, account, run } = await withoutSpanish();
		const [{ taskId, runId }] = (await account.state()).tasks;
		expect(status).toBe('success');
		expect(items[0].json).toMatchObject({
			kind: 'subtitles',
			taskId,
			runId,
			language: 54,
			languageName: 'Spanish (Spain)',
			error: expect.any(String),
		});
		expect(items[0].binary).toBeUndefined();
		expect(items[1].json).toMatchObject({ status: 'SUCCESS', language: 76 });
		expect(run.data.resultData.runData['CAMB.AI'][0].hints).toMatchObject([
			{ message: expect.stringContaining('Spanish (Spain)') },
		]);
	});

	test('goes to the error output where there is one', async () => {
		const { outputs } = await withoutSpanish({ node: { onError: 'continueErrorOutput' } });
		expect(outputs.map((items) => items.map(({ json }) => json.language ?? json.error))).toEqual([
			[76],
			[expect.objectContaining({ language: 54 })],
		]);
	});
});

test.each(['<!doctype html><p>Wait', '{"transcript": "1\\n00:0', ''])(
	'what is no subtitles is no result, and is told with its IDs: %j',
	async (text) => {
		const account = await newAccount();
		await account.addFaults({
			step: 'fetch',
			times: 'forever',
			fault: {
				type: 'status',
				status: 200,
				body: text,
				headers: { 'content-type': 'text/plain' },
			},
		});
		const { error } = await make({}, { account });
		const [{ taskId, runId }] = (await account.state()).tasks;
		expect(error?.context).toMatchObject({ kind: 'subtitles', taskId, runId });
		expect(error?.description).toContain(`Task ID ${taskId}, Run ID ${runId}`);
	},
);

test('a link in place of the text is followed without the key', async () => {
	await withApi(
		({ method, url = '', headers }, answer) => {
			asked.push([url, 'x-api-key' in headers]);
			if (method === 'POST') return send(answer, 200, { task_id: 't1' });
			if (url === '/sub/t1') return send(answer, 200, { status: 'SUCCESS', run_id: 7 });
			if (url !== '/a.srt') return send(answer, 200, { file_url: `http://${headers.host}/a.srt` });
			answer.setHeader('content-type', 'application/x-subrip');
			answer.end('1\n00:00:00,500 --> 00:00:02,600\nHola');
		},
		async (baseUrl) => {
			const { items } = await make({ targetLanguages: [54] }, { credential: { baseUrl } });
			expect(items[0].json).toMatchObject({ text: 'Hola', durationSeconds: 2.6 });
			expect(JSON.stringify(items[0].json)).not.toContain('a.srt');
		},
	);
	expect(asked.at(-1)).toEqual(['/a.srt', false]);
});

test('is submitted now and fetched later, in the languages that it was made for', async () => {
	const { items: submitted, account } = await make({ waitForCompletion: false });
	expect(submitted[0].json).toMatchObject({ kind: 'subtitles', status: 'PENDING', runId: null });

	const items = submitted.map(({ json }) => ({ json }));
	const all = await fetchResult({}, { account, items });
	expect(all.items.map(({ json }) => [json.language, json.text])).toEqual([
		[54, SPANISH],
		[76, expect.stringMatching(/^Bienvenue/)],
	]);
	expect(all.items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
		['subtitles_srt'],
		['subtitles_srt'],
	]);

	const options = { targetLanguages: [76], subtitleFiles: ['txt'] };
	const { runId } = all.items[0].json;
	const one = await fetchResult(
		{ kind: 'subtitles', lookUpBy: 'run', runId, options },
		{ account },
	);
	expect(one.items.map(({ json }) => json.language)).toEqual([76]);
	expect(Object.keys(one.items[0].binary ?? {})).toEqual(['transcript_txt']);
	expect(await countOf(account, 'submit')).toBe(1);
});

test('an item of a language that nobody knows gives that one alone', async () => {
	const srt = '1\n00:00:00,000 --> 00:00:01,000\nHola\n';
	await withApi(
		({ url }, response) =>
			send(
				response,
				200,
				url?.includes('/9/') ? { transcript: srt } : { 'xx-yy': srt, 'es-es': srt },
			),
		async (baseUrl) => {
			const credential = { baseUrl };
			const byRun = { lookUpBy: 'run', kind: 'subtitles', runId: 9 };
			const all = await fetchResult(byRun, { credential });
			const again = await fetchResult(byRun, { credential, items: all.items });
			const tags = ['xx-yy', 'es-es'];
			expect(all.items.map(({ json }) => json.languageTag)).toEqual(tags);
			expect(again.items.map(({ json }) => json.languageTag)).toEqual(tags);
		},
	);
});

test('several runs are fetched at once', async () => {
	const account = await newAccount();
	const both = await Promise.all([
		make({ targetLanguages: [54] }, { account }),
		make({ targetLanguages: [76] }, { account }),
	]);
	const runIds = both.map(({ items }) => items[0].json.runId);
	const { items } = await fetchResult(
		{ kind: 'subtitles', lookUpBy: 'run', runId: runIds.join(', ') },
		{ account },
	);
	expect(items.map(({ json }) => [json.runId, json.language])).toEqual([
		[runIds[0], 54],
		[runIds[1], 76],
	]);
});
