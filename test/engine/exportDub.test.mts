import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { NodeInput } from '../support/harness.mts';
import {
	bytesOf,
	countOf,
	newAccount,
	probe,
	retryNode,
	runNode,
	schemaFields,
	useEngine,
} from '../support/harness.mts';

useEngine();

const SPANISH = 54;
const FRENCH = 76;
const type = 'cambDub';

/** A dub that an earlier execution made, as its items say it. */
async function dubbed(account: SandboxAccount, targetLanguages = [SPANISH], mediaUrl = 'clip.mp4') {
	const { items } = await runNode({
		type,
		parameters: {
			mediaUrl: `https://example.com/${mediaUrl}`,
			sourceLanguage: 1,
			targetLanguages,
			result: 'links',
		},
		account,
	});
	return items;
}

const exporting = (
	account: SandboxAccount,
	items: NodeInput['items'],
	changes: IDataObject = {},
): NodeInput => ({
	type,
	parameters: { operation: 'export', ...changes } as INodeParameters,
	items,
	account,
});
const conversions = async (account: SandboxAccount) =>
	(await account.state()).tasks.filter(({ kind }) => kind === 'dub-export');
const transcriptReads = async (account: SandboxAccount) =>
	(await account.state()).requests.filter(({ operationId }) => operationId === 'getDubTranscript');
const textOf = async (item: Parameters<typeof bytesOf>[0], field: string) =>
	(await bytesOf(item, field)).toString('utf8');

test('gives the subtitles of each item of a dub in its own language, and starts no task', async () => {
	const account = await newAccount();
	const made = await dubbed(account, [SPANISH, FRENCH]);
	const before = await countOf(account, 'submit');
	const { status, items } = await runNode(
		exporting(account, made, { subtitleFiles: ['txt', 'srt', 'vtt'] }),
	);
	expect(status).toBe('success');
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	const [spanish, french] = items;
	const { runId } = made[0].json;
	expect(spanish.json).toMatchObject({
		kind: 'dub',
		taskId: null,
		runId,
		status: 'SUCCESS',
		language: SPANISH,
		languageTag: 'es-es',
		text: 'Bienvenidos al programa. Hoy hablamos de máquinas que hablan. Gracias por escuchar.',
	});
	expect(french.json).toMatchObject({ runId, language: FRENCH, languageTag: 'fr-fr' });
	const segments = spanish.json.segments as IDataObject[];
	expect(segments[0]).toMatchObject({ text: 'Bienvenidos al programa.' });
	expect(segments.map(({ end }) => end).at(-1)).toBe(spanish.json.durationSeconds);
	for (const { json, binary = {} } of items) {
		expect(Object.values(binary).map(({ fileName }) => fileName)).toEqual(
			['srt', 'vtt', 'txt'].map((format) => `dub-${runId}-${json.languageTag}.${format}`),
		);
	}
	expect(await textOf(spanish, 'subtitles_srt')).toMatch(
		/^1\n00:00:\d\d,\d{3} --> .+\nBienvenidos al programa\./,
	);
	expect(await textOf(spanish, 'subtitles_vtt')).toMatch(/^WEBVTT\n/);
	expect(await textOf(french, 'transcript_txt')).toContain('Bienvenue');
	expect(await countOf(account, 'submit')).toBe(before);
	expect(Object.keys(spanish.json)).toEqual(
		expect.arrayContaining(
			schemaFields('CambDub', 'export').filter(
				(name) => !['fileName', 'mimeType', 'fileSize'].includes(name),
			),
		),
	);
});

test('reads the original language too, which the result of a dub has not', async () => {
	const account = await newAccount();
	const [{ json }] = await dubbed(account);
	const { items } = await runNode(
		exporting(account, [{ json: {} }], {
			runId: String(json.runId),
			languages: 'English (United States), es-es',
		}),
	);
	expect(items.map((item) => item.json.languageTag)).toEqual(['en-us', 'es-es']);
	expect(items[0].json.text).not.toBe(items[1].json.text);
	expect(await textOf(items[0], 'subtitles_srt')).toContain('Welcome');
});

