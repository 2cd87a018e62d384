import type { INodeParameters } from 'n8n-workflow';

import {
	bytesOf,
	countOf,
	newAccount,
	probe,
	runNode,
	schemaFields,
	useEngine,
} from '../support/harness.mts';

useEngine();

const translate = {
	operation: 'translateAndSpeak',
	text: '={{ $json.text }}',
	voice: 147330,
	sourceLanguage: 1,
	language: 54,
};
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));

function say(parameters: INodeParameters, more: Partial<Parameters<typeof runNode>[0]> = {}) {
	return runNode({
		type: 'cambTextToSpeech',
		parameters: { ...translate, ...parameters },
		items: texts('Good morning'),
		...more,
	});
}

test('translates and speaks each item', async () => {
	const { items, account } = await say({}, { items: texts('Good morning', 'Good night') });
	const { tasks } = await account.state();
	expect(tasks.map(({ kind }) => kind)).toEqual(['translated-speech', 'translated-speech']);
	for (const [index, item] of items.entries()) {
		const task = tasks.find(({ taskId }) => taskId === item.json.taskId);
		expect(task?.request).toEqual({
			text: ['Good morning', 'Good night'][index],
			voice_id: 147330,
			source_language: 1,
			target_language: 54,
		});
		expect(item.json).toMatchObject({
			kind: 'translated-speech',
			runId: task?.runId,
			text: `[es-es] ${['Good morning', 'Good night'][index]}`,
			fileName: `translated-speech-${task?.runId}.flac`,
		});
		const { duration = 0 } = await probe(await bytesOf(item), 'audio/flac');
		expect(item.json.durationSeconds).toBeCloseTo(duration, 2);
	}
	const fields = schemaFields('CambTextToSpeech', 'translateAndSpeak');
	expect(Object.keys(items[0].json)).toEqual(fields);
});

test('sends every option that is set', async () => {
	const { account } = await say({
		sourceLanguage: { __rl: true, mode: 'id', value: 'en-gb' },
		language: '={{ "76" }}',
		options: {
			age: 30,
			gender: 1,
			formality: 2,
			dictionaries: '={{ "3, 4, 3" }}',
			projectName: 'Letters',
		},
	});
	const { tasks } = await account.state();
	expect(tasks.map(({ request }) => request)).toEqual([
		{
			text: 'Good morning',
			voice_id: 147330,
			source_language: 35,
			target_language: 76,
			age: 30,
			gender: 1,
			formality: 2,
			chosen_dictionaries: [3, 4],
			project_name: 'Letters',
		},
	]);
});

test('sends no empty list of dictionaries', async () => {
	const { account } = await say({ options: { dictionaries: [] } });
	const { tasks } = await account.state();
	expect(tasks[0].request).not.toHaveProperty('chosen_dictionaries');
});

test('takes no notice of a Delivery that was chosen before', async () => {
	const { items } = await say({ delivery: 'stream', model: 'mars-pro' });
	expect(items[0].json.kind).toBe('translated-speech');
});

test('hands out the task ID when it is not to wait, for Fetch Result to go on', async () => {
	const submitted = await say({ waitForCompletion: false });
	expect(submitted.items[0].json).toMatchObject({ kind: 'translated-speech', status: 'PENDING' });
	const { account } = submitted;
	const { items } = await runNode({
		type: 'cambFetchResult',
		parameters: { options: { includeLinks: true } },
		items: submitted.items,
		account,
	});
	expect(items[0].json).toMatchObject({ kind: 'translated-speech', status: 'SUCCESS' });
	expect(items[0].json.audioUrl).toMatch(/^http/);
	expect((await bytesOf(items[0])).length).toBe(items[0].json.fileSize);
	expect(await countOf(account, 'submit')).toBe(1);
});

test.each(['object', 'text'] as const)(
	'several runs are fetched in bulk, links given as %s',
	async (bulkLinks) => {
		const { items: done, account } = await say({}, { items: texts('One day', 'Two days') });
		await account.configure({ speed: 100, bulkLinks });
		const { items } = await runNode({
			type: 'cambFetchResult',
			parameters: { lookUpBy: 'run' },
			items: done,
			account,
		});
		expect(items.map(({ json }) => json.runId)).toEqual(done.map(({ json }) => json.runId));
		expect(items[0].json).not.toHaveProperty('audioUrl');
		expect(items.map(({ json }) => json.text)).toEqual(['[es-es] One day', '[es-es] Two days']);
		expect(await bytesOf(items[1])).toEqual(await bytesOf(done[1]));
	},
);

test.each([
	['is refused', { type: 'status', status: 404 }],
	['breaks off', { type: 'truncate' }],
	['is another thing', { type: 'status', status: 200, body: { texts: null } }],
] as const)('the speech comes without its text when that %s, with a warning', async (_, fault) => {
	const account = await newAccount();
	await account.addFaults({ operation: 'getTranslationResult', times: 'forever', fault });
	const { items, status, run } = await say({}, { account });
	expect(status).toBe('success');
	expect(items[0].json).not.toHaveProperty('text');
	expect((await bytesOf(items[0])).length).toBe(items[0].json.fileSize);
	const [{ hints }] = run.data.resultData.runData['CAMB.AI'];
	expect(hints?.map(({ message }) => message)).toEqual([
		expect.stringContaining('no translated text'),
	]);
});

test('keeps the task ID when the result can not be had', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'fetch', times: 'forever', fault: { type: 'truncate' } });
	const { items } = await say({}, { account, node: { onError: 'continueRegularOutput' } });
	const { tasks } = await account.state();
	expect(items[0].json).toMatchObject({
		kind: 'translated-speech',
		taskId: tasks[0].taskId,
		runId: tasks[0].runId,
	});
	expect(items[0].json.error).toBeTruthy();
});

test.each<[string, INodeParameters, string]>([
	['no text', { text: ' ' }, 'Text is empty'],
	['no source language', { sourceLanguage: '={{ "" }}' }, 'Source Language is empty'],
	['no target language', { language: '={{ "" }}' }, 'Target Language is empty'],
	['a target by name', { language: 'Elvish' }, 'Target Language "Elvish"'],
	['formality 3', { options: { formality: '={{ 3 }}' } }, 'Formality "3"'],
	['a dictionary by name', { options: { dictionaries: ['Names'] } }, 'Dictionary "Names" is not'],
])('sends nothing for %s', async (_name, parameters, message) => {
	const { error, account } = await say(parameters);
	expect(error?.message).toContain(message);
	expect(await countOf(account, 'submit')).toBe(0);
});
