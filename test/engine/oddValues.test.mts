/**
 * One input, one reading: every parameter and option of every node, as built, is given what
 * expressions give by accident. Each value is understood, or refused before anything is sent; none
 * is ever replaced by another.
 */
import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { itemWith, wavOf } from '../support/files.mts';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import { newAccount, newNode, runNode, thePackage, useEngine } from '../support/harness.mts';

useEngine();

const NODES: Record<string, INodeParameters> = {
	CambTextToSpeech: {
		text: 'Good morning',
		voice: 147320,
		language: 1,
		sourceLanguage: 54,
		script: 'Anna: Good morning',
		speakers: { speaker: [{ name: 'Anna', voice: 147320 }] },
	},
	CambDub: {
		mediaUrl: 'https://example.com/a.mp4',
		sourceLanguage: 1,
		targetLanguages: [54],
		runId: '1',
		languages: [54],
	},
	CambTranscribe: {
		source: 'url',
		mediaUrl: 'https://example.com/a.mp3',
		language: 1,
		options: { subtitleFiles: ['srt'] },
	},
	CambSubtitles: {
		mediaUrl: 'https://example.com/a.mp4',
		sourceLanguage: 1,
		targetLanguages: [54],
	},
	CambTranslate: { text: 'Hello', sourceLanguage: 1, targetLanguage: 54 },
	CambStory: {
		source: 'text',
		storyText: 'Once upon a time',
		language: 1,
		runId: '1',
		targetLanguage: 54,
	},
	CambTextToSound: { prompt: 'Rain' },
	CambSeparateAudio: {},
	CambVoice: {
		voice: 147320,
		voiceName: 'Ours',
		confirmDeletion: true,
		voiceDescription: 'An old man with a hoarse voice. '.repeat(4),
		sampleText: 'The boat came home late. '.repeat(6),
	},
	CambWorkspace: {
		resource: 'dictionary',
		dictionary: 501,
		termId: 1,
		translations: { translation: [{ language: 54, text: 'nube' }] },
		dictionaryName: 'Ours',
		inputDataField: 'table',
		folderName: 'Ours',
		mediaUrl: 'https://example.com/a.mp4',
		sourceLanguage: 1,
		targetLanguages: [54],
	},
	// A task that nobody has: what was understood is asked for, what was not is not.
	CambFetchResult: { kind: 'text-to-speech', taskId: 'nobody', runId: '1' },
};

const TRANSLATION: INodeProperties[] = [
	{ displayName: 'Language', name: 'language', type: 'options', default: '', required: true },
	{ displayName: 'Text', name: 'text', type: 'string', default: '', required: true },
];

/** The collections at the top of a form: a row, what is in it, and what one of its rows may be. */
const COLLECTIONS: Record<
	string,
	{ row: string; inner: INodeProperties[]; filled: INodeParameters }
> = {
	translations: {
		row: 'translation',
		inner: TRANSLATION,
		filled: { language: 54, text: 'nube' },
	},
	speakers: {
		row: 'speaker',
		inner: [
			{ displayName: 'Name', name: 'name', type: 'string', default: '', required: true },
			{ displayName: 'Voice', name: 'voice', type: 'options', default: '', required: true },
			{
				displayName: 'Language',
				name: 'language',
				type: 'options',
				default: '',
				required: false,
			},
		],
		filled: { name: 'Anna', voice: 147320, language: 54 },
	},
};

const TABLE = { content: Buffer.from('en-us,es-es\ncloud,nube'), mimeType: 'text/csv' };

interface Case {
	node: string;
	field: INodeProperties;
	/** The rest of the form, such that the field is shown. */
	form: INodeParameters;
	isOption: boolean;
	/** The form with a value in the field. */
	fill(value: string): INodeParameters;
}

type Show = Record<string, INodeParameters[string][]>;

const SRT = '1\n00:00:01,000 --> 00:00:04,000\nHello';
const SRT_LANGUAGE: INodeProperties = {
	displayName: 'Script Language',
	name: 'language',
	type: 'options',
	default: '',
	required: true,
};
const SRT_CONTENT: INodeProperties = { ...SRT_LANGUAGE, displayName: 'SRT', name: 'content' };

/** The form that shows a field: the first of the values that it is shown for. */
function formFor(node: string, ...fields: INodeProperties[]): INodeParameters {
	const shows = fields.map(({ displayOptions }) => (displayOptions?.show ?? {}) as Show);
	const wanted = shows.flatMap((show) =>
		Object.entries(show).map(([name, [first]]) => [name.replace('/', ''), first] as const),
	);
	return { ...NODES[node], ...Object.fromEntries(wanted) };
}

