import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions, INode } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { systemTiming } from '../../nodes/shared/http/timing';
import { openLists } from '../../nodes/shared/methods/lists';
import { systemClock } from '../../nodes/shared/core/clock';

let time = 0;
const clock = { ...systemClock, now: () => time };
const { listSearch, loadOptions } = openLists({ ...systemTiming, clock });

let accounts = 0;

/** A form that somebody fills with an account of their own, and what CAMB.AI is asked for. */
function openForm(answer: unknown, credential: IDataObject = {}, statusCode = 200) {
	const asked: IHttpRequestOptions[] = [];
	const apiKey = `key-${++accounts}`;
	const context = {
		getNode: () => ({ name: 'CAMB.AI', type: 'n8n-nodes-camb.node' }) as INode,
		async getCredentials(name: string) {
			if (name !== 'cambAiApi') throw new Error(`There is no credential ${name}`);
			return { apiKey, baseUrl: 'https://camb.example/apis', ...credential };
		},
		helpers: {
			async httpRequestWithAuthentication(_credential: string, options: IHttpRequestOptions) {
				asked.push(options);
				const body = Readable.from([Buffer.from(JSON.stringify(answer))]);
				return { statusCode, headers: {}, body };
			},
		},
	} as unknown as ILoadOptionsFunctions;
	return { context, asked };
}

type Search = keyof typeof listSearch;
type Load = keyof typeof loadOptions;

const search = async (method: Search, rows: unknown, filter?: string) =>
	(await listSearch[method].call(openForm(rows).context, filter)).results;
const offer = async (method: Load, rows: unknown) =>
	await loadOptions[method].call(openForm(rows).context);
const namesOf = (rows: Array<{ name: string | number }>) => rows.map(({ name }) => name);

test.each<[Search | Load, string, unknown]>([
	['searchVoices', '/list-voices', undefined],
	['searchSourceLanguages', '/source-languages', undefined],
	['searchSpokenLanguages', '/source-languages', undefined],
	['searchTargetLanguages', '/target-languages', undefined],
	['getTargetLanguages', '/target-languages', undefined],
	['getVoices', '/list-voices', undefined],
	['getDictionaries', '/dictionaries', undefined],
	['searchDictionaries', '/dictionaries', undefined],
	['getFolders', '/folders', { limit: 100 }],
])('%s asks for %s', async (method, path, qs) => {
	const { context, asked } = openForm([]);
	const lists: Record<string, (this: ILoadOptionsFunctions) => Promise<unknown>> = {
		...listSearch,
		...loadOptions,
	};
	await lists[method].call(context);
	expect(asked).toMatchObject([{ method: 'GET', url: `https://camb.example/apis${path}` }]);
	expect(asked[0].qs).toEqual(qs);
});

describe('a voice', () => {
	const voices = [
		{ id: 3, voice_name: 'Zoe', gender: 2, language: 54 },
		{ id: 12, voice_name: 'Adam', gender: 1, language: 1 },
		{ id: 7, voice_name: 'Kim', gender: 9, language: 9999 },
		{ id: 8, voice_name: 'Lee', gender: 1 },
		{ id: 5 },
	];

	test('shows its gender and language, as far as they are known', async () => {
		expect(await search('searchVoices', voices)).toEqual([
			{ name: 'Adam, male, English (United States)', value: 12 },
			{ name: 'Kim', value: 7 },
			{ name: 'Lee, male', value: 8 },
			{ name: 'Voice 5', value: 5 },
			{ name: 'Zoe, female, Spanish (Spain)', value: 3 },
		]);
		expect(await offer('getVoices', voices)).toEqual(await search('searchVoices', voices));
	});

	test.each([
		['zoe', [3]],
		['  SPANISH   female ', [3]],
		['es-es', [3]],
		['12', [12]],
		['male english', [12]],
		['zoe english', []],
		['undefined', []],
		['stryker', []],
		// The ID of the voice and that of the language.
		['354', []],
		['', [12, 7, 8, 5, 3]],
		[' ', [12, 7, 8, 5, 3]],
	])('is found by %j', async (filter, ids) => {
		const found = await search('searchVoices', voices, filter);
		expect(found.map(({ value }) => value)).toEqual(ids);
	});
});

