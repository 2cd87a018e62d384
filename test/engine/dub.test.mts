import type { INodeParameters } from 'n8n-workflow';
import type { Cue, Node } from 'subtitle';
import { parseSync } from 'subtitle';

import type { Settings } from '../../sandbox/settings.mts';
import { bytesOf, countOf, newAccount, probe, runNode, useEngine } from '../support/harness.mts';

useEngine();

/** A cue without its line breaks. */
const unwrapped = ({ data }: Node) => ({
	...(data as Cue),
	text: (data as Cue).text.replace(/\n/g, ' '),
});

const VIDEO = 'https://example.com/clip.mp4';
const SOUND = 'https://example.com/talk.mp3';

const dub = (parameters: INodeParameters = {}, settings: Partial<Settings> = {}) => ({
	type: 'cambDub',
	parameters: { mediaUrl: VIDEO, sourceLanguage: 1, targetLanguages: [54], ...parameters },
	settings,
});

test('gives an item for each language of each input item, in order, with a video that plays', async () => {
	const { status, items, account } = await runNode({
		...dub({ mediaUrl: '={{ $json.url }}', targetLanguages: [76, 54] }),
		items: [{ json: { url: VIDEO } }, { json: { url: 'https://youtu.be/abc' } }],
	});
	expect(status).toBe('success');
	expect(items.map(({ json, pairedItem }) => [json.languageTag, pairedItem])).toEqual([
		['fr-fr', { item: 0 }],
		['es-es', { item: 0 }],
		['fr-fr', { item: 1 }],
		['es-es', { item: 1 }],
	]);
	const { tasks, requests } = await account.state();
	expect(tasks.map(({ request }) => request.video_url)).toEqual([VIDEO, 'https://youtu.be/abc']);
	for (const item of items) {
		const { json, binary } = item;
		expect(tasks.some((task) => task.taskId === json.taskId && task.runId === json.runId)).toBe(
			true,
		);
		expect(json).toMatchObject({ kind: 'dub', status: 'SUCCESS', mimeType: 'video/mp4' });
		expect(json.fileName).toBe(`dub-${json.runId}-${json.languageTag}.mp4`);
		expect(json).not.toHaveProperty('missing');
		expect(JSON.stringify(json)).not.toContain('http');
		expect(Object.keys(binary ?? {})).toEqual(['data']);
		const bytes = await bytesOf(item);
		expect(bytes.length).toBe(json.fileSize);
		expect((await probe(bytes, 'video/mp4')).duration).toBeGreaterThan(0.5);
	}
	expect(requests.some(({ origin, key }) => origin === 'media' && key)).toBe(false);
});

test('carries the transcript as segments, text and length', async () => {
	const { items } = await runNode(dub());
	expect(items[0].json).toMatchObject({
		language: 54,
		languageTag: 'es-es',
		languageName: 'Spanish (Spain)',
		text: 'Bienvenidos al programa. Hoy hablamos de máquinas que hablan. Gracias por escuchar.',
		durationSeconds: 7.4,
	});
	expect(items[0].json.segments).toContainEqual({
		start: 2.9,
		end: 5,
		speaker: 'SPEAKER_01',
		text: 'Hoy hablamos de máquinas que hablan.',
	});
});

test.each<[string, INodeParameters, Record<string, string>]>([
	['video', { result: 'video' }, { data: 'video/mp4' }],
	['audio', { result: 'audio' }, { data: 'audio/flac' }],
	['both', { result: 'both' }, { data: 'video/mp4', audio: 'audio/flac' }],
	[
		'both, in a field named audio',
		{ result: 'both', outputDataField: 'audio' },
		{ audio: 'video/mp4', audio_2: 'audio/flac' },
	],
	['the sound of a source without a picture', { mediaUrl: SOUND }, { data: 'audio/flac' }],
	[
		'both of a source without a picture',
		{ mediaUrl: SOUND, result: 'both' },
		{ data: 'audio/flac' },
	],
	['links', { result: 'links' }, {}],
])('hands out %s', async (_name, parameters, files) => {
	const { items, status, account } = await runNode(dub(parameters));
	expect(status).toBe('success');
	const [item] = items;
	const types = Object.entries(item.binary ?? {}).map(([name, { mimeType }]) => [name, mimeType]);
	expect(Object.fromEntries(types)).toEqual(files);
	for (const [name, mimeType] of types) {
		expect((await probe(await bytesOf(item, name), mimeType)).duration).toBeGreaterThan(0.5);
	}
	expect(item.json).not.toHaveProperty('missing');
	expect(await countOf(account, 'media')).toBe(types.length);
});