test.each([
	['text alone', { exportText: 'raw' as const }],
	['text in an object', { exportText: 'object' as const }],
])('reads a transcript that comes as %s', async (_name, settings) => {
	const account = await newAccount(settings);
	const { items } = await runNode(exporting(account, await dubbed(account)));
	expect(items[0].json.text).toMatch(/^Bienvenidos/);
	expect(await textOf(items[0], 'subtitles_srt')).toMatch(/^1\n00:/);
});

const srt = '1\n00:00:01,000 --> 00:00:02,500\nHola\n';
const transcript = [{ start: 1, end: 2.5, text: 'Hola' }];
test.each<[string, object, string | undefined]>([
	['a text by its language', { 'es-es': srt }, 'Hola'],
	['segments beside a status', { transcript, status: 'SUCCESS' }, 'Hola'],
	['segments beside a language', { transcript, language: 'es-es' }, 'Hola'],
	['nothing said, beside an ID', { run_id: '7', transcript: '' }, ''],
	['words alone', { error: 'Not ready' }, undefined],
])('reads what was said, and nothing else, of %s', async (_name, body, text) => {
	const account = await newAccount();
	const made = await dubbed(account);
	const operation = 'getDubTranscript';
	await account.addFaults({ operation, fault: { type: 'status', status: 200, body } });
	const { items, error } = await runNode(exporting(account, made));
	expect(items[0]?.json.text).toBe(text);
	if (text === undefined) expect(error?.description).toContain('Run ID');
});

test.each([
	['mov', 'video', 'video/quicktime'],
	['mp3', 'audio', 'audio/mpeg'],
])('converts to %s, once for each language asked for', async (altFormat, part, mimeType) => {
	const account = await newAccount();
	const made = await dubbed(account, [SPANISH, FRENCH]);
	const input = exporting(account, [made[0]], { options: { altFormat, includeLinks: true } });
	const { items } = await runNode(input);
	expect(items).toHaveLength(1);
	const [{ json, binary = {} }] = items;
	expect(json).toMatchObject({ language: SPANISH, mimeType, text: expect.any(String) });
	expect(json[`${part}Url`]).toContain(`export-es-es.${altFormat}`);
	expect(Object.keys(binary)).toEqual(['data', 'subtitles_srt']);
	expect((await probe(await bytesOf(items[0]))).codec).toBeTruthy();
	expect(await conversions(account)).toHaveLength(1);

	// What is there already is not made again.
	await runNode(input);
	expect(await conversions(account)).toHaveLength(1);
});

test('the converted file alone, in a field and with a name of its own', async () => {
	const account = await newAccount();
	const { items } = await runNode(
		exporting(account, await dubbed(account), {
			subtitleFiles: [],
			outputDataField: 'film',
			options: { altFormat: 'mov', output: 'text', fileName: 'episode' },
		}),
	);
	const [{ json, binary = {} }] = items;
	expect(Object.entries(binary).map(([field, { fileName }]) => [field, fileName])).toEqual([
		['film', 'episode-es-es.mov'],
	]);
	expect(json.segments).toBeUndefined();
});

test('a dub without a picture is not converted to video, and says so', async () => {
	const account = await newAccount();
	const made = await dubbed(account, [SPANISH], 'talk.mp3');
	const { items } = await runNode(exporting(account, made, { options: { altFormat: 'mov' } }));
	expect(items[0].json).toMatchObject({ missing: ['video'], text: expect.any(String) });
	expect(Object.keys(items[0].binary ?? {})).toEqual(['subtitles_srt']);
	expect(await conversions(account)).toHaveLength(0);
});

