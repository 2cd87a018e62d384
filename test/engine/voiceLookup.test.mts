import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import { itemWith, wavOf } from '../support/files.mts';
import {
	countOf,
	newAccount,
	runNode,
	schemaFields,
	startNode,
	readRun,
	useEngine,
} from '../support/harness.mts';

useEngine();

const type = 'cambVoice';
const ATTIC = {
	voiceId: 147320,
	name: 'Attic Narrator',
	gender: 'male',
	age: 45,
	language: 1,
	languageTag: 'en-us',
	languageName: 'English (United States)',
	description: 'Warm and unhurried, for stories and documentaries',
	isShared: true,
};

type More = Partial<Parameters<typeof runNode>[0]>;
const find = async (parameters: INodeParameters, more: More = {}) =>
	await runNode({ type, parameters, ...more });
const get = async (voice: unknown, more: More = {}) =>
	await find({ operation: 'get', voice } as INodeParameters, more);
const asTool = { node: { rewireOutputLogTo: 'ai_tool' as const } };
const namesOf = ({ items }: { items: Array<{ json: IDataObject }> }) =>
	items.map(({ json }) => json.name);

/** An account with one voice of its own. */
async function withOwnVoice(): Promise<{ account: SandboxAccount; voiceId: number }> {
	const { items, account } = await runNode({
		type,
		parameters: {
			operation: 'clone',
			inputDataField: 'data',
			voiceName: 'Ours',
			gender: 'female',
			options: { language: 54, description: 'Of our own', age: 33 },
		},
		items: [await itemWith({ content: await wavOf(4000), mimeType: 'audio/wav' })],
	});
	return { account, voiceId: items[0].json.voiceId as number };
}