test('gives links only when they are asked for', async () => {
	const links = await runNode(dub({ result: 'links' }));
	expect(links.items[0].json).toMatchObject({
		videoUrl: expect.stringMatching(/^http.+\.mp4/),
		audioUrl: expect.stringMatching(/^http.+\.flac/),
	});
	expect(links.items[0].json).not.toHaveProperty('fileName');
	const withFile = await runNode(dub({ options: { includeLinks: true } }));
	expect(withFile.items[0].json).toHaveProperty('videoUrl');
	expect(withFile.items[0].json).not.toHaveProperty('audioUrl');
	expect(withFile.items[0].json.fileName).toMatch(/\.mp4$/);
});

test.each<[string, number[], Partial<Settings>]>([
	['old field names', [54], { dub: 'old' }],
	['old field names, in a map', [54, 76], { dub: 'old' }],
	['a map from tags', [54, 76], { dubKeys: 'tag' }],
	['a run id as text', [54], { runId: 'text' }],
])('reads %s', async (_name, targetLanguages, settings) => {
	const { items, status } = await runNode(dub({ targetLanguages, result: 'both' }, settings));
	expect(status).toBe('success');
	expect(items.map(({ json }) => json.language)).toEqual(targetLanguages);
	for (const { json, binary } of items) {
		expect(Object.keys(binary ?? {})).toEqual(['data', 'audio']);
		expect(json.segments).toHaveLength(3);
	}
});

test('writes subtitle files for each language, under the name the user chose', async () => {
	const options = { subtitleFiles: ['srt', 'vtt', 'txt'], fileName: 'episode-12.mp4' };
	const { items } = await runNode(dub({ targetLanguages: [54, 76], result: 'links', options }));
	for (const item of items) {
		const { binary = {}, json } = item;
		expect(Object.keys(binary)).toEqual(['subtitles_srt', 'subtitles_vtt', 'transcript_txt']);
		expect(binary.subtitles_srt.fileName).toBe(`episode-12-${json.languageTag}.srt`);
		expect(binary.subtitles_vtt.mimeType).toBe('text/vtt');
		for (const name of ['subtitles_srt', 'subtitles_vtt']) {
			const cues = parseSync((await bytesOf(item, name)).toString()).filter(
				({ type }) => type === 'cue',
			);
			const segments = json.segments as Array<{ start: number; end: number; text: string }>;
			expect(cues.map(unwrapped)).toEqual(
				segments.map(({ start, end, text }) => ({ start: start * 1000, end: end * 1000, text })),
			);
		}
		expect((await bytesOf(item, 'transcript_txt')).toString().split('\n')).toHaveLength(4);
	}
});

test.each([
	['show.S01', 'show.S01-es-es.mp4'],
	['show.mp4', 'show-es-es.mp4'],
])('calls the file %s %s', async (fileName, saved) => {
	const { items } = await runNode(dub({ options: { fileName } }));
	expect(items[0].json.fileName).toBe(saved);
});

test.each(['raw', 'object'] as const)(
	'asks CAMB.AI for subtitles when the result has no transcript (%s)',
	async (exportText) => {
		const account = await newAccount({ exportText });
		const first = await runNode({ ...dub({ result: 'links' }), account });
		const { audioUrl, runId } = first.items[0].json;
		const body = { audio_url: audioUrl, video_url: null, transcript: [] };
		await account.addFaults({
			operation: 'getDubResult',
			fault: { type: 'status', status: 200, body },
		});
		const { items } = await runNode({
			type: 'cambFetchResult',
			parameters: {
				kind: 'dub',
				lookUpBy: 'run',
				runId: Number(runId),
				options: { targetLanguages: [54], subtitleFiles: ['srt'] },
			},
			account,
		});
		expect((await bytesOf(items[0], 'subtitles_srt')).toString()).toContain('Bienvenidos');
		expect(items[0].json).not.toHaveProperty('missing');
	},
);

test('submits only, and hands back the task', async () => {
	const { items, account } = await runNode(dub({ waitForCompletion: false }));
	const [task] = (await account.state()).tasks;
	expect(items[0].json).toMatchObject({
		kind: 'dub',
		taskId: task.taskId,
		status: 'PENDING',
		runId: null,
	});
	expect(await countOf(account, 'poll')).toBe(0);
});
