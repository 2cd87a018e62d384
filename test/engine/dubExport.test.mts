import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import { bytesOf, newAccount, probe, runNode, useEngine } from '../support/harness.mts';

useEngine();

const operation = 'createDubAltFormat';
const parameters = (changes: INodeParameters = {}, options: IDataObject = { altFormat: 'mov' }) =>
	({
		mediaUrl: 'https://example.com/clip.mp4',
		sourceLanguage: 1,
		targetLanguages: [54],
		options,
		...changes,
	}) as INodeParameters;
const dub = (account: SandboxAccount, changes?: INodeParameters, options?: IDataObject) =>
	runNode({ type: 'cambDub', parameters: parameters(changes, options), account });
const fetchRun = (account: SandboxAccount, runId: unknown, options: IDataObject = {}) =>
	runNode({
		type: 'cambFetchResult',
		parameters: { kind: 'dub', lookUpBy: 'run', runId, options } as INodeParameters,
		account,
	});
const tasksOf = async (account: SandboxAccount, kind: string) =>
	(await account.state()).tasks.filter((task) => task.kind === kind);
const again = { altFormat: 'mov', targetLanguages: [54] };

test.each<[string, string, Record<string, string>]>([
	['mov', 'video', { data: 'video/quicktime' }],
	['mkv', 'video', { data: 'video/x-matroska' }],
	['mxf', 'video', { data: 'application/mxf' }],
	['mp4', 'both', { data: 'video/mp4', audio: 'audio/flac' }],
	['wav', 'audio', { data: 'audio/wav' }],
	['aac', 'audio', { data: 'audio/aac' }],
	['m4a', 'audio', { data: 'audio/mp4' }],
	['mp3', 'both', { data: 'video/mp4', audio: 'audio/mpeg' }],
])('hands out %s in place of its like (%s)', async (altFormat, result, files) => {
	const account = await newAccount();
	const { items, status } = await dub(account, { result }, { altFormat });
	expect(status).toBe('success');
	const [{ json, binary = {} }] = items;
	const types = Object.entries(binary).map(([name, { mimeType }]) => [name, mimeType]);
	expect(Object.fromEntries(types)).toEqual(files);
	const [changed] = Object.values(binary).filter(
		({ fileExtension }) => fileExtension === altFormat,
	);
	expect(changed.fileName).toBe(`dub-${json.runId}-es-es.${altFormat}`);
	const [task] = await tasksOf(account, 'dub');
	expect(json).toMatchObject({ kind: 'dub', taskId: task.taskId, runId: task.runId });
	expect(JSON.stringify(json)).not.toContain('http');
	for (const [name] of types) {
		const bytes = await bytesOf(items[0], name);
		// No package opens MXF: its first bytes have to do.
		if (name === 'data' && altFormat === 'mxf')
			expect(bytes.toString('hex', 0, 4)).toBe('060e2b34');
		else expect((await probe(bytes)).codec).toBeTruthy();
	}
	const exports = await tasksOf(account, 'dub-export');
	expect(exports.map(({ request }) => request)).toEqual([{ output_format: altFormat }]);
});

test('converts each language, and asks again without a new task for what is there already', async () => {
	const account = await newAccount();
	const first = await dub(account, { targetLanguages: [54, 76] });
	expect(first.items.map(({ json }) => json.mimeType)).toEqual([
		'video/quicktime',
		'video/quicktime',
	]);
	expect(await tasksOf(account, 'dub-export')).toHaveLength(2);
	const { items } = await fetchRun(account, first.items[0].json.runId, { altFormat: 'mov' });
	expect(items.map(({ json }) => [json.languageTag, json.mimeType])).toEqual([
		['es-es', 'video/quicktime'],
		['fr-fr', 'video/quicktime'],
	]);
	expect(await tasksOf(account, 'dub-export')).toHaveLength(2);
});

test('gives the link of the converted file', async () => {
	const { items } = await dub(await newAccount(), { result: 'links' });
	expect(items[0].json.videoUrl).toMatch(/export-es-es\.mov/);
	expect(items[0].json.audioUrl).toMatch(/\.flac/);
});

test('says so when there is no picture to convert', async () => {
	const account = await newAccount();
	const { items } = await dub(account, { mediaUrl: 'https://example.com/talk.mp3' });
	expect(items[0].json).toMatchObject({ missing: ['video'], mimeType: 'audio/flac' });
	expect(await tasksOf(account, 'dub-export')).toHaveLength(0);
});