const CASES: Case[] = Object.keys(NODES).flatMap((node) => {
	const { properties } = newNode(node).description;
	return properties.flatMap((field): Case[] => {
		// One that the package itself sets, in workflows of its own.
		if (field.type === 'notice' || field.name === 'backgroundStep') return [];
		// Files have tests of their own.
		if (field.name === 'inputDataField') return [];
		const top = { ...formFor(node, field), ...conversionIn(field) };
		if (field.type === 'fixedCollection') {
			// n8n itself drops an expression in place of the whole collection.
			const { row, inner: fields, filled } = COLLECTIONS[field.name];
			return fields.map((inner) => ({
				node,
				field: inner,
				form: top,
				isOption: false,
				fill: (value) => ({
					...top,
					[field.name]: { [row]: [{ ...filled, [inner.name]: value }] },
				}),
			}));
		}
		if (field.name !== 'options') {
			const fill = (value: string) => ({ ...top, [field.name]: value });
			return [{ node, field, form: top, isOption: false, fill }];
		}
		return (field.options as INodeProperties[]).flatMap((option): Case[] => {
			const form = { ...formFor(node, field, option), ...languageOfTranslation(option) };
			const options = form.options as INodeParameters | undefined;
			const put = (value: INodeParameters[string]) => ({
				...form,
				options: { ...options, [option.name]: value },
			});
			if (option.type !== 'fixedCollection')
				return [{ node, field: option, form, isOption: true, fill: put }];
			// n8n itself drops an expression in place of the whole collection.
			return [SRT_LANGUAGE, SRT_CONTENT].map((inner) => ({
				node,
				field: inner,
				form,
				isOption: true,
				fill: (value) => put({ script: [{ language: 54, content: SRT, [inner.name]: value }] }),
			}));
		});
	});
});

/** The one option without which its kind of task can't be fetched. */
function languageOfTranslation({ displayOptions }: INodeProperties): INodeParameters {
	const [kind] = ((displayOptions?.show ?? {}) as Show)['/kind'] ?? [];
	return kind === 'translated-story' ? { options: { targetLanguage: 54 } } : {};
}

/** The one option without which an export has no file for the field. */
function conversionIn({ name, displayOptions }: INodeProperties): INodeParameters {
	const { operation = [] } = (displayOptions?.show ?? {}) as Show;
	const isExport = name === 'outputDataField' && operation.includes('export');
	return isExport ? { options: { altFormat: 'mov' } } : {};
}

test('every node has a form here', () => {
	const types = Object.keys(thePackage().nodes).map((type) => type.split('.')[1]);
	expect(
		Object.keys(NODES)
			.map((node) => node.replace('Camb', 'camb'))
			.sort(),
	).toEqual(types.sort());
});

const named = CASES.map((each): [string, Case] => [
	`${each.node} ${each.field.displayName} (${JSON.stringify(each.form)})`,
	each,
]);

/** Fields that are sent, or used, as the text that they are. */
const isText = ({ field }: Case) =>
	field.name === 'model' ||
	(['string', 'hidden'].includes(field.type) && !CLOSED.includes(field.name));
const CLOSED = [
	'content',
	'mediaUrl',
	'name',
	'runId',
	'script',
	'selectedAudioTracks',
	'sourceScript',
	'targetLanguage',
	'termId',
];
/** Texts that must be longer than any that is given. */
const LONG = ['voiceDescription', 'sampleText'];
const isRequired = ({ field, isOption }: Case) =>
	field.required ??
	((field.type === 'options' && !isOption) ||
		['targetLanguage', 'confirmDeletion'].includes(field.name));

/** What an expression gives, written as an expression. */
const NOTHING = ['undefined', 'null', '""', '" \\n"'];
const NO_VALUE = ['["a", "b"]', '{ a: 1 }', '[{ a: 1 }]', '[["a"]]', 'NaN'];
const OTHER = [
	'"turbo \\ud83d"',
	'"constructor"',
	'true',
	'-7',
	'"2,5"',
	'new Date(0)',
	'$now',
	'"x".repeat(9000)',
];

/** The parameter of a run that is there, for the operations that need one. */
async function runFor({ node, form, field }: Case, account: SandboxAccount) {
	if (!['export', 'translate'].includes(String(form.operation)) || field.name === 'runId')
		return {};
	const { operation: _own, ...parameters } = NODES[node];
	const { items } = await runNode({ type: node.replace('Camb', 'camb'), parameters, account });
	return { runId: items[0].json.runId as number };
}

/** Runs a node with one item for each value of one field. */
async function give(each: Case, values: string[]) {
	const { node, fill } = each;
	const account = await newAccount({ taskSeconds: 0.1 });
	const run = await runFor(each, account);
	const before = (await account.state()).requests.length;
	const { binary } = await itemWith({ content: await wavOf(100), mimeType: 'audio/wav' });
	const { binary: table } = await itemWith(TABLE, 'table');
	const { items, status } = await runNode({
		type: node.replace('Camb', 'camb'),
		parameters: { ...fill(`={{ [${values.join(', ')}][$json.at] }}`), ...run },
		items: values.map((_, at) => ({ json: { at }, binary: { ...binary, ...table } })),
		account,
		node: { onError: 'continueRegularOutput' },
	});
	expect(status).toBe('success');
	const requests = (await account.state()).requests.slice(before);
	const sent = requests.filter(({ step }) => step === 'submit').map(({ body }) => body);
	return { items, requests, sent };
}