describe('Get Many', () => {
	test('gives each voice as an item, without a link to it, linked to the item that asked', async () => {
		const { status, items } = await find({ returnAll: true });
		expect(status).toBe('success');
		expect(items).toHaveLength(40);
		expect(items[0]).toEqual({ json: ATTIC, pairedItem: { item: 0 } });
		expect(schemaFields('CambVoice', 'getAll')).toEqual(Object.keys(ATTIC));
	});

	test('of several items reads the list once', async () => {
		const { items, account } = await find(
			{ search: '={{ $json.search }}' },
			{ items: ['maya', 'nobody at all', 'Jonah'].map((search) => ({ json: { search } })) },
		);
		expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Maya Chen', { item: 0 }],
			['Jonah Reed', { item: 2 }],
		]);
		expect(await countOf(account, 'list')).toBe(1);
	});

	test.each<[string, INodeParameters, string[]]>([
		['words anywhere', { search: ' NARRATOR spanish ' }, ['Álvaro Ruiz']],
		['an ID', { search: '147322' }, ['Jonah Reed']],
		['a tag', { search: 'ko-kr' }, ['Min-seo Park', 'Ji-ho Kim']],
		['male, which is no woman', { search: 'male hindi' }, ['Arjun Mehta']],
		['a gender', { search: 'hindi', options: { gender: 'Male' } }, ['Arjun Mehta']],
		[
			'a language by name',
			{ options: { language: 'Polish (Poland)' } },
			['Ola Nowak', 'Piotr Zając'],
		],
		['ages', { options: { minAge: 24, maxAge: '={{ "25" }}' } }, ['Nuria Vidal', 'Ji-ho Kim']],
		['a least age', { options: { minAge: 66 } }, ['Karl Brandt', 'Old Clock']],
		['a limit', { limit: 2 }, ['Attic Narrator', 'Maya Chen']],
	])('finds by %s', async (_, parameters, names) => {
		expect(namesOf(await find(parameters))).toEqual(names);
	});

	test('finds numbers that come as text', async () => {
		const account = await newAccount();
		const body = [{ id: '5', voice_name: 'Vera', language: '54', age: '30' }];
		await account.addFaults({ step: 'list', fault: { type: 'status', status: 200, body } });
		const options = { language: 54, minAge: 30 };
		expect(namesOf(await find({ options }, { account }))).toEqual(['Vera']);
	});

	test('tells own voices from shared ones, and both from a voice without an age', async () => {
		const { account, voiceId } = await withOwnVoice();
		const own = await find({ options: { owner: 'own' } }, { account });
		expect(own.items.map(({ json }) => json)).toEqual([
			{
				voiceId,
				name: 'Ours',
				gender: 'female',
				age: 33,
				language: 54,
				languageTag: 'es-es',
				languageName: 'Spanish (Spain)',
				description: 'Of our own',
				isShared: false,
			},
		]);
		const shared = await find({ returnAll: true, options: { owner: 'shared' } }, { account });
		expect(shared.items).toHaveLength(40);
	});

	test('adds links only when asked', async () => {
		const { items } = await find({ limit: 1, options: { includeLinks: true } });
		expect(items[0].json.sampleUrl).toMatch(/^http/);
	});

	test('reads the list also where it is inside of something', async () => {
		const { items } = await find({ returnAll: true }, { settings: { voices: 'wrapped' } });
		expect(items).toHaveLength(40);
	});

	test('tells an agent what it chooses by, and no more', async () => {
		const { run } = await find({ search: 'maya' }, asTool);
		const [told] = run.data.resultData.runData['CAMB.AI'][0].data?.ai_tool?.[0] ?? [];
		expect(told.json).toEqual({
			voiceId: 147321,
			name: 'Maya Chen',
			gender: 'female',
			languageName: 'English (United States)',
		});
	});

	test.each<[INodeParameters, string]>([
		[{ limit: 0 }, 'Limit is out of range'],
		[{ limit: '={{ "many" }}' }, 'Limit "many"'],
		[{ returnAll: '={{ "perhaps" }}' }, 'Return All "perhaps"'],
		[{ options: { gender: '={{ "loud" }}' } }, 'Gender "loud"'],
		[{ options: { language: '={{ "Elvish" }}' } }, 'Language "Elvish"'],
		[{ options: { owner: '={{ "me" }}' } }, 'Owner "me"'],
		[{ options: { minAge: 50, maxAge: 40 } }, 'Min Age is more than Max Age'],
		[{ operation: 'sing' }, 'Operation "sing"'],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const { error, account } = await find(parameters);
		expect(error?.message).toContain(message);
		expect((await account.state()).requests).toEqual([]);
	});

	test.each([
		{ type: 'status', status: 503 },
		{ type: 'status', status: 429, headers: { 'retry-after': '1' } },
		{ type: 'html' },
		{ type: 'truncate' },
		{ type: 'reset-after' },
	] as const)('$type $status is tried again', async (fault) => {
		const account = await newAccount();
		await account.addFaults({ step: 'list', times: 2, fault });
		const { items } = await find({ search: 'maya' }, { account });
		expect(namesOf({ items })).toEqual(['Maya Chen']);
	});

	test.each([{ type: 'status', status: 401 }, { type: 'html' }] as const)(
		'$type $status for ever is told for each item',
		async (fault) => {
			const account = await newAccount();
			await account.addFaults({ step: 'list', times: 'forever', fault });
			const { items } = await find(
				{},
				{
					account,
					items: [{ json: {} }, { json: {} }],
					node: { onError: 'continueRegularOutput' },
				},
			);
			expect(items.map(({ json, pairedItem }) => [typeof json.error, pairedItem])).toEqual([
				['string', { item: 0 }],
				['string', { item: 1 }],
			]);
			// One item's tries are all items'.
			expect(await countOf(account, 'list')).toBe(fault.type === 'html' ? 6 : 1);
		},
	);

	test('Stop ends it', async () => {
		const account = await newAccount();
		await account.addFaults({ step: 'list', fault: { type: 'hang' } });
		const { done, stop } = await startNode({ type, parameters: {}, account });
		while ((await countOf(account, 'list')) === 0) continue;
		stop();
		const { status } = readRun(await done, account);
		expect(status).toBe('canceled');
		expect(await countOf(account, 'list')).toBe(1);
	});
});

describe('Get', () => {
	test('looks up voices by ID, and reads the list once', async () => {
		const ids = [147320, '147321'];
		const { items, account } = await get('={{ $json.id }}', {
			items: ids.map((id) => ({ json: { id } })),
		});
		expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Attic Narrator', { item: 0 }],
			['Maya Chen', { item: 1 }],
		]);
		expect(items[0].json).toEqual(ATTIC);
		expect(await countOf(account, 'list')).toBe(1);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: a voice that is not there is told, the others come',
		async (onError) => {
			const { outputs } = await get('={{ $json.id }}', {
				items: [1, 147321].map((id) => ({ json: { id } })),
				node: { onError },
			});
			const all = outputs.flat();
			expect(namesOf({ items: all })).toContain('Maya Chen');
			const bad = all.find(({ json }) => json.error);
			expect(JSON.stringify(bad?.json)).toContain('no voice with the ID 1');
		},
	);

	test.each(['Maya Chen', '147,320', '={{ null }}', '0'])(
		'%j is no ID, and nothing is sent',
		async (voice) => {
			const { error, account } = await get(voice);
			expect(error?.message).toMatch(/^Voice/);
			expect((await account.state()).requests).toEqual([]);
		},
	);
});
