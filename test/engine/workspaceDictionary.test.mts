import type { INode, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox/faults/types.mts';
import type { Made } from '../support/files.mts';
import { itemWith, sha256 } from '../support/files.mts';
import {
	countOf,
	newAccount,
	retryNode,
	runNode,
	schemaFields,
	useEngine,
} from '../support/harness.mts';
import { DOCX } from '../support/samples.mts';

useEngine();

const type = 'cambWorkspace';
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const PRODUCTS = {
	dictionaryId: 501,
	name: 'Product names',
	description: 'How our products are said',
	languages: [1, 54],
	languageNames: ['English (United States)', 'Spanish (Spain)'],
	createdAt: '2026-02-03T09:00:00Z',
	lastEditedAt: '2026-06-11T15:30:00Z',
};
const asTool = { node: { rewireOutputLogTo: 'ai_tool' as const } };

type More = Partial<Parameters<typeof runNode>[0]>;
const run = async (parameters: INodeParameters, more: More = {}) =>
	await runNode({ type, parameters: { resource: 'dictionary', ...parameters }, ...more });

describe('Get Many', () => {
	const getMany = { operation: 'getAll' };

	test('gives each dictionary as an item, and reads the list once', async () => {
		const items = [{ json: {} }, { json: {} }];
		const { items: got, account } = await run({ ...getMany, returnAll: true }, { items });
		expect(got.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Product names', { item: 0 }],
			['Medical terms', { item: 0 }],
			['Product names', { item: 1 }],
			['Medical terms', { item: 1 }],
		]);
		expect(got[0].json).toEqual(PRODUCTS);
		expect(schemaFields('CambWorkspace', 'dictionary/getAll')).toEqual(Object.keys(PRODUCTS));
		expect(await countOf(account, 'list')).toBe(1);
	});

	test.each<[unknown[], string]>([
		[[], 'success'],
		[[{ name: 'No ID' }], 'error'],
		[[{ dictionary_id: 7, name: 'Other ID' }], 'error'],
		[[[{ id: 1 }]], 'error'],
		[['Product names'], 'error'],
	])('of the list %j is a %s', async (body, status) => {
		const account = await newAccount();
		const fault: Fault = { type: 'status', status: 200, body };
		await account.addFaults({ step: 'list', times: 'forever', fault });
		expect((await run(getMany, { account })).status).toBe(status);
	});

	test('gives as many as its limit says', async () => {
		expect((await run({ ...getMany, limit: 1 })).items).toHaveLength(1);
	});

	test('tells an agent what it chooses by, and no more', async () => {
		const { run: done } = await run({ ...getMany, limit: 1 }, asTool);
		const [told] = done.data.resultData.runData['CAMB.AI'][0].data?.ai_tool?.[0] ?? [];
		const { dictionaryId, name, description, languageNames } = PRODUCTS;
		expect(told.json).toEqual({ dictionaryId, name, description, languageNames });
	});
});

