import type { IDataObject } from 'n8n-workflow';

import { request } from '../../nodes/CambWorkspace/request';
import type { CreateRequest } from '../../nodes/shared/tasks/createRequest';
import type { DirectRequest } from '../../nodes/shared/tasks/directKind';
import type { TaskRequest } from '../../nodes/shared/tasks/kind';
import type { ListRequest } from '../../nodes/shared/tasks/listCall';
import { chosen, file, form, ITEM, refusal, sentParts } from '../support/form.mts';

const binary = { data: file('terms.csv', 'text/csv', 'en-us,es-es\ncloud,nube') };
const build = async (parameters: IDataObject) => await request(form(parameters, binary), ITEM);

const ofDictionary = { resource: 'dictionary', dictionary: chosen(501) };
const translations = { translation: [{ language: 54, text: ' nube ' }] };
const project = {
	resource: 'project',
	mediaSource: 'url',
	mediaUrl: 'https://files.example/film.mp4',
	sourceLanguage: chosen(1),
	targetLanguages: [54],
};

test.each<[IDataObject, ...sent: unknown[]]>([
	[
		{ ...ofDictionary, operation: 'addTerm', translations },
		'term-creation',
		undefined,
		'/dictionaries/501/add-term',
		{ json: { translations: [{ translation: 'nube', language: 54 }] } },
	],
	[
		{ ...ofDictionary, operation: 'updateTerm', termId: '12', translations },
		'term-update',
		'PUT',
		'/dictionaries/term/501/12',
		{ json: { translations: [{ translation: 'nube', language: 54 }] } },
	],
	[
		{ ...ofDictionary, operation: 'deleteTerm', termId: 12, confirmDeletion: true },
		'term-deletion',
		'DELETE',
		'/dictionaries/term/501/12',
		{ isEmpty: true },
	],
	[
		{ ...ofDictionary, operation: 'delete', confirmDeletion: true },
		'dictionary-deletion',
		'DELETE',
		'/dictionaries/501',
		{ isEmpty: true },
	],
	[
		{ resource: 'folder', operation: 'create', folderName: 'Podcast' },
		'folder-creation',
		undefined,
		'/folders/create',
		{ json: { folder_name: 'Podcast' } },
	],
])('%j is one request', async (parameters, name, method, path, payload) => {
	const made = (await build(parameters)) as DirectRequest & CreateRequest;
	expect([made.kind.name, made.method, made.path]).toEqual([name, method, path]);
	expect(made.payload).toEqual(payload);
});

test('a dictionary is made of a file, which goes last', async () => {
	const made = await build({
		resource: 'dictionary',
		operation: 'create',
		dictionaryName: 'Ours',
		inputDataField: 'data',
	});
	expect((made as DirectRequest).path).toBe('/dictionaries/create-from-file');
	expect(await sentParts(made as TaskRequest)).toEqual([
		['dictionary_name', 'Ours'],
		['dictionary_file', 'terms.csv', 'en-us,es-es\ncloud,nube'],
	]);
});

test('a project has its media and its languages', async () => {
	const { kind, path, payload } = (await build(project)) as TaskRequest;
	expect([kind.name, path]).toEqual(['project-setup', '/project-setup']);
	expect(payload).toMatchObject({
		json: { media_url: project.mediaUrl, source_language: 1, target_languages: [54] },
	});
});

test.each<[IDataObject, path: string, query: object | undefined, rows: IDataObject[], object[]]>([
	[
		{},
		'/dictionaries',
		undefined,
		[{ id: 5 }, { id: 6 }],
		[{ dictionaryId: 5 }, { dictionaryId: 6 }],
	],
	[
		{ ...ofDictionary, operation: 'get', options: { maxTerms: 7, searchTerm: 'cloud' } },
		'/dictionaries/501/full-details',
		{ limit: 7, search_term: 'cloud' },
		[{ name: 'Law', dictionary_terms: [{ id: 2 }] }],
		[{ dictionaryId: 501, name: 'Law', terms: [{ termId: 2, translations: [] }] }],
	],
	[
		{ resource: 'folder', limit: 1 },
		'/folders',
		{ limit: 1 },
		[{ id: 5 }, { id: 6 }],
		[{ folderId: 5 }],
	],
	[
		{ resource: 'language', languageList: 'target', limit: 1 },
		'/target-languages',
		undefined,
		[{ id: 54 }, { id: 76 }],
		[{ language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' }],
	],
])('%j picks from a list', async (parameters, path, query, rows, items) => {
	const { listPath, query: asked, read, pick } = (await build(parameters)) as ListRequest;
	expect(listPath).toBe(path);
	expect(asked).toEqual(query);
	const picked = pick(read(rows), false).map(({ json }) => json);
	expect(picked).toMatchObject(items);
	expect(picked).toHaveLength(items.length);
});

test.each<[IDataObject, message: RegExp, advice: RegExp]>([
	[{ resource: 'voice' }, /^Resource "voice"/, /Dictionary, Folder, Language, Project/],
	[{ ...ofDictionary, operation: 'delete' }, /not confirmed/, /Turn on Confirm Deletion/],
	[{ ...ofDictionary, operation: 'addTerm' }, /no translations/, /at least one language/],
	[{ resource: 'folder', operation: 'create' }, /^Name is empty/, /\.$/],
	[{ resource: 'language', languageList: 'all' }, /^Languages "all"/, /Source, Target/],
	[{ ...project, targetLanguages: [] }, /^No target language/, /at least one/],
])('%j is turned down', async (parameters, message, advice) => {
	expect(await refusal(async () => await build(parameters))).toEqual([
		expect.stringMatching(message),
		expect.stringMatching(advice),
	]);
});
