import type { INodeParameters } from 'n8n-workflow';

import {
	countOf,
	newAccount,
	retryNode,
	runNode,
	schemaFields,
	theEngine,
	useEngine,
} from '../support/harness.mts';

useEngine();

const type = 'cambWorkspace';
const getMany = { resource: 'folder', operation: 'getAll' };
const create = { resource: 'folder', operation: 'create', folderName: '={{ $json.name }}' };
const languages = { resource: 'language', languageList: 'target' };

type More = Partial<Parameters<typeof runNode>[0]>;
const run = async (parameters: INodeParameters, more: More = {}) =>
	await runNode({ type, parameters, ...more });
const named = (...names: string[]) => names.map((name) => ({ json: { name } }));
const queries = async (account: Awaited<ReturnType<typeof newAccount>>) =>
	(await account.state()).requests.map(({ path }) => path.split('/apis')[1]);

describe('folders', () => {
	test.each(['current', 'old'] as const)(
		'come with their IDs from the %s list',
		async (folders) => {
			const { items, account } = await run(
				{ ...getMany, returnAll: true },
				{ settings: { folders } },
			);
			expect(items.map(({ json }) => [json.folderId, json.name])).toEqual([
				[301, 'Marketing'],
				[302, 'Podcast'],
				[303, 'Training videos'],
			]);
			expect(items[0].json.runCount).toBe(folders === 'old' ? null : 0);
			expect(schemaFields('CambWorkspace', 'folder/getAll')).toEqual(Object.keys(items[0].json));
			expect(await queries(account)).toEqual(['/folders?limit=100']);
		},
	);

	test('are searched for by CAMB.AI, each search once', async () => {
		const { items, account } = await run(
			{ ...getMany, folderSearch: '={{ $json.name }}', limit: 2 },
			{ items: named('pod', 'ing', 'ing') },
		);
		expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Podcast', { item: 0 }],
			['Marketing', { item: 1 }],
			['Training videos', { item: 1 }],
			['Marketing', { item: 2 }],
			['Training videos', { item: 2 }],
		]);
		expect((await queries(account)).sort()).toEqual([
			'/folders?limit=2&search_query=ing',
			'/folders?limit=2&search_query=pod',
		]);
	});

	test('are created, one for each item, and are to be used at once', async () => {
		const { items, account } = await run(create, { items: named(' Interviews ', 'Drafts') });
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ folderId: expect.any(Number), name: 'Interviews', runCount: 0 }, { item: 0 }],
			[{ folderId: expect.any(Number), name: 'Drafts', runCount: 0 }, { item: 1 }],
		]);
		expect(schemaFields('CambWorkspace', 'folder/create')).toEqual(Object.keys(items[0].json));
		const folderId = items[0].json.folderId as number;
		await runNode({
			type: 'cambTextToSpeech',
			parameters: { text: 'Hello', voice: 147320, language: 1, options: { folderId } },
			account,
		});
		const { items: now } = await run({ ...getMany, folderSearch: 'interviews' }, { account });
		expect(now.map(({ json }) => json)).toEqual([{ folderId, name: 'Interviews', runCount: 1 }]);
	});

	test.each<[INodeParameters, string]>([
		[{ ...create, folderName: 'ab' }, 'Name is too short'],
		[{ ...create, folderName: 'x'.repeat(256) }, 'Name is too long'],
		[{ ...create, folderName: '={{ "" }}' }, 'Name is empty'],
		[{ ...getMany, folderSearch: 'x' }, 'Search is too short'],
		[{ ...getMany, limit: 0 }, 'Limit is out of range'],
		[{ ...languages, languageList: 'spoken' }, 'Languages "spoken"'],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const { error, account } = await run(parameters);
		expect(error?.message).toContain(message);
		expect((await account.state()).requests).toEqual([]);
	});

	test('that another item leaves behind are in the error and in the log, and are not made again', async () => {
		const log = jest.spyOn(theEngine().logger, 'info');
		const account = await newAccount();
		await account.addFaults({
			operation: 'createFolder',
			contains: 'Bad',
			times: 'forever',
			fault: { type: 'status', status: 400 },
		});
		const input = {
			type,
			parameters: { ...create, options: { itemsAtOnce: 1 } },
			items: named('Good', 'Bad'),
			account,
		};
		const first = await runNode(input);
		const { items } = await run({ ...getMany, folderSearch: 'Good' }, { account });
		const [folderId] = items.map(({ json }) => json.folderId);
		expect(first.error?.description).toContain(`Folder ID ${folderId}`);
		expect(first.error?.context.others).toEqual([
			{ kind: 'folder-creation', taskId: null, runId: null, folderId },
		]);
		expect(log.mock.calls.filter(([line]) => String(line).includes(String(folderId)))).toHaveLength(
			1,
		);
		log.mockRestore();

		await account.clearFaults();
		const again = await retryNode(first, input);
		expect(again.items.map(({ json }) => json.name)).toEqual(['Good', 'Bad']);
		expect(again.items[0].json.folderId).toBe(folderId);
		expect(await countOf(account, 'submit')).toBe(3);
	});
});

describe('languages', () => {
	test.each(['source', 'target'])('come from the %s list', async (languageList) => {
		const { items, account } = await run({ ...languages, languageList, limit: 2 });
		expect(items).toHaveLength(2);
		expect(items[0].json).toEqual({
			language: 1,
			languageTag: 'en-us',
			languageName: 'English (United States)',
		});
		expect(schemaFields('CambWorkspace', 'language/getAll')).toEqual(Object.keys(items[0].json));
		expect(await queries(account)).toEqual([`/${languageList}-languages`]);
	});

	test('come whole', async () => {
		const { items } = await run({ ...languages, returnAll: true });
		expect(items.length).toBeGreaterThan(100);
	});
});
