import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SandboxAccount } from '../../sandbox/driver.mts';
import { callTool, TOOL_WAYS } from '../support/agent.mts';
import {
	countOf,
	newAccount,
	retryNode,
	runNode,
	schemaFields,
	useEngine,
} from '../support/harness.mts';

useEngine();

const type = 'cambTranslate';
const translate = { text: '={{ $json.text }}', sourceLanguage: 1, targetLanguage: 54 };
const minimal = { texts: ['Hello'], source_language: 1, target_language: 54 };
const numbered = (count: number) => Array.from({ length: count }, (_, number) => `Text ${number}.`);
const inSpanish = (texts: string[]) => texts.map((text) => `[es-es] ${text}`);
/** The piece of a long list that begins with the text of this number. */
const pieceFrom = (number: number) => `"Text ${number}."`;

type More = Partial<Parameters<typeof runNode>[0]>;

function run(text: unknown, parameters: object = {}, more: More = {}) {
	return runNode({
		type,
		parameters: { ...translate, ...parameters } as INodeParameters,
		items: [{ json: { text } as IDataObject }],
		...more,
	});
}

async function requestsOf(account: SandboxAccount) {
	return (await account.state()).tasks.map(({ request }) => request);
}

test('translates the text of each item, in order', async () => {
	const { items, status } = await run(
		'',
		{},
		{
			items: [{ json: { text: 'Good morning' } }, { json: { text: 'Line one\nLine two' } }],
		},
	);
	expect(status).toBe('success');
	expect(items.map(({ json, pairedItem }) => [json.text, json.texts, pairedItem])).toEqual([
		['[es-es] Good morning', ['[es-es] Good morning'], { item: 0 }],
		['[es-es] Line one\nLine two', ['[es-es] Line one\nLine two'], { item: 1 }],
	]);
	expect(items[0].json).toMatchObject({
		kind: 'translation',
		status: 'SUCCESS',
		language: 54,
		languageTag: 'es-es',
		languageName: 'Spanish (Spain)',
	});
	const known = schemaFields('CambTranslate');
	expect(known).toEqual(expect.arrayContaining(Object.keys(items[0].json)));
});

test.each<[string, unknown, string[]]>([
	['an array', ['One', 'Two, too', 'Three\nlines'], ['One', 'Two, too', 'Three\nlines']],
	['an array with one text', ['One'], ['One']],
	['numbers and texts alike', ['One', 'One', 2], ['One', 'One', '2']],
	['a number among texts in JSON', '["One", 5]', ['One', '5']],
	['a text that begins like a list', '[laughter] Hello', ['[laughter] Hello']],
	['a list in JSON, as agents give it', '["One", "Two"]', ['One', 'Two']],
	['a list behind a byte order mark', '\ufeff["One","Two"]', ['One', 'Two']],
	['a list in a fence, as models write it', '```json\n["One","Two"]\n```', ['One', 'Two']],
	['a text in quotes', '"so to speak"', ['"so to speak"']],
	['a footnote', '[1]', ['[1]']],
	['a number with its decimals', '1.0', ['1.0']],
	['commas and lines', 'One, two\nthree', ['One, two\nthree']],
	['spaces around a text', '  One  ', ['  One  ']],
])('sends %s as it is', async (_name, text, texts) => {
	const { account, items, status } = await run(text);
	expect(status).toBe('success');
	expect(await requestsOf(account)).toEqual([{ ...minimal, texts }]);
	expect(items[0].json).toMatchObject({
		texts: inSpanish(texts),
		text: inSpanish(texts).join('\n'),
	});
});

test.each<[string, object, object]>([
	['a language by its name', { targetLanguage: 'French (France)' }, { target_language: 76 }],
	['a language to detect', { sourceLanguage: 'auto' }, { source_language: 'auto' }],
	['formality', { options: { formality: 'informal' } }, { formality: 2 }],
	['gender', { options: { gender: 9 } }, { gender: 9 }],
	['age', { options: { age: '={{ "40" }}' } }, { age: 40 }],
	[
		'dictionaries',
		{ options: { dictionaries: '={{ [501, 502] }}' } },
		{ chosen_dictionaries: [501, 502] },
	],
	[
		'the project',
		{ options: { projectName: 'Shop', projectDescription: 'Spring', folderId: '301' } },
		{ project_name: 'Shop', project_description: 'Spring', folder_id: 301 },
	],
])('sends %s', async (_name, parameters, changes) => {
	const { account, status } = await run('Hello', parameters);
	expect(status).toBe('success');
	expect(await requestsOf(account)).toEqual([{ ...minimal, ...changes }]);
});

const stream = { delivery: 'stream' };

