import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { FaultRule } from '../../sandbox/faults/types.mts';
import type { NodeInput } from '../support/harness.mts';
import { newAccount, runNode, SPEED, useEngine } from '../support/harness.mts';

useEngine();

const GOING_ON = ['continueRegularOutput', 'continueErrorOutput'] as const;
const REFUSED = { type: 'status', status: 422 } as const;
const numbered = (count: number) => Array.from({ length: count }, (_, number) => `Text ${number}.`);
const into = (tag: string, count: number) => numbered(count).map((text) => `[${tag}] ${text}`);
const piece = (number: number, fault: FaultRule['fault']): FaultRule => ({
	step: 'submit',
	contains: `"Text ${number}."`,
	fault,
});

const translate = async (
	account: SandboxAccount,
	json: IDataObject,
	own: INodeParameters = {},
	node: NodeInput['node'] = {},
) =>
	await runNode({
		type: 'cambTranslate',
		parameters: { text: '={{ $json.text }}', sourceLanguage: 1, targetLanguage: 54, ...own },
		items: [{ json }],
		account,
		node,
	});
const fetchResult = async (
	items: INodeExecutionData[],
	account: SandboxAccount,
	parameters: INodeParameters = {},
	node: NodeInput['node'] = {},
) => await runNode({ type: 'cambFetchResult', parameters, items, account, node });
const dub = async (account: SandboxAccount, more: Partial<NodeInput> = {}) =>
	await runNode({
		type: 'cambDub',
		parameters: {
			mediaUrl: 'https://example.com/clip.mp4',
			sourceLanguage: 1,
			targetLanguages: [54, 76],
			result: 'links',
			...more.parameters,
		},
		account,
		items: more.items,
		node: more.node,
	});
const told = async (account: SandboxAccount) =>
	(
		await runNode({
			type: 'cambStory',
			parameters: { source: 'text', storyText: 'Once there was a king.', language: 1 },
			account,
		})
	).items;
/** As the editor fills it in. */
const LANGUAGE = {
	targetLanguage: '={{ ($json.error?.kind === undefined ? $json : $json.error).language }}',
};
const textsIn = ({ items }: { items: INodeExecutionData[] }) => items.map(({ json }) => json.texts);

describe('a part is never given as the whole', () => {
	test.each<[string, (json: IDataObject) => IDataObject, INodeParameters]>([
		['run ID as text', (json) => ({ ...json, runId: String(json.runId) }), { lookUpBy: 'run' }],
		['spaces around the task ID', (json) => ({ ...json, taskId: `${String(json.taskId)} ` }), {}],
		['pieces as JSON text', (json) => ({ ...json, pieces: JSON.stringify(json.pieces) }), {}],
	])('%s', async (_name, change, own) => {
		const account = await newAccount();
		const { items } = await translate(account, { text: numbered(201) });
		const fetched = await fetchResult([{ json: change(items[0].json) }], account, own);
		if (fetched.status === 'success') expect(textsIn(fetched)).toEqual([into('es-es', 201)]);
	});

	test.each(GOING_ON.flatMap((onError) => ['task', 'run'].map((by) => [onError, by] as const)))(
		'Fetch Result with a bad option (%s, by %s), and its item fetched again',
		async (onError, lookUpBy) => {
			const account = await newAccount();
			const { items } = await translate(account, { text: numbered(201) });
			const options = { maxWait: 'x' };
			const bad = await fetchResult(items, account, { lookUpBy, options }, { onError });
			const again = await fetchResult(bad.outputs.flat(), account, { lookUpBy });
			if (again.status === 'success') expect(textsIn(again)).toEqual([into('es-es', 201)]);
		},
	);
});

