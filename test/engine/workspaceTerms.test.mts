import type { INode, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox/faults/types.mts';
import {
	newAccount,
	readRun,
	retryNode,
	runNode,
	schemaFields,
	startNode,
	useEngine,
} from '../support/harness.mts';

useEngine();

const type = 'cambWorkspace';
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const translation = [
	{ language: 'en-us', text: '={{ $json.word }}' },
	{ language: 54, text: ' nube ' },
];
const of501 = { resource: 'dictionary', dictionary: 501 };
const add = { ...of501, operation: 'addTerm', translations: { translation } };
const update = { ...of501, operation: 'updateTerm', termId: 2, translations: { translation } };
const deleteTerm = {
	...of501,
	operation: 'deleteTerm',
	termId: '={{ $json.termId }}',
	confirmDeletion: true,
};
const deleteAll = { ...of501, operation: 'delete', confirmDeletion: true };

type More = Partial<Parameters<typeof runNode>[0]>;
type Account = Awaited<ReturnType<typeof newAccount>>;
const run = async (parameters: INodeParameters, more: More = {}) =>
	await runNode({ type, parameters, items: [{ json: { word: 'cloud' } }], ...more });
const changes = async (account: Account) =>
	(await account.state()).requests.filter(({ step }) => step === 'submit');

/** The terms of the dictionary: their IDs, and what they are in each language. */
async function termsOf(account: Account): Promise<Array<[number, string[]]>> {
	const { items } = await run({ ...of501, operation: 'get' }, { account });
	const terms = items[0].json.terms as Array<{
		termId: number;
		translations: Array<{ text: string }>;
	}>;
	return terms.map((term) => [term.termId, term.translations.map(({ text }) => text)]);
}

const AS_TOLD = [
	{ language: 1, languageTag: 'en-us', languageName: 'English (United States)', text: 'cloud' },
	{ language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)', text: 'nube' },
];
const OLD: Array<[number, string[]]> = [
	[1, ['Acme Cloud', 'Acme Cloud']],
	[2, ['storage', 'almacenamiento']],
];

test('Add Term adds one for each item', async () => {
	const items = ['cloud', 'fog'].map((word) => ({ json: { word } }));
	const { items: got, account } = await run(add, { items });
	expect(got.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(got[0].json).toEqual({ translations: AS_TOLD });
	expect(schemaFields('CambWorkspace', 'dictionary/addTerm')).toEqual(Object.keys(got[0].json));
	expect((await termsOf(account)).map(([, texts]) => texts)).toEqual(
		expect.arrayContaining([
			['cloud', 'nube'],
			['fog', 'nube'],
		]),
	);
});

test('Update Term changes one term', async () => {
	const { items, account } = await run(update);
	expect(items[0].json).toEqual({ termId: 2, translations: AS_TOLD });
	expect(schemaFields('CambWorkspace', 'dictionary/updateTerm')).toEqual(
		Object.keys(items[0].json),
	);
	expect(await termsOf(account)).toEqual([OLD[0], [2, ['cloud', 'nube']]]);
});

test('Delete Term deletes one term, and Delete the dictionary', async () => {
	const account = await newAccount();
	const items = [{ json: { termId: 2 } }];
	const term = await run(deleteTerm, { account, items });
	expect(term.items).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
	expect(await termsOf(account)).toEqual([OLD[0]]);
	const whole = await run(deleteAll, { account });
	expect(whole.items.map(({ json }) => json)).toEqual([{ deleted: true }]);
	const { items: left } = await run({ resource: 'dictionary', operation: 'getAll' }, { account });
	expect(left.map(({ json }) => json.dictionaryId)).toEqual([502]);
	expect(schemaFields('CambWorkspace', 'dictionary/delete')).toEqual(['deleted']);
	expect((await changes(account)).map(({ method, body }) => [method, body])).toEqual([
		['DELETE', undefined],
		['DELETE', undefined],
	]);
});

test.each<[INodeParameters, string]>([
	[{ ...add, translations: {} }, 'no translations'],
	[{ ...add, translations: { translation: [] } }, 'no translations'],
	[
		{ ...add, translations: { translation: [{ text: 'a' }] } },
		'language of a translation is empty',
	],
	[
		{ ...add, translations: { translation: [{ language: 'Elvish', text: 'a' }] } },
		'language of a translation "Elvish"',
	],
	[{ ...add, translations: { translation: [{ language: 1, text: ' ' }] } }, 'is empty'],
	[{ ...add, translations: { translation: [{ language: 1, text: 'x'.repeat(256) }] } }, 'too long'],
	[
		{ ...add, translations: { translation: [translation[0], { language: 1, text: 'b' }] } },
		'English (United States) has two translations',
	],
	[{ ...update, termId: 'cloud' }, 'Term ID "cloud"'],
	[{ ...update, termId: '={{ "" }}' }, 'Term ID is empty'],
	[{ ...deleteTerm, termId: 2, confirmDeletion: false }, 'not confirmed'],
	[{ ...deleteAll, confirmDeletion: '={{ "" }}' }, 'not confirmed'],
	[{ ...deleteAll, confirmDeletion: '={{ "perhaps" }}' }, 'Confirm Deletion "perhaps"'],
	[{ ...deleteAll, operation: 'sing' }, 'Operation "sing"'],
	[{ ...deleteAll, resource: 'song' }, 'Resource "song"'],
])('%j is refused before anything is sent', async (parameters, message) => {
	const { error, account } = await run(parameters);
	expect(error?.message).toContain(message);
	expect(error?.description).toMatch(/\.$/);
	expect((await account.state()).requests).toEqual([]);
});

describe.each<INode['onError'][]>([
	['stopWorkflow'],
	['continueRegularOutput'],
	['continueErrorOutput'],
])('%s', (onError) => {
	test('a term whose answer is lost is told, and is not added again by tries', async () => {
		const account = await newAccount();
		await account.addFaults({ operation: 'addDictionaryTerm', fault: { type: 'reset-after' } });
		const { error, outputs } = await run(add, { account, node: { ...RETRIES, onError } });
		const said = JSON.stringify([error?.message, error?.description, outputs]);
		expect(said).toMatch(/may have created the term.*Check your terms/);
		expect(await changes(account)).toHaveLength(1);
	});

	test('what is not there is no success', async () => {
		const parameters = { ...deleteTerm, options: { itemsAtOnce: 1 } };
		const items = [{ json: { termId: 9 } }, { json: { termId: 2 } }];
		const { error, outputs } = await run(parameters, { items, node: { onError } });
		const all = outputs.flat().map(({ json }) => json);
		expect(JSON.stringify([error?.message, all])).toContain('could not find');
		expect(all.filter(({ deleted }) => deleted)).toHaveLength(onError === 'stopWorkflow' ? 0 : 1);
	});
});

const LOST: Fault[] = [
	{ type: 'reset-after' },
	{ type: 'truncate' },
	{ type: 'html' },
	{ type: 'status', status: 200, body: { message: 'The dictionary is locked', status: 'error' } },
];
const SAFE: Array<[string, INodeParameters, string]> = [
	['Update Term', update, 'updateDictionaryTerm'],
	['Delete Term', { ...deleteTerm, termId: 2 }, 'deleteDictionaryTerm'],
	['Delete', deleteAll, 'deleteDictionary'],
];

describe.each(SAFE)('%s, whose answer is lost', (_, parameters, operation) => {
	test.each(LOST)('($type), is told; a person who retries gets it done', async (fault) => {
		const account = await newAccount();
		await account.addFaults({ operation, fault });
		const first = await run(parameters, { account });
		expect(first.error?.message).toMatch(/may have been (changed|deleted)/);
		expect(first.error?.description).toMatch(/safe to try again/);
		expect(await changes(account)).toHaveLength(1);
		const items = [{ json: { word: 'cloud' } }];
		const again = await retryNode(first, { type, parameters, items });
		expect(again.error?.message).toBeUndefined();
		expect(again.items).toHaveLength(1);
	});

	test.each(LOST)('($type), is sent again by Retry On Fail', async (fault) => {
		const account = await newAccount();
		await account.addFaults({ operation, fault });
		const { items, error } = await run(parameters, { account, node: RETRIES });
		expect([error?.message, items.length]).toEqual([undefined, 1]);
		expect(await changes(account)).toHaveLength(2);
	});

	test('(empty), is done: nothing needs to be said of it', async () => {
		const account = await newAccount();
		await account.addFaults({ operation, fault: { type: 'empty' } });
		expect((await run(parameters, { account })).items).toHaveLength(1);
	});
});

test.each([
	[add, 'addDictionaryTerm'],
	[deleteAll, 'deleteDictionary'],
])('Stop ends it', async (parameters, operation) => {
	const account = await newAccount();
	await account.addFaults({ operation, fault: { type: 'hang' } });
	const items = [{ json: { word: 'cloud' } }];
	const { done, stop } = await startNode({ type, parameters, items, account });
	while ((await changes(account)).length === 0) continue;
	stop();
	const { status } = readRun(await done, account);
	expect(status).toBe('canceled');
	expect(await changes(account)).toHaveLength(1);
});
