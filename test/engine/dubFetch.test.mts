import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { Fault } from '../../sandbox/faults/types.mts';
import { bytesOf, countOf, newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const dub = (account: SandboxAccount, changes: IDataObject = {}, node = {}) =>
	runNode({
		type: 'cambDub',
		parameters: {
			mediaUrl: 'https://example.com/clip.mp4',
			sourceLanguage: 1,
			targetLanguages: [54, 76],
			...changes,
		} as INodeParameters,
		account,
		node,
	});
const fetchResult = (account: SandboxAccount, parameters: IDataObject, items?: IDataObject[]) =>
	runNode({
		type: 'cambFetchResult',
		parameters: { kind: 'dub', ...parameters } as INodeParameters,
		items: items?.map((json) => ({ json })),
		account,
	});
/** The next result is this body. */
const answer = (body: unknown) =>
	({ operation: 'getDubResult', fault: { type: 'status', status: 200, body } }) as const;

/** The links of a dub in Spanish and French, as the API gave them. */
async function linksIn(account: SandboxAccount) {
	const { items } = await dub(account, { result: 'links' });
	const [es, fr] = items.map(({ json }) => ({
		video_url: json.videoUrl,
		audio_url: json.audioUrl,
		transcript: [{ start: 0, end: 1, speaker: 'A', text: String(json.languageTag) }],
	}));
	return { es, fr, runId: items[0].json.runId };
}

test('keeps the languages that were made, and names the one that was not', async () => {
	const account = await newAccount();
	const { fr } = await linksIn(account);
	await account.addFaults(answer({ '76': fr }));
	const { items, status, run } = await dub(account, { options: { subtitleFiles: ['srt'] } });
	expect(status).toBe('success');
	const [es, french] = items;
	expect(es.json).toMatchObject({
		kind: 'dub',
		status: 'SUCCESS',
		language: 54,
		languageName: 'Spanish (Spain)',
		missing: ['video', 'subtitles_srt'],
	});
	expect(es.json).not.toHaveProperty('error');
	expect(es).not.toHaveProperty('binary');
	expect(french.json).toMatchObject({ language: 76, text: 'fr-fr', mimeType: 'video/mp4' });
	expect(french.json).not.toHaveProperty('missing');
	expect(Object.keys(french.binary ?? {})).toEqual(['data', 'subtitles_srt']);
	const { hints } = run.data.resultData.runData['CAMB.AI'][0];
	expect(hints).toMatchObject([{ type: 'warning', message: expect.stringMatching(/Spanish/) }]);
});

test('names the part that did not come', async () => {
	const account = await newAccount();
	const { es, fr } = await linksIn(account);
	await account.addFaults(answer({ '54': { ...es, audio_url: null }, '76': fr }));
	const { items } = await dub(account, { result: 'both' });
	expect(items.map(({ json }) => json.missing)).toEqual([['audio'], undefined]);
	expect(Object.keys(items[0].binary ?? {})).toEqual(['data']);
});

const srt = '1\n00:00:00,500 --> 00:00:02,600\nHola\n';
test.each<[string, string, unknown, string | undefined]>([
	['its own subtitles', '54', { 'fr-fr': srt.replace('Hola', 'Salut'), 'es-es': srt }, srt],
	['its own segments', '54', { transcript: [{ start: 0.5, end: 2.6, text: 'Hola' }] }, srt],
	['its own subtitles, which are refused', '54', { detail: 'Not ready' }, undefined],
	['its own subtitles, which are a message', '54', 'Internal Server Error', undefined],
	['a dub in a language that nobody knows', 'klingon', srt, undefined],
])('without a transcript, looks for %s', async (_name, key, body, found) => {
	const account = await newAccount();
	const { es, runId } = await linksIn(account);
	await account.addFaults(answer({ [key]: { ...es, transcript: null } }), {
		operation: 'getDubTranscript',
		fault: { type: 'status', status: 200, body },
	});
	const { items } = await fetchResult(account, {
		lookUpBy: 'run',
		runId,
		options: { subtitleFiles: ['srt'] },
	});
	const [{ json, binary }] = items;
	expect(json).toMatchObject({ languageTag: expect.any(String), segments: [] });
	expect(json.missing).toEqual(found === undefined ? ['subtitles_srt'] : undefined);
	const file = binary?.subtitles_srt && (await bytesOf(items[0], 'subtitles_srt')).toString();
	expect(file).toBe(found);
});

test.each<[string, unknown]>([
	['an empty map', {}],
	['languages without anything', { '54': null, '76': null }],
	['a transcript alone', { audio_url: null, video_url: null, transcript: [] }],
])('ends with the ids of the dub when the result is %s', async (_name, body) => {
	const account = await newAccount();
	await account.addFaults(answer(body));
	const { error } = await dub(account);
	const [task] = (await account.state()).tasks;
	expect(error?.message).toMatch(/finished the dub.+no files/);
	expect(error?.context).toMatchObject({ kind: 'dub', taskId: task.taskId, runId: task.runId });
	const later = await fetchResult(account, { lookUpBy: 'task', taskId: task.taskId });
	expect(later.items.map(({ json }) => json.languageTag)).toEqual(['es-es', 'fr-fr']);
});

test.each<[string, Fault]>([
	['text', { type: 'status', status: 200, body: 'done' }],
	['a page', { type: 'html' }],
	['JSON that breaks off', { type: 'bad-json' }],
	['nothing', { type: 'empty' }],
])('asks again when %s comes in place of the result', async (_name, fault) => {
	const account = await newAccount();
	await account.addFaults({ operation: 'getDubResult', fault });
	const { items } = await dub(account);
	expect(items.map(({ json }) => json.languageTag)).toEqual(['es-es', 'fr-fr']);
	expect(await countOf(account, 'submit')).toBe(1);
});

test('keeps the dub when a file can not be downloaded', async () => {
	const account = await newAccount();
	await account.addFaults({
		step: 'media',
		times: 'forever',
		fault: { type: 'status', status: 403 },
	});
	const { error } = await dub(account, { targetLanguages: [54] });
	const [{ taskId, runId }] = (await account.state()).tasks;
	expect(error?.message).toContain('refused the download');
	expect(error?.context).toMatchObject({ kind: 'dub', taskId, runId });
	await account.clearFaults();
	const { items } = await fetchResult(account, { lookUpBy: 'run', runId });
	expect(items[0].json.mimeType).toBe('video/mp4');
});

test.each(['truncate', 'empty', 'html'] as const)(
	'downloads again when a file comes broken (%s)',
	async (type) => {
		const account = await newAccount();
		await account.addFaults({ step: 'media', fault: { type } });
		const { items } = await dub(account, { targetLanguages: [54] });
		expect((await bytesOf(items[0])).length).toBe(items[0].json.fileSize);
	},
);

test('a submitted dub is fetched later, by its task', async () => {
	const account = await newAccount();
	const { items } = await dub(account, { waitForCompletion: false });
	const later = await fetchResult(
		account,
		{
			kind: '={{ $json.kind }}',
			taskId: '={{ $json.taskId }}',
			options: { result: 'both', targetLanguages: [76, 54], includeLinks: true },
		},
		[items[0].json],
	);
	expect(later.items.map(({ json }) => json.languageTag)).toEqual(['fr-fr', 'es-es']);
	for (const { json, binary } of later.items) {
		expect(json).toMatchObject({ taskId: items[0].json.taskId, status: 'SUCCESS' });
		expect(json).toHaveProperty('audioUrl');
		expect(Object.keys(binary ?? {})).toEqual(['data', 'audio']);
	}
});

test('several dubs are fetched by their runs in one call', async () => {
	const account = await newAccount();
	const all = await Promise.all([
		dub(account, { targetLanguages: [54], result: 'links' }),
		dub(account, { targetLanguages: [76, 81], result: 'links' }),
	]);
	const runIds = all.map(({ items }) => Number(items[0].json.runId));
	const { items } = await fetchResult(account, { lookUpBy: 'run', runId: runIds.join(', ') });
	expect(items.map(({ json }) => [json.runId, json.languageTag])).toEqual([
		[runIds[0], null],
		[runIds[1], 'fr-fr'],
		[runIds[1], 'hi-in'],
	]);
	const { requests } = await account.state();
	expect(requests.filter(({ operationId }) => operationId === 'getDubResults')).toHaveLength(1);
	expect(items.every(({ binary }) => binary?.data.mimeType === 'video/mp4')).toBe(true);
});

test.each<[string, IDataObject, RegExp]>([
	['a language', { targetLanguages: '={{ ["xx-yy"] }}' }, /"xx-yy"/],
	['a format', { altFormat: '={{ "avi" }}' }, /"avi"/],
	[
		'a format for the result',
		{ result: 'audio', altFormat: 'mov' },
		/MOV can't be combined with this Result/,
	],
])('refuses %s that is not known, with the run to fetch', async (_name, options, message) => {
	const account = await newAccount();
	const [{ json }] = (await dub(account, { result: 'links' })).items;
	const { error } = await fetchResult(account, { lookUpBy: 'run', runId: json.runId, options });
	expect(error?.message).toMatch(message);
	expect(error?.context).toMatchObject({ kind: 'dub', runId: json.runId });
});

test('an item of one language gives that one alone, also as text or if nobody knows it', async () => {
	const account = await newAccount();
	const { es, fr, runId } = await linksIn(account);
	const faults = { ...answer({ klingon: es, '76': fr }), times: 'forever' as const };
	await account.addFaults(faults);
	const byRun = { lookUpBy: 'run', kind: '={{ $json.kind }}', runId: '={{ $json.runId }}' };
	const all = await fetchResult(account, byRun, [{ kind: 'dub', runId }]);
	const [french, unknown] = all.items.map(({ json }) => json);
	expect(unknown).toMatchObject({ language: null, languageTag: 'klingon' });
	const items = [
		unknown,
		{ ...unknown, language: '' },
		french,
		{ ...french, language: '76' },
		{ ...french, language: 'fr-fr' },
		{ ...french, language: null },
	];
	const each = await fetchResult(account, byRun, items as IDataObject[]);
	expect(each.items.map(({ json }) => json.languageTag)).toEqual([
		...['klingon', 'klingon'],
		...['fr-fr', 'fr-fr', 'fr-fr', 'fr-fr'],
	]);
	expect(each.items.map(({ json }) => json.text)).toEqual(
		each.items.map(({ json }) => (json.languageTag === 'klingon' ? 'es-es' : 'fr-fr')),
	);
});