describe('of what ended badly, nothing of the item that went in is fetched in its place', () => {
	test.each(['task', 'run'])(
		'a translation of a translated item, one piece refused (by %s)',
		async (lookUpBy) => {
			const account = await newAccount();
			const french = await translate(account, { text: numbered(201) }, { targetLanguage: 76 });
			await account.addFaults(piece(100, REFUSED));
			const json = { ...french.items[0].json, text: numbered(201) };
			const bad = await translate(account, json, {}, { onError: 'continueErrorOutput' });
			const fetched = await fetchResult(bad.outputs.flat(), account, { lookUpBy });
			expect(textsIn(fetched)).not.toEqual([into('fr-fr', 201)]);
			expect(fetched.error?.message).toContain('3 tasks');
		},
	);

	test('Still Running leaves out the pieces of the item that went in', async () => {
		const account = await newAccount();
		const french = await translate(account, { text: numbered(201) }, { targetLanguage: 76 });
		await account.configure({ taskSeconds: 100, speed: SPEED });
		const late = await translate(
			account,
			{ ...french.items[0].json, text: 'Another.' },
			{ options: { maxWait: 0.1 } },
			{ onError: 'continueErrorOutput' },
		);
		const branch = { whenStillRunning: 'branch' };
		const { outputs } = await fetchResult(late.outputs.flat(), account, branch);
		await account.configure({ speed: 100_000 });
		const fetched = await fetchResult(outputs[1], account, branch);
		expect(textsIn(fetched)).toEqual([['[es-es] Another.']]);
	});

	test.each([[[54, 76]], [[54]]])(
		'Still Running leaves out the language of the item that went in (dub into %j)',
		async (targetLanguages) => {
			const account = await newAccount();
			const { items } = await runNode({
				type: 'cambTranscribe',
				parameters: { source: 'url', mediaUrl: 'https://example.com/a.mp4', language: 1 },
				account,
			});
			await account.configure({ taskSeconds: 100, speed: SPEED });
			const late = await dub(account, {
				items,
				parameters: { targetLanguages, result: 'video', options: { maxWait: 0.1 } },
				node: { onError: 'continueErrorOutput' },
			});
			const branch = { whenStillRunning: 'branch' };
			const { outputs } = await fetchResult(late.outputs.flat(), account, branch);
			await account.configure({ speed: 100_000 });
			const fetched = await fetchResult(outputs[1], account, branch);
			expect(fetched.items.map(({ json }) => json.language)).not.toContain(1);
			expect(fetched.items.every(({ binary }) => binary?.data)).toBe(true);
			expect(fetched.items).toHaveLength(targetLanguages.length);
		},
	);

	test('Still Running gives the subtitles that were asked for', async () => {
		const account = await newAccount();
		const mediaUrl = 'https://example.com/a.mp4';
		const { items } = await runNode({
			type: 'cambTranscribe',
			parameters: { source: 'url', mediaUrl, language: 1 },
			account,
		});
		await account.configure({ taskSeconds: 100, speed: SPEED });
		const late = await runNode({
			type: 'cambSubtitles',
			parameters: {
				mediaUrl,
				sourceLanguage: 1,
				targetLanguages: [54, 76],
				options: { maxWait: 0.1 },
			},
			items,
			account,
			node: { onError: 'continueErrorOutput' },
		});
		const branch = { whenStillRunning: 'branch' };
		const { outputs } = await fetchResult(late.outputs.flat(), account, branch);
		await account.configure({ speed: 100_000 });
		const fetched = await fetchResult(outputs[1], account, branch);
		expect(fetched.items.map(({ json }) => json.language)).toEqual(
			expect.arrayContaining([54, 76]),
		);
	});

	test('a dub not waited for, beside a field of the user that is called language', async () => {
		const account = await newAccount();
		const sent = await dub(account, { parameters: { waitForCompletion: false } });
		const fetched = await fetchResult([{ json: { ...sent.items[0].json, language: 1 } }], account);
		expect(fetched.items.filter(({ binary }) => binary?.data)).not.toEqual([]);
	});
});