test('a transcript that CAMB.AI has not does not hold back the converted file', async () => {
	const account = await newAccount();
	const made = await dubbed(account);
	const gone = { operation: 'getDubTranscript', times: 'forever' } as const;
	await account.addFaults({ ...gone, fault: { type: 'status', status: 404 } });
	const { items } = await runNode(exporting(account, made, { options: { altFormat: 'mov' } }));
	expect(items[0].json).toMatchObject({ missing: ['subtitles_srt'], mimeType: 'video/quicktime' });

	const alone = await runNode(exporting(account, made));
	expect(alone.status).toBe('error');
	expect(alone.error?.description).toContain(`Run ID ${made[0].json.runId}`);
});

test('one language that cannot be had says why in its item', async () => {
	const account = await newAccount();
	const [{ json }] = await dubbed(account, [SPANISH, FRENCH]);
	await account.addFaults({
		operation: 'getDubTranscript',
		path: `/${SPANISH}?`,
		times: 'forever',
		fault: { type: 'status', status: 403 },
	});
	const { status, items } = await runNode(
		exporting(account, [{ json }], { languages: [SPANISH, FRENCH] }),
	);
	expect(status).toBe('success');
	expect(items.map((item) => [item.json.language, item.json.error !== undefined])).toEqual([
		[SPANISH, true],
		[FRENCH, false],
	]);
	expect(items[0].json).toMatchObject({ kind: 'dub', runId: json.runId });
});

test('a conversion that fails names its task and the run of the dub', async () => {
	const account = await newAccount();
	const made = await dubbed(account);
	const { runId } = made[0].json;
	await account.addFaults({
		operation: 'createDubAltFormat',
		fault: { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' },
	});
	const input = exporting(account, made, { options: { altFormat: 'mov' } });
	const first = await runNode(input);
	const [{ taskId }] = await conversions(account);
	expect(first.error?.context).toMatchObject({ kind: 'dub', runId, earlier: [{ taskId }] });
	expect(first.error?.description).toContain(`Run ID ${runId}`);
	expect(first.error?.description).toContain(taskId);

	const second = await retryNode(first, input);
	expect(second.items[0].json.mimeType).toBe('video/quicktime');
});

test('a conversion under way is picked up by a retry', async () => {
	const account = await newAccount();
	const made = await dubbed(account);
	await account.addFaults({
		operation: 'getDubAltFormatStatus',
		times: 'forever',
		fault: { type: 'status', status: 403 },
	});
	const input = exporting(account, made, { options: { altFormat: 'mov' } });
	const first = await runNode(input);
	const [{ taskId }] = await conversions(account);
	expect(first.error?.description).toContain(taskId);
	await account.clearFaults();

	// A try that can't begin names it, but Fetch Result has no such kind.
	const options = { altFormat: 'mov', fileName: '={{ ["a", "b"] }}' };
	const bad = await retryNode(first, { ...exporting(account, made, { options }), reload: true });
	expect(bad.error?.description).toContain(taskId);
	expect(bad.error?.description).not.toContain('Fetch Result');

	const second = await retryNode(bad, { ...input, reload: true, executionId: '3' });
	expect(second.items[0].json.mimeType).toBe('video/quicktime');
	expect(await conversions(account)).toHaveLength(1);
});

test.each<[string, IDataObject, RegExp]>([
	['no run ID', { runId: '={{ $json.nothing }}' }, /Run ID is empty/],
	['a task ID', { runId: '31f7af5f-7c1a-4c36-9a53-2f1d0c9f4d11' }, /Run ID .+ is not a valid ID/],
	['no language', { runId: '12', languages: '={{ $json.nothing }}' }, /No target language/],
	[
		'a format that there is not',
		{ runId: '12', languages: 54, options: { altFormat: 'gif' } },
		/gif/,
	],
	['subtitles that there are not', { runId: '12', languages: 54, subtitleFiles: ['ass'] }, /ass/],
])('refuses %s before anything is asked for', async (_name, changes, words) => {
	const account = await newAccount();
	const { error } = await runNode(exporting(account, [{ json: {} }], changes));
	expect(error?.message).toMatch(words);
	expect(await transcriptReads(account)).toHaveLength(0);
});