describe('a language', () => {
	const languages = [
		{ id: 54, language: 'spanish', short_name: 'es-es' },
		{ id: 35, language: 'english (united kingdom)' },
		{ id: 9001, language: 'old élvish (rivendell woods)', short_name: 'qy-el' },
		{ id: 9002, short_name: 'qz-dw' },
	];
	const names = [
		'English (United Kingdom)',
		'Old Élvish (Rivendell Woods)',
		'Qz-dw',
		'Spanish (Spain)',
	];

	test('has the name that people know, or the one that CAMB.AI gives', async () => {
		expect(namesOf(await search('searchTargetLanguages', languages))).toEqual(names);
		expect(namesOf(await search('searchSourceLanguages', languages))).toEqual(names);
		expect(namesOf(await offer('getTargetLanguages', languages))).toEqual(names);
	});

	test('of a speaker may be the one of the script, which is first', async () => {
		const [first, ...others] = await offer('getSpeakerLanguages', []);
		expect(first).toEqual({ name: 'Language of the Script', value: '' });
		expect(others.length).toBeGreaterThan(50);
		expect(others).toContainEqual({ name: 'Spanish (Spain)', value: 54 });
	});

	test.each([
		['es-es', 54],
		['54', 54],
		['en-gb', 35],
		['spanish', 54],
		['élvish', 9001],
		['qy-el', 9001],
		['9002', 9002],
		['british', 35],
		['español', 54],
		['elvish', 9001],
	])('is found by %j', async (filter, id) => {
		const found = await search('searchSourceLanguages', languages, filter);
		expect(found.map(({ value }) => value)).toEqual([id]);
	});

	test('is found by what CAMB.AI calls it', async () => {
		const row = { id: 54, language: 'castilian', short_name: 'es-ct' };
		for (const filter of ['castilian', 'es-ct']) {
			expect(namesOf(await search('searchTargetLanguages', [row], filter))).toEqual([
				'Spanish (Spain)',
			]);
		}
	});

	test('without any words of its own is found by none', async () => {
		for (const filter of ['undefined', 'stryker', '9003qy', '35en']) {
			expect(await search('searchTargetLanguages', [{ id: 9003 }, { id: 35 }], filter)).toEqual([]);
		}
	});

	test('that is heard may be detected, whatever is searched for', async () => {
		expect(await search('searchSpokenLanguages', languages, 'spanish')).toEqual([
			{ name: 'Detect Automatically', value: 'auto' },
			{ name: 'Spanish (Spain)', value: 54 },
		]);
	});

	test('of streamed speech is one that it has a name for', async () => {
		const found = async (filter: string) =>
			(await search('searchStreamLanguages', [], filter)).map(({ value }) => value);
		for (const filter of ['en-gb', 'en-uk', 'united kingdom', '35']) {
			expect(await found(filter)).toEqual([35]);
		}
		expect(await found('afrikaans')).toEqual([]);
	});

	test('of streamed speech is no secret that CAMB.AI must be asked for', async () => {
		const { context, asked } = openForm([]);
		await listSearch.searchStreamLanguages.call(context);
		expect(asked).toEqual([]);
	});
});

describe('dictionaries and folders', () => {
	const rows = [
		{ id: 12, name: 'Medicine' },
		{ id: 7, name: 'Law' },
		{ id: 3, name: 'Law' },
		{ id: 5 },
	];

	test('are offered by name, and those of one name by ID', async () => {
		const named = [
			{ name: 'Law', value: 3 },
			{ name: 'Law', value: 7 },
			{ name: 'Medicine', value: 12 },
		];
		const nameless = (name: string) => ({ name, value: 5 });
		expect(await offer('getDictionaries', rows)).toEqual([nameless('Dictionary 5'), ...named]);
		expect(await offer('getFolders', rows)).toEqual([nameless('Folder 5'), ...named]);
	});

	test('are found by their names, what is said of them, and their IDs', async () => {
		const dictionaries = [...rows, { id: 31, name: 'Maps', description: 'Names of places' }];
		const found = async (filter: string) =>
			(await search('searchDictionaries', dictionaries, filter)).map(({ value }) => value);
		expect(await found('law')).toEqual([3, 7]);
		expect(await found('places')).toEqual([31]);
		expect(await found('12')).toEqual([12]);
		for (const filter of ['null', '31names']) expect(await found(filter)).toEqual([]);
	});

	test('are folders only if they have an ID, by either name', async () => {
		const folders = [{ folder_id: 8, name: 'Films' }, { name: 'Nameless' }, { id: 'x', name: 'X' }];
		expect(await offer('getFolders', folders)).toEqual([{ name: 'Films', value: 8 }]);
	});
});