describe('an item keeps the language of its task', () => {
	test('Still Running, of a translated story from the error output', async () => {
		const account = await newAccount();
		const items = await told(account);
		await account.configure({ taskSeconds: 100, speed: SPEED });
		const late = await runNode({
			type: 'cambStory',
			parameters: { operation: 'translate', targetLanguage: 54, options: { maxWait: 0.1 } },
			items,
			account,
			node: { onError: 'continueErrorOutput' },
		});
		const branch = { whenStillRunning: 'branch', options: LANGUAGE };
		const { outputs } = await fetchResult(late.outputs.flat(), account, branch);
		await account.configure({ speed: 100_000 });
		const fetched = await fetchResult(outputs[1], account, branch);
		expect(fetched.error).toBeUndefined();
		expect(fetched.items.map(({ json }) => json.language)).toEqual([54]);
	});

	test.each<[string, INodeParameters, INodeParameters, NodeInput['node']]>([
		['On Max Wait', {}, { onMaxWait: 'item' }, {}],
		['On Max Wait, in a loop', { whenStillRunning: 'branch' }, { onMaxWait: 'item' }, {}],
		['Continue', {}, {}, { onError: 'continueRegularOutput' }],
	])('Fetch Result, of a translated story, %s', async (_name, own, options, node) => {
		const account = await newAccount();
		const items = await told(account);
		await account.configure({ taskSeconds: 100, speed: SPEED });
		const parameters = { operation: 'translate', targetLanguage: 54, waitForCompletion: false };
		const sent = await runNode({ type: 'cambStory', parameters, items, account });
		const wait = { ...LANGUAGE, maxWait: 0.01, ...options };
		const late = await fetchResult(sent.items, account, { ...own, options: wait }, node);
		await account.configure({ speed: 100_000 });
		const fetched = await fetchResult(late.outputs.flat(), account, { options: LANGUAGE });
		expect(fetched.error).toBeUndefined();
		expect(fetched.items.map(({ json }) => json.language)).toEqual([54]);
	});

	test.each(GOING_ON)('Fetch Result, of one language of a dub (%s)', async (onError) => {
		const account = await newAccount();
		await account.addFaults({
			step: 'media',
			path: 'es-es',
			times: 'forever',
			fault: { type: 'status', status: 404 },
		});
		const made = await dub(account, { parameters: { result: 'video' }, node: { onError } });
		const lost = made.outputs.flat().filter(({ json }) => json.error);
		const still = await fetchResult(lost, account, {}, { onError });
		await account.clearFaults();
		const fetched = await fetchResult(still.outputs.flat(), account);
		expect(fetched.items.map(({ json }) => json.language)).toEqual([54]);
	});

	test.each(GOING_ON)(
		'Export of one language, whose advice converts no other (%s)',
		async (onError) => {
			const account = await newAccount();
			const { items } = await dub(account);
			await account.addFaults({ operation: 'createDubAltFormat', fault: REFUSED });
			const options = { altFormat: 'mov' };
			const bad = await runNode({
				type: 'cambDub',
				parameters: { operation: 'export', options },
				items: [items[0]],
				account,
				node: { onError },
			});
			await fetchResult(bad.outputs.flat(), account, { lookUpBy: 'run', options });
			const { tasks } = await account.state();
			expect(tasks.filter(({ kind }) => kind === 'dub-export')).toHaveLength(1);
		},
	);
});

describe('the IDs', () => {
	test('Fetch Result without a key says which task its item is about', async () => {
		const account = await newAccount();
		const { items } = await translate(account, { text: 'One.' }, { waitForCompletion: false });
		const { items: bad } = await runNode({
			type: 'cambFetchResult',
			parameters: {},
			items,
			account,
			credential: { apiKey: '' },
			node: { onError: 'continueRegularOutput' },
		});
		expect(bad[0].json).toMatchObject({ kind: 'translation', taskId: items[0].json.taskId });
	});

	test('pieces of which only the runs are known, by task: says the run IDs', async () => {
		const account = await newAccount();
		const { items } = await translate(account, { text: numbered(201) });
		const [, { runId }] = items[0].json.pieces as Array<{ runId: number }>;
		await account.addFaults(
			{ operation: 'getTranslationResults', fault: { type: 'status', status: 500 } },
			{
				step: 'fetch',
				path: `/${runId}`,
				times: 'forever',
				fault: { type: 'status', status: 403 },
			},
		);
		const onError = 'continueRegularOutput';
		const bad = await fetchResult(items, account, { lookUpBy: 'run' }, { onError });
		await account.clearFaults();
		const fetched = await fetchResult(bad.items, account);
		expect(fetched.error?.description).not.toContain('Known task IDs: .');
	});

	test.each([[[]], [[null]], [['a', 'b']], [[{}]]])(
		'a field of the user that is called pieces: %j',
		async (pieces) => {
			const account = await newAccount();
			const { items } = await translate(account, { text: 'One.' }, { waitForCompletion: false });
			const json = { ...items[0].json, pieces } as IDataObject;
			const fetched = await fetchResult([{ json }], account);
			expect(fetched.error?.description ?? '').not.toMatch(/Cannot (read|destructure)/);
			const { requests } = await account.state();
			expect(requests.filter(({ path }) => path.endsWith('/undefined'))).toEqual([]);
			expect(textsIn(fetched)).toEqual([['[es-es] One.']]);
		},
	);
});
