import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { loadOptionsContext } from '../../engine/run.mts';
import { systemTiming } from '../../nodes/shared/http/timing';
import { openLists } from '../../nodes/shared/methods/lists';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import {
	countOf,
	credentialFor,
	newAccount,
	theEngine,
	thePackage,
	useEngine,
} from '../support/harness.mts';

useEngine();

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;
type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;
const lists = openLists(systemTiming) as unknown as {
	listSearch: Record<string, Search>;
	loadOptions: Record<string, Load>;
};

function contextFor(account: SandboxAccount): ILoadOptionsFunctions {
	const node = {
		id: 'node',
		name: 'CAMB.AI',
		type: 'n8n-nodes-camb.cambTextToSpeech',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		credentials: { cambAiApi: { id: '1', name: 'CAMB.AI account' } },
	};
	return loadOptionsContext(theEngine(), thePackage(), node, credentialFor(account) as never);
}

async function search(method: string, filter?: string, account?: SandboxAccount) {
	const context = contextFor(account ?? (await newAccount()));
	return (await lists.listSearch[method].call(context, filter)).results;
}

const byName = (rows: Array<{ name: string }>) =>
	[...rows].sort((a, b) => a.name.localeCompare(b.name, 'en'));

test('languages that are heard can be detected, whatever is searched for', async () => {
	const detect = { name: 'Detect Automatically', value: 'auto' };
	const all = await search('searchSpokenLanguages');
	expect(all).toEqual([detect, ...(await search('searchSourceLanguages'))]);
	const spanish = await search('searchSpokenLanguages', 'es-mx');
	expect(spanish).toEqual([detect, { name: 'Spanish (Mexico)', value: 58 }]);
});

describe('voices', () => {
	test('all of them, sorted by name, with gender and language', async () => {
		const voices = await search('searchVoices');
		expect(voices.length).toBeGreaterThan(20);
		expect(voices).toEqual(byName(voices));
		expect(voices[0].name).toMatch(/^\S.+, (male|female), .+$/);
		expect(typeof voices[0].value).toBe('number');
	});

	test.each(['female spanish', 'FEMALE', 'es-es'])('found by %s', async (filter) => {
		const voices = await search('searchVoices', filter);
		expect(voices.length).toBeGreaterThan(0);
		expect(voices.length).toBeLessThan((await search('searchVoices')).length);
	});

	test('found by ID, and by nothing that is not there', async () => {
		const [first] = await search('searchVoices');
		const found = await search('searchVoices', String(first.value));
		expect(found.map(({ value }) => value)).toContain(first.value);
		expect(await search('searchVoices', 'no such voice')).toEqual([]);
	});

	test('a list in a wrapper is read too', async () => {
		const account = await newAccount({ voices: 'wrapped' });
		expect((await search('searchVoices', undefined, account)).length).toBeGreaterThan(20);
	});
});

test.each(['searchSourceLanguages', 'searchTargetLanguages'])(
	'%s by name, tag and ID',
	async (method) => {
		const spanish = { name: 'Spanish (Spain)', value: 54 };
		for (const filter of ['spanish spain', 'es-es', '54']) {
			expect(await search(method, filter)).toContainEqual(spanish);
		}
	},
);

test.each(['getTargetLanguages', 'getDictionaries', 'getFolders'])(
	'%s gives names and ids, sorted',
	async (method) => {
		const options = await lists.loadOptions[method].call(contextFor(await newAccount()));
		expect(options.length).toBeGreaterThan(0);
		expect(options).toEqual(byName(options));
		for (const { value } of options) expect(Number.isInteger(value)).toBe(true);
	},
);

test('the language of a speaker may be that of the script, which is what an empty field says', async () => {
	const call = lists.loadOptions.getSpeakerLanguages;
	const [none, ...languages] = await call.call(contextFor(await newAccount()));
	expect(none.value).toBe('');
	expect(languages).toContainEqual({ name: 'Spanish (Spain)', value: 54 });
	expect(languages).toEqual(byName(languages));
});

test('a list is asked for once while a form is filled, for each credential', async () => {
	const [one, two] = [await newAccount(), await newAccount()];
	for (const account of [one, one, two]) await search('searchVoices', 'a', account);
	expect(await countOf(one, 'list')).toBe(1);
	expect(await countOf(two, 'list')).toBe(1);
});

test.each([
	[{ type: 'status', status: 401 }, /API key/],
	[{ type: 'html' }, /can't be used/],
	[{ type: 'status', status: 503 }, /HTTP 503/],
] as const)(
	'a list that does not come says why, and is asked for again: %j',
	async (fault, message) => {
		const account = await newAccount();
		await account.addFaults({ step: 'list', fault });
		await expect(search('searchVoices', undefined, account)).rejects.toThrow(message);
		expect((await search('searchVoices', undefined, account)).length).toBeGreaterThan(20);
	},
);