test.each<[string, unknown, object, RegExp]>([
	['no text', ' ', {}, /^Text is empty/],
	['a field that is not there', undefined, {}, /^Text is empty/],
	['an empty list', [], {}, /^Text is an empty list/],
	['an empty list in JSON', '[]', {}, /^Text is an empty list/],
	['a missing text in a list in JSON', '["One", null]', {}, /^Text 2 is empty/],
	['objects in a list in JSON', '["One", {"a": 1}]', {}, /^Text 2 is an object/],
	['an empty text in a list', ['One', ' '], {}, /^Text 2 is empty/],
	['a missing text in a list', ['One', null, 'Three'], {}, /^Text 2 is empty/],
	['an object', { text: 'One' }, {}, /^Text is an object/],
	['objects in a list', [{ text: 'One' }], {}, /^Text 1 is an object/],
	['no target', 'Hello', { targetLanguage: '={{ "" }}' }, /^Target Language is empty/],
	['a target to detect', 'Hello', { targetLanguage: 'auto' }, /^Target Language cannot be/],
	['an unknown source', 'Hello', { sourceLanguage: 'klingon' }, /^Source Language "klingon"/],
	['an unknown delivery', 'Hello', { delivery: 'mail' }, /^Delivery "mail"/],
	['a formality that is none', 'Hello', { options: { formality: 3 } }, /^Formality "3"/],
	['an age that is none', 'Hello', { options: { age: 0 } }, /^Speaker Age is out of range/],
	['a list for the response', ['One', 'Two'], stream, /^Text is a list of 2 texts/],
])('%s is told before anything is sent', async (_name, text, parameters, message) => {
	const good = { json: { text: 'Hello' } };
	const items = [good, { json: { text } as IDataObject }];
	const { status, error, account } = await run('', parameters, { items });
	expect([status, error?.message]).toEqual(['error', expect.stringMatching(message)]);
	expect(error?.description).toMatch(/\.$/);
	expect(await countOf(account, 'submit')).toBe(0);
});

