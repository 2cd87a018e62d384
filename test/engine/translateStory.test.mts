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
	SPEED,
	useEngine,
} from '../support/harness.mts';

useEngine();

const SPANISH = 54;
const type = 'cambStory';

/** A story that an earlier execution made. */
async function told(account: SandboxAccount) {
	const { items } = await runNode({
		type,
		parameters: { source: 'text', storyText: 'Once there was a king.', language: 1 },
		account,
	});
	return items;
}

const translating = (
	account: SandboxAccount,
	items: NodeInput['items'],
	changes: IDataObject = {},
): NodeInput => ({
	type,
	parameters: { operation: 'translate', targetLanguage: SPANISH, ...changes } as INodeParameters,
	items,
	account,
});
const translations = async (account: SandboxAccount) =>
	(await account.state()).tasks.filter(({ kind }) => kind === 'translated-story');

test('tells the story of an item in another language, as a task of its own', async () => {
	const account = await newAccount();
	const stories = await told(account);
	const { status, items } = await runNode(
		translating(account, stories, {
			options: { includeDialogue: true, subtitleFiles: ['srt', 'txt'] },
		}),
	);
	expect(status).toBe('success');
	const [{ taskId, runId, request }, ...more] = await translations(account);
	expect(more).toHaveLength(0);
	expect(request).toMatchObject({ target_language: SPANISH });
	const [{ json, binary = {} }] = items;
	expect(json).toMatchObject({
		kind: 'translated-story',
		taskId,
		runId,
		status: 'SUCCESS',
		language: SPANISH,
		languageTag: 'es-es',
		text: 'Bienvenidos al programa. Hoy hablamos de máquinas que hablan. Gracias por escuchar.',
		fileName: `story-${runId}-es-es.flac`,
	});
	expect(Object.entries(binary).map(([field, { fileName }]) => [field, fileName])).toEqual([
		['data', `story-${runId}-es-es.flac`],
		['dialogue', `story-${runId}-es-es-dialogue.flac`],
		['subtitles_srt', `story-${runId}-es-es.srt`],
		['transcript_txt', `story-${runId}-es-es.txt`],
	]);
	expect((await probe(await bytesOf(items[0]), 'audio/flac')).duration).toBeGreaterThan(0.2);
	expect(Object.keys(json)).toEqual(expect.arrayContaining(schemaFields('CambStory', 'translate')));
});

test('each item into its own language', async () => {
	const account = await newAccount();
	const [{ json }] = await told(account);
	const { items } = await runNode(
		translating(
			account,
			['fr-fr', 'Spanish (Spain)'].map((into) => ({ json: { into, runId: String(json.runId) } })),
			{ targetLanguage: '={{ $json.into }}' },
		),
	);
	expect(items.map((item) => item.json.languageTag)).toEqual(['fr-fr', 'es-es']);
});

test.each<[string, IDataObject, Partial<NodeInput['node']>]>([
	['not waited for', { waitForCompletion: false }, {}],
	['still running when Max Wait is over', { options: { maxWait: 0.2, onMaxWait: 'item' } }, {}],
	[
		'still running under Continue',
		{ options: { maxWait: 0.2 } },
		{ onError: 'continueRegularOutput' },
	],
	[
		'still running under Continue (using error output)',
		{ options: { maxWait: 0.2 } },
		{ onError: 'continueErrorOutput' },
	],
])('one that is %s is fetched by what its item says', async (_name, changes, node) => {
	const account = await newAccount();
	const [{ json }] = await told(account);
	await account.configure({ taskSeconds: 100, speed: SPEED });
	const { outputs } = await runNode({
		...translating(account, [{ json: { story: json.runId } }], {
			runId: '={{ $json.story }}',
			...changes,
		}),
		node,
	});
	const [item] = outputs.flat();
	for (const parameters of [
		{},
		// As the editor fills them in.
		{
			kind: '={{ $json.kind ?? $json.error?.kind ?? "text-to-speech" }}',
			taskId: '={{ $json.taskId ?? $json.error?.taskId }}',
			options: { targetLanguage: '={{ $json.language ?? $json.error?.language }}' },
		},
	]) {
		const { items, status } = await runNode({
			type: 'cambFetchResult',
			parameters,
			items: [{ json: item.json }],
			account,
		});
		expect(status).toBe('success');
		const [{ taskId }] = await translations(account);
		expect(items[0].json).toMatchObject({ kind: 'translated-story', taskId, language: SPANISH });
	}
	expect(await countOf(account, 'submit')).toBe(2);
});

test('a retry picks the translation up, in the language that was sent', async () => {
	const account = await newAccount();
	const stories = await told(account);
	await account.addFaults({
		operation: 'getTranslatedStoryResult',
		times: 'forever',
		fault: { type: 'status', status: 403 },
	});
	const input = translating(account, stories);
	const first = await runNode(input);
	const [{ taskId, runId }] = await translations(account);
	expect(first.error?.context).toMatchObject({ kind: 'translated-story', taskId, runId });
	expect(first.error?.description).toContain(taskId);
	await account.clearFaults();
	const second = await retryNode(first, input);
	expect(second.items[0].json).toMatchObject({ taskId, language: SPANISH });
	expect(await translations(account)).toHaveLength(1);
});

test.each<[string, IDataObject, RegExp]>([
	['no run ID', { runId: '={{ $json.nothing }}' }, /Run ID is empty/],
	['a formatted run ID', { runId: '12,345' }, /Run ID .+ is not a valid ID/],
	[
		'no language',
		{ runId: 12, targetLanguage: '={{ $json.nothing }}' },
		/Target Language is empty/,
	],
	['a language that there is not', { runId: 12, targetLanguage: 'Elvish' }, /Elvish/],
])('refuses %s before anything is sent', async (_name, changes, words) => {
	const account = await newAccount();
	const { error } = await runNode(translating(account, [{ json: {} }], changes));
	expect(error?.message).toMatch(words);
	expect(await countOf(account, 'submit')).toBe(0);
});

test('a story that CAMB.AI does not know costs nothing', async () => {
	const account = await newAccount();
	const { error } = await runNode(translating(account, [{ json: { runId: 999999 } }]));
	expect(error?.httpCode).toBe('400');
	expect(await translations(account)).toHaveLength(0);
});
