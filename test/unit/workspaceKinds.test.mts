import { Readable } from 'node:stream';

import { dictionariesIn, isDictionary } from '../../nodes/shared/camb/dictionaries';
import { foldersIn } from '../../nodes/shared/camb/folders';
import { languagesIn } from '../../nodes/shared/camb/listedLanguages';
import { dictionaryCreation } from '../../nodes/shared/kinds/workspace/dictionaryCreation';
import { dictionaryFields, termFields } from '../../nodes/shared/kinds/workspace/dictionaryFields';
import { dictionaryDeletion } from '../../nodes/shared/kinds/workspace/dictionaryDeletion';
import { folderCreation } from '../../nodes/shared/kinds/workspace/folderCreation';
import { projectSetup } from '../../nodes/shared/kinds/workspace/projectSetup';
import { termCreation, termDeletion, termUpdate } from '../../nodes/shared/kinds/workspace/terms';
import type { DirectKind } from '../../nodes/shared/tasks/directKind';
import { problemOf } from '../support/itemContext.mts';
import { resultContextWith } from '../support/resultContext.mts';

const SENT = { name: 'Ours', termId: 5, translations: [{ language: 54, text: 'nube' }] };

async function readAs(kind: unknown, body: string, more: object = {}) {
	return (await itemOf(kind, body, more)).json;
}

async function itemOf(kind: unknown, body: string, more: object = {}) {
	const reply = {
		status: 200,
		headers: {},
		body: Readable.from([Buffer.from(body)]),
		broke: () => false,
	};
	const context = { resultOptions: SENT, list: async () => undefined, warn() {}, ...more };
	return await (kind as DirectKind).read(reply as never, context as never);
}

describe('what the API lists', () => {
	test('is read as far as it says something', () => {
		const bare = {
			description: null,
			languages: [],
			createdAt: null,
			lastEditedAt: null,
			terms: [],
		};
		const rows = [
			{ id: '7' },
			{ name: 'Without an ID' },
			{
				id: 8,
				name: ' ',
				languages: [1, null, 'x', '54'],
				updated_at: 'now',
				dictionary_terms: 'no',
			},
			{
				id: 9,
				name: 'Law',
				last_edited_at: 'then',
				updated_at: 'now',
				dictionary_terms: [
					null,
					{ id: null },
					{ id: 1 },
					{ id: 2, term_translations: [{ language: '54', term_text: 2024 }, { language: 1 }, {}] },
				],
			},
		];
		expect(dictionariesIn(rows)).toEqual([
			{ ...bare, dictionaryId: 7, name: 'Dictionary 7' },
			{ ...bare, dictionaryId: 8, name: 'Dictionary 8', languages: [1, 54], lastEditedAt: 'now' },
			{
				...bare,
				dictionaryId: 9,
				name: 'Law',
				lastEditedAt: 'then',
				terms: [
					{ termId: 1, translations: [] },
					{
						termId: 2,
						translations: [
							{ language: 54, text: '2024' },
							{ language: 1, text: '' },
						],
					},
				],
			},
		]);
	});

	test.each([
		[{ name: 'Law' }, true],
		[{ dictionary_terms: [] }, true],
		[{ name: ' ', dictionary_terms: null }, false],
		[{ error: 'Busy' }, false],
	])('is in %j: %s', (answer, is) => {
		expect(isDictionary(answer)).toBe(is);
	});

	test('is a folder with its ID, by either name', () => {
		const rows = [
			{ folder_id: 3, folder_name: 'New', id: 4, name: 'Old', run_count: '2' },
			{ id: '4', name: 'Old' },
			{ folder_id: 5 },
			{ name: 'Without an ID' },
		];
		expect(foldersIn(rows)).toEqual([
			{ folderId: 3, name: 'New', runCount: 2 },
			{ folderId: 4, name: 'Old', runCount: null },
			{ folderId: 5, name: 'Folder 5', runCount: null },
		]);
	});

	test('is a language as we know it, or as it says', () => {
		const rows = [
			{ id: 54, short_name: 'es-es' },
			{ id: 54 },
			{ id: 9001, language: 'old élvish' },
			{},
		];
		expect(languagesIn(rows)).toEqual([
			{ id: 54, tag: 'es-es', name: 'Spanish (Spain)', listed: '' },
			{ id: 54, tag: 'es-es', name: 'Spanish (Spain)', listed: '' },
			{ id: 9001, tag: '', name: 'Old Élvish', listed: 'old élvish' },
		]);
	});
});