/** Values that this field does not understand. */
function refused(each: Case): string[] {
	const { type, name } = each.field;
	const isList = type === 'multiOptions' || ['runId', 'selectedAudioTracks'].includes(name);
	const understood = type === 'boolean' ? 'true' : isList ? '"2,5"' : '';
	const other = OTHER.filter((value) => value !== understood);
	// A list of texts is translated as one.
	const [texts, ...noValue] = NO_VALUE;
	if (each.node !== 'CambTranslate' || name !== 'text') noValue.push(texts);
	return [...noValue, ...(isText(each) ? [] : other), ...(isRequired(each) ? NOTHING : [])];
}

describe.each(named)('%s', (_name, each) => {
	test('refuses what it does not understand, and sends nothing', async () => {
		const values = refused(each);
		const { items, requests } = await give(each, values);
		expect(requests).toEqual([]);
		expect(items).toHaveLength(values.length);
		for (const { json } of items) {
			expect(json.error).toMatch(/^\S/);
			expect(json.error).not.toMatch(/object Object|could not be read|undefined|\ud83d/);
			expect(String(json.error).length).toBeLessThan(200);
			expect(json.description).toMatch(/\.$/);
			expect(json).not.toHaveProperty('submittedAt');
		}
	});
});

/** What is in any item that is no error: which task, or what is listed or changed. */
const MADE = ['taskId', 'voiceId', 'folderId', 'dictionaryId', 'language', 'translations'];

const optional = named.filter(([, each]) => !isRequired(each));

test.each(optional)('%s takes nothing for not set', async (_name, each) => {
	const { items, sent } = await give(each, NOTHING);
	// A task that nobody has is asked for all the same.
	for (const { json } of items) expect(MADE.some((name) => name in json)).toBe(true);
	const { sent: usual } = await give({ ...each, fill: () => each.form }, ['1']);
	expect(sent).toEqual(items.flatMap(() => usual));
});

const texts = named.filter(
	([, each]) =>
		isText(each) &&
		each.node !== 'CambFetchResult' &&
		!['model', 'storyText', 'search', 'folderSearch', 'searchTerm', ...LONG].includes(
			each.field.name,
		),
);

test.each(texts)('%s takes one value of any sort as its text, well-formed', async (_name, each) => {
	const values = ['12345', 'true', '"\\ufefftur\\ud83dbo"', 'new Date(0)', '$now'];
	const { items, sent } = await give(each, values);
	for (const { json } of items) expect(json.error).toBeUndefined();
	const files = items.map(({ binary = {} }) =>
		Object.entries(binary).map(([name, { fileName }]) => [name, fileName]),
	);
	const told = JSON.stringify([sent, files]);
	const year = String(new Date().getFullYear());
	for (const text of ['"12345', '"true', /"tur.?bo/, /"1970-01-01T00.00.00/, `"${year}-`]) {
		expect(told).toMatch(text);
	}
	expect(told).not.toMatch(/[\ud800-\udfff]|\\ud83d/);
});

/** The fields with a list of choices that are known here. */
const lists = named.filter(
	([, { field, form }]) =>
		['options', 'multiOptions'].includes(field.type) &&
		field.options !== undefined &&
		// What it finds is tested elsewhere.
		form.operation !== 'getAll' &&
		// A conversion is asked for again once it is done.
		!(form.operation === 'export' && field.name === 'altFormat'),
);

test.each(lists)('%s understands each choice by its name, in any case', async (_name, each) => {
	const choices = each.field.options as INodePropertyOptions[];
	const spellings = choices.map(({ name, value }) => [
		value,
		` ${String(value).toUpperCase()}\n`,
		name,
		` ${name.toLowerCase()} `,
	]);
	const { items, sent } = await give(
		each,
		spellings.flat().map((value) => JSON.stringify(value)),
	);
	const outcomes = spellings
		.flat()
		.map((_, at) =>
			items
				.filter(({ pairedItem }) => (pairedItem as { item: number }).item === at)
				.map(({ json, binary }) => [
					String(json.error ?? '').replace(/".*"/, ''),
					Object.keys(binary ?? {}),
					json.kind,
				]),
		);
	for (const [at] of spellings.entries()) {
		const [usual, ...others] = outcomes.slice(4 * at, 4 * at + 4);
		for (const other of others) expect(other).toEqual(usual);
	}
	// The same file has another link, and another upload, each time.
	const requests = sent.map((body) =>
		JSON.stringify(body ?? null).replace(/token=[^&]+|"file_id":"[^"]+"/, ''),
	);
	for (const request of new Set(requests)) {
		expect(requests.filter((other) => other === request).length % 4).toBe(0);
	}
});