describe('Get', () => {
	const get = { operation: 'get', dictionary: '={{ $json.id }}' };
	const items = (...ids: unknown[]) => ids.map((id) => ({ json: { id } })) as never;
	const STORAGE = [
		{ language: 1, languageTag: 'en-us', languageName: 'English (United States)', text: 'storage' },
		{ language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)', text: 'almacenamiento' },
	];

	test('gives a dictionary with its terms', async () => {
		const { items: got } = await run(get, { items: items(501, '502') });
		expect(got.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(got[0].json).toMatchObject({ ...PRODUCTS, terms: [{ termId: 1 }, { termId: 2 }] });
		expect(got[0].json.terms).toContainEqual({ termId: 2, translations: STORAGE });
		expect(got[1].json).toMatchObject({ name: 'Medical terms', terms: [] });
		expect(schemaFields('CambWorkspace', 'dictionary/get')).toEqual(Object.keys(got[0].json));
	});

	test.each([{}, { error: 'Busy' }, { dictionary: { id: 501, name: 'P' } }])(
		'%j is no dictionary without terms',
		async (body) => {
			const account = await newAccount();
			const fault: Fault = { type: 'status', status: 200, body };
			await account.addFaults({ step: 'list', times: 'forever', fault });
			const { status, items: got } = await run(get, { items: items(501), account });
			expect([status, got]).toEqual(['error', []]);
		},
	);

	test('looks for terms, and gives as many as are wanted, of one dictionary by both ways', async () => {
		const options = { searchTerm: '={{ $json.search }}', maxTerms: '={{ $json.most }}' };
		const wanted = [
			{ id: 501, search: ' almac ' },
			{ id: 501, most: 1 },
		];
		const { items: got } = await run(
			{ ...get, options },
			{ items: wanted.map((json) => ({ json })) as never },
		);
		const terms = got.map(({ json }) =>
			(json.terms as Array<{ termId: number }>).map((t) => t.termId),
		);
		expect(terms).toEqual([[2], [1]]);
	});

	test('tells an agent the words alone', async () => {
		const { run: done } = await run(get, { items: items(501), ...asTool });
		const [told] = done.data.resultData.runData['CAMB.AI'][0].data?.ai_tool?.[0] ?? [];
		expect(told.json.terms).toContainEqual({
			termId: 2,
			translations: STORAGE.map(({ languageName, text }) => ({ languageName, text })),
		});
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: a dictionary that is not there is told, the others come',
		async (onError) => {
			const { outputs } = await run(get, { items: items(7, 501), node: { onError } });
			const all = outputs.flat();
			expect(all.map(({ json }) => json.name)).toContain('Product names');
			const bad = all.find(({ json }) => json.error);
			expect(JSON.stringify(bad?.json)).toContain('no dictionary with the ID 7');
		},
	);

	test.each<[Fault]>([
		[{ type: 'status', status: 503 }],
		[{ type: 'html' }],
		[{ type: 'truncate' }],
	])('%j is tried again', async (fault) => {
		const account = await newAccount();
		await account.addFaults({ step: 'list', times: 2, fault });
		const { items: got } = await run(get, { items: items(501), account });
		expect(got[0].json.terms).toHaveLength(2);
	});

	test.each<[INodeParameters, string]>([
		[{ dictionary: 'Product names' }, 'Dictionary "Product names"'],
		[{ dictionary: '={{ null }}' }, 'Dictionary is empty'],
		[{ options: { maxTerms: 0 } }, 'Max Terms is out of range'],
	])('%j is refused before anything is sent', async (changes, message) => {
		const { error, account } = await run({ ...get, ...changes }, { items: items(501) });
		expect(error?.message).toContain(message);
		expect((await account.state()).requests).toEqual([]);
	});
});

describe('Create From File', () => {
	const create = { operation: 'create', inputDataField: 'data', dictionaryName: ' Ours ' };
	const CSV = 'en-us,es-es\ncloud,nube\nbackup,copia\n';
	const csv: Made = { content: Buffer.from(CSV), fileName: 'terms.csv', mimeType: 'text/csv' };
	const createWith = async (made: Partial<Made> = {}, changes: INodeParameters = {}, more = {}) =>
		await run({ ...create, ...changes }, { items: [await itemWith({ ...csv, ...made })], ...more });
	const sent = async ({ account }: { account: Awaited<ReturnType<typeof newAccount>> }) =>
		(await account.state()).requests.filter(({ step }) => step === 'submit');

	test('sends the file and what is said of it, and gives the dictionary with its ID', async () => {
		const made = await createWith({}, { options: { description: ' How we say it ' } });
		const [{ body }] = await sent(made);
		expect(body).toEqual({
			dictionary_name: 'Ours',
			dictionary_description: 'How we say it',
			dictionary_file: {
				fileName: 'terms.csv',
				mimeType: 'text/csv',
				size: CSV.length,
				sha256: sha256(csv.content as Buffer),
			},
		});
		const [{ json }] = made.items;
		expect(json).toMatchObject({
			dictionaryId: expect.any(Number),
			name: 'Ours',
			description: 'How we say it',
			languages: [1, 54],
		});
		expect(schemaFields('CambWorkspace', 'dictionary/create')).toEqual(Object.keys(json));
		const get = { operation: 'get', dictionary: json.dictionaryId as number };
		const { items } = await run(get, { account: made.account });
		expect(items[0].json.terms).toHaveLength(2);
	});

	test('sends no description that is not set', async () => {
		const [{ body }] = await sent(await createWith());
		expect(Object.keys(body as object).sort()).toEqual(['dictionary_file', 'dictionary_name']);
	});

	test('is what it is by its bytes, whatever it is called', async () => {
		const workbook = Buffer.from(`PK\x03\x04${'\0'.repeat(30)}xl/workbook.xml`, 'latin1');
		for (const content of [workbook, Buffer.from(workbook.subarray(0, 40))]) {
			const [{ body }] = await sent(
				await createWith({ content, fileName: 'terms.xlsx', mimeType: 'application/octet-stream' }),
			);
			expect(body).toMatchObject({
				dictionary_file: { fileName: 'terms.xlsx', sha256: sha256(content) },
			});
		}
		const renamed = await createWith({ content: workbook, fileName: 'terms.csv' });
		expect((await sent(renamed))[0].body).toMatchObject({
			dictionary_file: { fileName: 'terms.xlsx' },
		});
		const old = Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1'.padEnd(512, '\0'), 'latin1');
		const [{ body }] = await sent(await createWith({ content: old, fileName: 'terms.xls' }));
		expect(body).toMatchObject({ dictionary_file: { fileName: 'terms.xls' } });
	});

	test.each<[string, Partial<Made>, INodeParameters, string]>([
		['a page', { content: Buffer.from('<!doctype html><p>No') }, {}, 'web page or data'],
		['JSON', { content: Buffer.from('{"detail":"No"}') }, {}, 'web page or data'],
		['nothing to read', { content: Buffer.from(' \n') }, {}, 'contains no text'],
		['Windows-1252', { content: Buffer.from('en,es\nyear,a\xf1o', 'latin1') }, {}, 'not in UTF-8'],
		['UTF-16', { content: Buffer.from('\ufeffen,es', 'utf16le') }, {}, 'is not plain text'],
		['a Word document', { content: DOCX }, {}, 'a Word document'],
		['a PDF', { content: Buffer.from('%PDF-1.7') }, {}, 'a PDF document'],
		['text called Excel', { fileName: 'terms.xlsx' }, {}, 'is not an Excel workbook'],
		['text of another kind', { fileName: 'terms.txt', mimeType: 'text/plain' }, {}, 'format'],
		[
			'a workbook cut off',
			{ content: Buffer.from('PK\x03\x04'), fileName: 'terms.xlsx' },
			{},
			'ends within its header',
		],
		['an older Word document', { content: Buffer.from('\xd0\xcf\x11\xe0', 'latin1') }, {}, 'older'],
		['no file', {}, { inputDataField: 'other' }, 'no file in'],
		['no name', {}, { dictionaryName: ' ' }, 'Name is empty'],
		['a long name', {}, { dictionaryName: 'x'.repeat(101) }, 'Name is too long'],
		['a long note', {}, { options: { description: 'x'.repeat(1001) } }, 'Description is too long'],
	])('%s is refused before anything is sent', async (_, made, changes, message) => {
		const items = [await itemWith(csv), await itemWith({ ...csv, ...made })];
		const { error, account } = await run({ ...create, ...changes }, { items });
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/\.$/);
		expect((await account.state()).requests).toEqual([]);
	});

	test('of several with one name, each has its own ID', async () => {
		const account = await newAccount();
		const ids = [];
		for (const more of [{ account }, { account }]) {
			const { items } = await createWith({}, { dictionaryName: 'Product names' }, more);
			ids.push(items[0].json.dictionaryId);
		}
		expect(ids).toEqual([503, 504]);
	});

	test.each<[RegExp, Fault]>([
		[/can't be read/, { type: 'status', status: 403 }],
		[/not in the list yet/, { type: 'status', status: 200, body: [{ id: 501, name: 'Ours' }] }],
	])('has no ID, is warned of (%s), and is not made again', async (warning, fault) => {
		const account = await newAccount();
		await account.addFaults({ operation: 'listDictionaries', times: 'forever', fault });
		const made = await createWith({}, {}, { account, node: RETRIES });
		expect(made.items.map(({ json }) => json)).toEqual([
			{ dictionaryId: null, name: 'Ours', description: null },
		]);
		const { hints } = made.run.data.resultData.runData['CAMB.AI'][0];
		expect(hints?.[0].message).toMatch(/was created, but its ID is not known/);
		expect(hints?.[0].message).toMatch(warning);
		expect(await sent(made)).toHaveLength(1);
	});

	test.each<INode['onError'][]>([
		['stopWorkflow'],
		['continueRegularOutput'],
		['continueErrorOutput'],
	])('%s: an answer that is lost is told, and is not sent again by tries', async (onError) => {
		const account = await newAccount();
		await account.addFaults({
			operation: 'createDictionaryFromFile',
			fault: { type: 'reset-after' },
		});
		const lost = await createWith({}, {}, { account, node: { ...RETRIES, onError } });
		const said = JSON.stringify([lost.error?.message, lost.error?.description, lost.outputs]);
		expect(said).toMatch(/may have created the dictionary.*Check your dictionaries/);
		expect(await sent(lost)).toHaveLength(1);
	});

	test('its ID is told when another item ends the run meanwhile, and by the retry', async () => {
		const account = await newAccount();
		const body = { detail: 'This name is taken' };
		await account.addFaults(
			{ step: 'submit', contains: 'bad', fault: { type: 'status', status: 422, body } },
			{ operation: 'listDictionaries', times: 'forever', fault: { type: 'late', ms: 200 } },
		);
		const item = async (name: string) => ({ ...(await itemWith(csv)), json: { name } });
		const input = {
			type,
			parameters: { resource: 'dictionary', ...create, dictionaryName: '={{ $json.name }}' },
			items: [await item('good'), await item('bad')],
			account,
		};
		const first = await runNode(input);
		expect(first.error?.description).toContain('Dictionary ID 503');
		const again = await retryNode(first, input);
		expect(again.items[0].json.dictionaryId).toBe(503);
		expect(await sent({ account })).toHaveLength(3);
	});

	test('a refusal by CAMB.AI says why, and is no creation', async () => {
		const account = await newAccount();
		const fault = { type: 'status', status: 400, body: { detail: 'Unknown column' } } as const;
		await account.addFaults({ operation: 'createDictionaryFromFile', fault });
		const { error } = await createWith({}, {}, { account });
		expect([error?.message, error?.description]).toEqual([
			expect.not.stringMatching(/may have/),
			expect.stringContaining('Unknown column'),
		]);
	});
});