describe('a folder', () => {
	test('of which nothing is told may be there: that is said', async () => {
		const { description } = await problemOf(readAs(folderCreation, ''));
		expect(description).toMatch(/It says: nothing\./);
	});

	test.each([
		['{"folder_id": 304, "folder_name": "Told"}', 'Told'],
		['{"folder_id": "304"}', 'Ours'],
	])('is what %s tells', async (body, name) => {
		expect(await readAs(folderCreation, body)).toEqual({ folderId: 304, name, runCount: 0 });
	});

	test.each(['', '{}', 'null', '[]', '"ok"', '<html>', '{"folder_id": 3'])(
		'%j tells of none: there may be one all the same',
		async (body) => {
			const { message, description } = await problemOf(readAs(folderCreation, body));
			expect(message).toMatch(/folder may have been created/);
			expect(description).toMatch(/Check your folders before you try again\.$/);
		},
	);
});

describe('a dictionary', () => {
	const DONE = '{"message": "Created", "status": "success"}';
	const listing = async (
		before: object[] | undefined,
		after: object[] | undefined,
		body = DONE,
	) => {
		const warnings: string[] = [];
		const warn = (message: string) => void warnings.push(message);
		const read = (rows?: object[]) => rows && dictionaryCreation.list?.read(rows as never);
		const listed = { listedBefore: read(before), list: async () => read(after) };
		const json = await readAs(dictionaryCreation, body, { ...listed, warn });
		return { json, warnings };
	};
	const [other, old, ours] = [
		{ id: 1, name: 'Other' },
		{ id: '2', name: 'Ours' },
		{ id: 3, name: 'Ours', languages: [54] },
	];

	test.each<[object[]]>([[[other]], [[old, other]]])(
		'is the one of its name that was not in the list before: %j',
		async (before) => {
			const { json, warnings } = await listing(before, [...before, ours, { id: 4, name: 'New' }]);
			expect([json.dictionaryId, json.languages, warnings]).toEqual([3, [54], []]);
		},
	);

	test.each<[object[] | undefined, object[] | undefined, RegExp]>([
		[[], [old, ours], /same name/],
		[[old, other], [old, other], /not in the list yet/],
		[[old], undefined, /can't be read/],
		[undefined, [old], /can't be read/],
	])('of which the lists %j and %j tell no ID, is warned of', async (before, after, warning) => {
		const { json, warnings } = await listing(before, after);
		expect(json).toEqual({ dictionaryId: null, name: 'Ours', description: null });
		expect(warnings).toEqual([expect.stringMatching(warning)]);
	});

	test.each<[object[] | undefined, object]>([
		[[old, ours], { dictionaryId: 3, name: 'Ours', languages: [54] }],
		[[old], { dictionaryId: 3, name: 'Ours' }],
		[undefined, { dictionaryId: 3, name: 'Ours' }],
	])('whose ID the reply tells has it, whatever is listed: %j', async (after, told) => {
		const { json, warnings } = await listing(undefined, after, '{"dictionary_id": "3"}');
		expect(json).toMatchObject(told);
		expect(warnings).toEqual([]);
	});

	test.each(['', 'null', '<html>', '{"mess'])(
		'%j does not say that it was created',
		async (body) => {
			const { message } = await problemOf(readAs(dictionaryCreation, body));
			expect(message).toMatch(/dictionary may have been created/);
		},
	);
});

test.each<[{ name: string }, string, string, object]>([
	[termCreation, 'term-creation', '{}', { translations: [{ text: 'nube', language: 54 }] }],
	[termCreation, 'term-creation', '{"message": "Term added"}', {}],
	[termUpdate, 'term-update', '', { termId: 5, translations: [{ languageTag: 'es-es' }] }],
	[termDeletion, 'term-deletion', '', { deleted: true }],
	[dictionaryDeletion, 'dictionary-deletion', '{}', { deleted: true }],
])('%j (%s) is done by the answer %j', async (kind, name, body, json) => {
	expect(kind.name).toBe(name);
	expect(await readAs(kind, body)).toMatchObject(json);
	for (const none of ['<html>', '{"error": "It is locked"}', 'false', 'Not allowed']) {
		await expect(readAs(kind, none)).rejects.toThrow(/may have been/);
	}
});

test.each<[{ name: string }, string, object]>([
	[folderCreation, '{"folder_id": 304}', {}],
	[dictionaryCreation, '{"dictionary_id": 3}', {}],
	[dictionaryCreation, '{"dictionary_id": 3}', { list: async () => [OURS] }],
	[termCreation, '{}', {}],
	[termUpdate, '{}', {}],
])('%j is no task: the item has no fields of one', async (kind, body, more) => {
	expect((await itemOf(kind, body, more)).hasTaskFields).toBe(true);
});

const OURS = {
	dictionaryId: 3,
	name: 'Ours',
	description: null,
	languages: [54],
	createdAt: 'then',
	lastEditedAt: 'now',
	terms: [{ termId: 5, translations: SENT.translations }],
};

describe('an agent chooses by names, and pays for every word', () => {
	const named = { dictionaryId: 3, name: 'Ours', description: null };
	const languageNames = ['Spanish (Spain)'];

	test('of a dictionary', () => {
		const [ofTool, ofItem] = [true, false].map((isTool) => dictionaryFields(OURS, isTool));
		expect(ofTool).toEqual({ ...named, languageNames });
		const times = { createdAt: 'then', lastEditedAt: 'now' };
		expect(ofItem).toEqual({ ...named, languages: [54], languageNames, ...times });
	});

	test('of a term', () => {
		const [ofTool, ofItem] = [true, false].map((isTool) => termFields(OURS.terms[0], isTool));
		const [languageName] = languageNames;
		expect(ofTool).toEqual({ termId: 5, translations: [{ languageName, text: 'nube' }] });
		const fields = { language: 54, languageTag: 'es-es', languageName, text: 'nube' };
		expect(ofItem).toEqual({ termId: 5, translations: [fields] });
	});
});

test('only what is the same when it is done twice is sent again by tries', () => {
	const again = (kind: Pick<DirectKind<never>, 'whenLost' | 'whenDone'>) => [
		kind.whenLost?.notAgain !== undefined,
		kind.whenDone !== undefined,
	];
	for (const kind of [folderCreation, dictionaryCreation, termCreation]) {
		expect(again(kind)).toEqual([true, false]);
		expect(kind.whenLost?.notAgain?.(true).description).toMatch(/call this tool with another/);
	}
	expect(again(termUpdate)).toEqual([false, false]);
	for (const kind of [termDeletion, dictionaryDeletion]) expect(again(kind)).toEqual([false, true]);
});

describe('a project', () => {
	test.each<[unknown, unknown]>([
		[{ status: 'PENDING' }, { status: 'PENDING' }],
		['SUCCESS', 'SUCCESS'],
		[[], { status: 'PENDING' }],
		[[null], { status: 'PENDING' }],
		[[{ status: 'PENDING', run_id: null }], { status: 'PENDING' }],
		[[{ status: 'ERROR', run_id: null }], { status: 'ERROR', run_id: null }],
		[[{ status: 'EDITED', run_id: 7 }], { status: 'SUCCESS', run_id: 7 }],
		[[{ run_id: '7' }], { status: 'SUCCESS', run_id: 7 }],
	])('%j says as a status %j', (body, status) => {
		expect(projectSetup.statusIn?.(body)).toEqual(status);
	});

	test.each<[unknown]>([
		[null],
		[{}],
		['none'],
		[[]],
		[{ project_details: {} }],
		[{ project_details: 'none' }],
		[{ project_details: ['none'] }],
		[{ project_details: { studio_url: '', duration: null } }],
	])('%j is none', async (body) => {
		const there = { '/project-setup-result/7': body };
		const { resultContext } = resultContextWith({ there });
		const told = await problemOf(projectSetup.fetch({ runId: 7 }, resultContext as never));
		expect(told.message).toMatch(/no project/);
		expect(told.description).toMatch(/later/);
	});

	test.each<[object, object]>([
		[
			{
				studio_url: 'https://studio.example/7',
				project_name: 'Pilot',
				created_at: 'then',
				duration: 61.5,
			},
			{
				studioUrl: 'https://studio.example/7',
				projectName: 'Pilot',
				createdAt: 'then',
				durationSeconds: 61.5,
			},
		],
		[
			{ project_name: 'Pilot', duration: 'long' },
			{ studioUrl: null, projectName: 'Pilot', createdAt: null, durationSeconds: null },
		],
	])('%j is one item', async (details, json) => {
		const there = { '/project-setup-result/7': { project_details: details } };
		const { resultContext } = resultContextWith({ there });
		expect(await projectSetup.fetch({ runId: 7 }, resultContext as never)).toEqual([{ json }]);
	});
});