describe('what CAMB.AI sends', () => {
	test('is a list, or one in a wrapper, and what is no row in it is left out', async () => {
		const rows = [null, 'voice', { id: 3, voice_name: 'Zoe' }];
		expect(namesOf(await search('searchVoices', rows))).toEqual(['Zoe']);
		expect(namesOf(await search('searchVoices', { voices: rows }))).toEqual(['Zoe']);
	});

	test.each<[unknown, RegExp]>([
		...[null, 'voices', { items: [] }, { voices: 'none' }].map((answer): [unknown, RegExp] => [
			answer,
			/not a list/,
		]),
		...[['voice'], [[{ id: 3 }]], [{ voice_id: 3 }]].map((answer): [unknown, RegExp] => [
			answer,
			/Nothing in the list/,
		]),
	])('is %j, which is no list of it: %s', async (answer, why) => {
		await expect(search('searchVoices', answer)).rejects.toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/can't be used/),
			description: expect.stringMatching(why),
			httpCode: '200',
		});
	});

	test('is a refusal, and says what to do', async () => {
		const { context } = openForm({}, {}, 503);
		await expect(listSearch.searchVoices.call(context)).rejects.toMatchObject({
			message: expect.stringContaining('HTTP 503'),
			description: expect.stringMatching(/later/),
			httpCode: '503',
		});
	});

	test('is nothing at an address that is none', async () => {
		const { context } = openForm([], { baseUrl: 'camb.example' });
		await expect(listSearch.searchVoices.call(context)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(/Base URL.+not a web address/),
		});
	});
});

describe('a list is kept while somebody fills a form', () => {
	const ask = async ({ context }: { context: ILoadOptionsFunctions }) =>
		await loadOptions.getFolders.call(context);

	test('for less than a minute', async () => {
		const form = openForm([]);
		await ask(form);
		time += 59_999;
		await ask(form);
		expect(form.asked).toHaveLength(1);
		time += 1;
		await ask(form);
		expect(form.asked).toHaveLength(2);
	});

	test('each for itself: lists, keys and addresses', async () => {
		const form = openForm([], { apiKey: 'same' });
		await ask(form);
		await loadOptions.getDictionaries.call(form.context);
		expect(form.asked).toHaveLength(2);
		const otherKey = openForm([], { apiKey: 'other' });
		const otherHost = openForm([], { apiKey: 'same', baseUrl: 'https://other.example' });
		for (const other of [otherKey, otherHost]) {
			await ask(other);
			expect(other.asked).toHaveLength(1);
		}
	});

	test('beside 49 others: one more, and the list that was loaded first is let go', async () => {
		const forms = Array.from({ length: 50 }, () => openForm([]));
		for (const form of forms) await ask(form);
		for (const form of forms) await ask(form);
		expect(forms.map(({ asked }) => asked.length)).toEqual(forms.map(() => 1));
		await ask(openForm([]));
		await ask(forms[49]);
		await ask(forms[1]);
		await ask(forms[0]);
		expect([49, 1, 0].map((at) => forms[at].asked.length)).toEqual([1, 1, 2]);
	});

	test('and one that is loaded again is not let go first', async () => {
		const [first, ...others] = Array.from({ length: 50 }, () => openForm([]));
		await ask(first);
		time += 30_000;
		for (const form of others) await ask(form);
		time += 30_000;
		await ask(first);
		await ask(openForm([]));
		await ask(first);
		await ask(others[1]);
		await ask(others[0]);
		expect([first, others[1], others[0]].map(({ asked }) => asked.length)).toEqual([2, 1, 2]);
	});
});