const noLink = { type: 'status', status: 200, body: { task_id: 'one-more' } } as const;
const failed = { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' } as const;

test.each<[string, Parameters<SandboxAccount['addFaults']>[0], number, RegExp]>([
	['its task fails', { operation, fault: failed }, 1, /could not process the task/],
	[
		'its task is done without a link',
		{ operation, skip: 1, fault: noLink },
		1,
		/returned no link.+one-more/,
	],
	[
		'it is refused',
		{ operation, fault: { type: 'status', status: 403 } },
		0,
		/is not allowed to do this/,
	],
	['the answer is lost', { operation, fault: { type: 'reset-after' } }, 0, /response was lost/],
	[
		'the second answer is lost',
		{ operation, skip: 1, fault: { type: 'reset-after' } },
		1,
		/did not answer/,
	],
])('keeps the dub when %s', async (_name, rule, exportsNamed, words) => {
	const account = await newAccount();
	await account.addFaults(rule);
	const { error, status } = await dub(account);
	expect(status).toBe('error');
	expect(error?.message).toMatch(/dub is finished, but.+MOV/);
	const [task] = await tasksOf(account, 'dub');
	const { taskId, runId } = task;
	expect(error?.context).toMatchObject({ kind: 'dub', taskId, runId });
	expect(error?.description).toMatch(words);
	// A conversion that is made again may be charged.
	expect(error?.description).not.toContain('without paying');
	expect(error?.message).not.toContain('could not be converted');
	expect(error?.description).toContain(taskId);
	expect(error?.description).toContain(`Run ID ${runId}`);
	const exports = (await tasksOf(account, 'dub-export')).slice(0, exportsNamed);
	for (const made of exports) expect(error?.description).toContain(made.taskId);
	expect(error?.context.earlier ?? []).toMatchObject(
		exports.map((made) => ({ taskId: made.taskId })),
	);

	// The way that the message names works, with the option and without.
	const converted = await fetchRun(account, runId, again);
	expect(converted.items[0].json).toMatchObject({
		mimeType: 'video/quicktime',
		languageTag: 'es-es',
	});
	const plain = await fetchRun(account, runId);
	expect(plain.items[0].json.mimeType).toBe('video/mp4');
	expect(await tasksOf(account, 'dub')).toHaveLength(1);
});

test('under Retry On Fail, tries the conversion again but not the dub', async () => {
	const account = await newAccount();
	await account.addFaults({ operation, fault: failed });
	const { items, status } = await runNode({
		type: 'cambDub',
		parameters: parameters(),
		account,
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(status).toBe('success');
	expect(items[0].json.mimeType).toBe('video/quicktime');
	expect(await tasksOf(account, 'dub')).toHaveLength(1);
	expect(await tasksOf(account, 'dub-export')).toHaveLength(2);
});

test('under Continue On Fail, the item names the dub to fetch', async () => {
	const account = await newAccount();
	await account.addFaults({ operation, fault: failed });
	const { items, status } = await runNode({
		type: 'cambDub',
		parameters: parameters(),
		account,
		node: { onError: 'continueRegularOutput' },
	});
	expect(status).toBe('success');
	const [task] = await tasksOf(account, 'dub');
	const [made] = await tasksOf(account, 'dub-export');
	expect(items[0].json).toMatchObject({
		kind: 'dub',
		taskId: task.taskId,
		runId: task.runId,
		earlier: [{ kind: 'dub-export', taskId: made.taskId }],
	});
});

test.each(['branch', 'error', 'wait'])(
	'Max Wait counts for the conversion under %s',
	async (whenStillRunning) => {
		const account = await newAccount({ taskSeconds: { 'dub-export': 7200 } });
		const { items } = await dub(account, {}, {});
		const { error } = await runNode({
			type: 'cambFetchResult',
			parameters: { whenStillRunning, options: { ...again, maxWait: 0.2 } },
			items: [{ json: items[0].json }],
			account,
		});
		expect(error?.message).toMatch(/dub is finished, but.+MOV/);
		expect(error?.description).toContain('did not finish within 12 seconds');
		expect(error?.description).not.toMatch(/without paying|next run/);
		// Another look at the conversion may be another conversion.
		expect(error?.description).not.toContain('costs nothing');
	},
);

test('Fetch Result asks for the language of a dub that does not tell it', async () => {
	const account = await newAccount();
	const [item] = (await dub(account, {}, {})).items;
	const { error } = await fetchRun(account, item.json.runId, { altFormat: 'mov' });
	expect(error?.message).toContain('its language is not known');
	expect(error?.description).toContain('Target Language Names or IDs');
});