describe('a long list', () => {
	test('goes in pieces, and comes back whole and in order', async () => {
		const texts = numbered(250);
		const { items, account, status } = await run(texts);
		expect(status).toBe('success');
		const { tasks } = await account.state();
		expect(tasks.map(({ request }) => request.texts)).toEqual([
			texts.slice(0, 100),
			texts.slice(100, 200),
			texts.slice(200),
		]);
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({
			taskId: tasks[0].taskId,
			texts: inSpanish(texts),
			pieces: tasks.map(({ taskId, runId }) => ({ taskId, runId })),
		});
		const known = schemaFields('CambTranslate');
		expect(known).toEqual(expect.arrayContaining(Object.keys(items[0].json)));
	});

	test('of which a piece ends badly tells all tasks, and Retry pays for that piece alone', async () => {
		const account = await newAccount();
		const ends = { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' } as const;
		await account.addFaults({ contains: pieceFrom(100), fault: ends });
		const first = await run(numbered(250), {}, { account });
		const { tasks } = await account.state();
		const [one, two, three] = tasks.map(({ taskId }) => taskId);
		expect(first.status).toBe('error');
		expect(first.error?.context).toMatchObject({ taskId: two });
		for (const id of [one, two, three]) expect(JSON.stringify(first.error)).toContain(id);

		const again = await retryNode(first, {
			type,
			parameters: translate,
			items: [{ json: { text: numbered(250) } }],
		});
		expect(again.items[0].json.texts).toEqual(inSpanish(numbered(250)));
		const after = (await account.state()).tasks.slice(3);
		expect(after.map(({ request }) => request.texts)).toEqual([numbered(250).slice(100, 200)]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'of which a piece ends badly gives no half of it under %s',
		async (onError) => {
			const account = await newAccount();
			const ends = { type: 'task', status: 'ERROR' } as const;
			await account.addFaults({ contains: pieceFrom(0), fault: ends });
			const { outputs, status } = await run(numbered(101), {}, { account, node: { onError } });
			expect(status).toBe('success');
			const all = outputs.flat();
			expect(all).toHaveLength(1);
			expect(all[0].json).not.toHaveProperty('texts');
			const said = JSON.stringify(all[0].json);
			for (const { taskId } of (await account.state()).tasks) expect(said).toContain(taskId);
		},
	);

	test('without waiting is one item with all tasks, and Fetch Result gets their texts', async () => {
		const texts = numbered(201);
		const submitted = await run(texts, { waitForCompletion: false });
		const { account, items } = submitted;
		expect(items.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['PENDING', { item: 0 }],
		]);
		const later = { type: 'cambFetchResult', parameters: {}, items, account };
		const fetched = await runNode(later);
		expect(fetched.items.map(({ json }) => json.texts)).toEqual([inSpanish(texts)]);
		expect((await account.state()).tasks).toHaveLength(3);
	});
});

test('several runs are fetched together, each with its texts', async () => {
	const items = ['One', 'Two', 'Three'].map((text) => ({ json: { text } }));
	const { account, items: made } = await run('', {}, { items });
	const before = await countOf(account, 'fetch');
	const runId = made.map(({ json }) => json.runId).join(', ');
	const { items: fetched } = await runNode({
		type: 'cambFetchResult',
		parameters: { kind: 'translation', lookUpBy: 'run', runId },
		account,
	});
	expect(fetched.map(({ json }) => json.text)).toEqual(inSpanish(['One', 'Two', 'Three']));
	expect(await countOf(account, 'fetch')).toBe(before + 1);
});

test.each([
	['too few texts', { texts: ['Uno'] }, /1 translations for 2 texts/],
	['too many texts', { texts: ['Uno', 'Dos', 'Tres'] }, /3 translations for 2 texts/],
	['no texts', { texts: [] }, /can't be read/],
	['texts that are none', { texts: ['Uno', null] }, /can't be read/],
	['something else', { detail: 'No' }, /can't be read/],
])('a result with %s is none, and its task is told', async (_name, body, message) => {
	const account = await newAccount();
	await account.addFaults({ step: 'fetch', fault: { type: 'status', status: 200, body } });
	const { status, error } = await run(['One', 'Two'], {}, { account });
	const [{ taskId, runId }] = (await account.state()).tasks;
	expect([status, error?.message]).toEqual(['error', expect.stringMatching(message)]);
	expect(error?.context).toMatchObject({ kind: 'translation', taskId, runId });
});

test('a text that comes back empty is warned of', async () => {
	const account = await newAccount();
	const body = { texts: ['Uno', ' '] };
	await account.addFaults({ step: 'fetch', fault: { type: 'status', status: 200, body } });
	const { items, run: execution } = await run(['One', 'Two'], {}, { account });
	expect(items[0].json.texts).toEqual(body.texts);
	const [{ hints }] = execution.data.resultData.runData['CAMB.AI'];
	expect(hints?.map(({ message }) => message)).toEqual([expect.stringContaining('empty text')]);
});

describe('in the response', () => {
	test('a text is translated without a task', async () => {
		const { items, account, status } = await run('Hello', {
			...stream,
			options: { formality: 1, gender: 2, projectName: 'Shop' },
		});
		expect(status).toBe('success');
		expect(items[0].json).toMatchObject({
			kind: 'streamed-translation',
			taskId: null,
			runId: null,
			status: 'SUCCESS',
			text: '[es-es] Hello',
			texts: ['[es-es] Hello'],
			language: 54,
			credits: 5,
		});
		const { tasks, requests } = await account.state();
		expect(tasks).toEqual([]);
		expect(requests.map(({ operationId }) => operationId)).toEqual(['translateStream']);
	});

	const plain = { 'content-type': 'text/plain' };
	const events = { 'content-type': 'text/event-stream' };
	const ok = (body: unknown) => ({ type: 'status', status: 200, body }) as const;
	test.each([
		['a text in JSON', ok('Hola'), 'Hola'],
		[
			'JSON by name alone',
			{ type: 'content-type', contentType: 'application/json' },
			'[es-es] Hello',
		],
		[
			'events by name alone',
			{ type: 'content-type', contentType: 'text/event-stream' },
			'[es-es] Hello',
		],
		['JSON that names the text', ok({ translation: 'Hola' }), 'Hola'],
		['a number in JSON', ok(42), '42'],
		['events', { ...ok('data: Ho\n\ndata: la\n\ndata: [DONE]\n\n'), headers: events }, 'Hola'],
	] as const)('%s is the text', async (_name, fault, text) => {
		const account = await newAccount();
		await account.addFaults({ fault });
		const { items } = await run('Hello', stream, { account });
		expect(items[0]?.json.text).toBe(text);
	});

	test.each([
		['nothing', { type: 'empty' }],
		['a page', { type: 'html' }],
		['words of refusal', ok({ detail: 'Out of credits' })],
		['words of refusal as text', { ...ok({ detail: 'Out of credits' }), headers: plain }],
		['a picture', { type: 'other-file', base64: 'iVBORw0KGgoAAAANSUhEUg==' }],
		['a part', { type: 'status', status: 206, body: 'Ho' }],
		['half of a text', { type: 'truncate' }],
	] as const)('%s is no text, and is not sent again by tries', async (_name, fault) => {
		const account = await newAccount();
		await account.addFaults({ times: 'forever', fault });
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const { status, error } = await run('Hello', stream, { account, node });
		expect([status, error?.message]).toEqual(['error', expect.stringMatching(/may have charged/)]);
		expect(await countOf(account, 'submit')).toBe(1);
	});
});

describe('as a tool of an AI agent', () => {
	const parameters = {
		text: "={{ $fromAI('text') }}",
		sourceLanguage: 'auto',
		targetLanguage: "={{ $fromAI('language') }}",
	};

	test.each(TOOL_WAYS)('%s: takes what a model gives, and says no text twice', async (way) => {
		const calls = [
			{ text: 'Hello', language: 'es-es' },
			{ text: '["One", "Two"]', language: '54' },
		];
		const { answers, account } = await callTool(way, [calls], { type, parameters });
		const [one, several] = answers[0].map((answer) => [JSON.parse(answer) as unknown].flat()[0]);
		expect(one).toMatchObject({ status: 'SUCCESS', text: '[es-es] Hello' });
		expect(one).not.toHaveProperty('texts');
		expect(several).toMatchObject({ texts: inSpanish(['One', 'Two']) });
		expect(several).not.toHaveProperty('text');
		expect(await countOf(account, 'submit')).toBe(2);
	});
});
