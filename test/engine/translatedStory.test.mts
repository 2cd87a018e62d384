import type { SandboxAccount } from '../../sandbox/driver.mts';
import {
	bytesOf,
	countOf,
	newAccount,
	NODE,
	probe,
	readRun,
	runNode,
	SPEED,
	startNode,
	useEngine,
} from '../support/harness.mts';

useEngine();

const type = 'cambStory';
const parameters = {
	source: 'text',
	storyText: 'Once there was a king.',
	language: 1,
	options: { translateTo: [54, 76] },
};

const tasksOf = async (account: SandboxAccount) => {
	const { tasks } = await account.state();
	const into = (language: number) =>
		tasks.find(({ request }) => (request as Record<string, unknown>).target_language === language);
	return { story: tasks[0], spanish: into(54), french: into(76), tasks };
};
/** Ends the Spanish translation badly. */
const FAILED = {
	operation: 'createTranslatedStory',
	contains: '"target_language":54',
	fault: { type: 'task', status: 'ERROR', exceptionReason: 'PROCESSING_ERROR' },
} as const;

test('gives one item for the story and one for each language', async () => {
	const account = await newAccount();
	const { status, items } = await runNode({ type, parameters, account });
	expect(status).toBe('success');
	const { story, spanish, french } = await tasksOf(account);
	expect(items.map(({ json }) => json)).toMatchObject([
		{ kind: 'story', taskId: story.taskId, runId: story.runId, languageTag: 'en-us' },
		{
			kind: 'translated-story',
			taskId: spanish?.taskId,
			runId: spanish?.runId,
			status: 'SUCCESS',
			language: 54,
			languageTag: 'es-es',
			languageName: 'Spanish (Spain)',
			text: 'Bienvenidos al programa. Hoy hablamos de máquinas que hablan. Gracias por escuchar.',
			fileName: `story-${spanish?.runId}-es-es.flac`,
		},
		{ kind: 'translated-story', taskId: french?.taskId, language: 76, languageTag: 'fr-fr' },
	]);
	for (const item of items) {
		expect(item.pairedItem).toEqual({ item: 0 });
		expect((await probe(await bytesOf(item), 'audio/flac')).duration).toBeGreaterThan(0.2);
	}
	expect(await countOf(account, 'submit')).toBe(3);
});

test.each([
	['is not finished', {}, ['not started']],
	['is not finished, without translations', { translateTo: [] }, []],
	['is finished', { maxWait: 60 }, []],
])(
	'On Max Wait → item: a story that %s warns of the translations that it has not',
	async (_, more, warned) => {
		const options = { translateTo: [54, 76], maxWait: 0.2, onMaxWait: 'item', ...more };
		const settings = { taskSeconds: 60 };
		const { run, status } = await runNode({
			type,
			parameters: { ...parameters, options },
			settings,
		});
		expect(status).toBe('success');
		const hints = run.data.resultData.runData[NODE][0].hints ?? [];
		expect(hints).toHaveLength(warned.length);
		for (const words of warned) expect(hints[0].message).toContain(words);
	},
);

test('takes languages by expression and names every file', async () => {
	const { items } = await runNode({
		type,
		parameters: {
			...parameters,
			options: {
				translateTo: '={{ $json.into }}',
				includeDialogue: true,
				includeTranscript: false,
				fileName: 'king',
			},
		},
		items: [{ json: { into: 'fr-fr, 54' } }, { json: { into: 31 } }, { json: { into: [] } }],
	});
	expect(items.map(({ json }) => json.languageTag)).toEqual([
		...['en-us', 'fr-fr', 'es-es'],
		...['en-us', 'de-de'],
		'en-us',
	]);
	expect(items.map(({ binary }) => binary?.data.fileName).slice(0, 2)).toEqual([
		'king.flac',
		'king-fr-fr.flac',
	]);
	expect(items[1].binary?.dialogue.fileName).toBe('king-fr-fr-dialogue.flac');
	expect(items[1].json).not.toHaveProperty('text');
});

test('works in waves, so that many languages are not too many at once', async () => {
	const translateTo = [54, 76, 31, 81, 2, 4, 5];
	const { items, account } = await runNode({
		type,
		parameters: { ...parameters, options: { translateTo } },
	});
	expect(items.map(({ json }) => json.language)).toEqual([1, ...translateTo]);
	expect(await countOf(account, 'submit')).toBe(8);
});

describe('one language that ends badly', () => {
	test('does not lose the others, and says why with its task ID', async () => {
		const account = await newAccount();
		await account.addFaults(FAILED);
		const { status, items, run } = await runNode({ type, parameters, account });
		const { spanish } = await tasksOf(account);
		expect(status).toBe('success');
		expect(items.map(({ binary }) => binary !== undefined)).toEqual([true, false, true]);
		expect(items[1].json).toMatchObject({
			kind: 'translated-story',
			taskId: spanish?.taskId,
			language: 54,
			languageName: 'Spanish (Spain)',
			error: expect.stringMatching(/not process/),
		});
		expect(items[1].json.description).toContain(spanish?.taskId);
		expect(items[1].json).not.toHaveProperty('status');
		expect(items[2].json).toMatchObject({ language: 76, status: 'SUCCESS' });
		expect(run.data.resultData.runData['CAMB.AI'][0].hints).toMatchObject([
			{ message: expect.stringContaining('Spanish (Spain)') },
		]);
	});

	test('goes to the error output where there is one', async () => {
		const account = await newAccount();
		await account.addFaults(FAILED);
		const { outputs } = await runNode({
			type,
			parameters,
			account,
			node: { onError: 'continueErrorOutput' },
		});
		const { spanish } = await tasksOf(account);
		expect(outputs[0].map(({ json }) => json.language)).toEqual([1, 76]);
		expect(outputs[1][0].json).toMatchObject({
			error: { kind: 'translated-story', taskId: spanish?.taskId, language: 54 },
		});
	});

	test('is told apart from one that was never accepted', async () => {
		const account = await newAccount();
		await account.addFaults({ ...FAILED, fault: { type: 'status', status: 402 } });
		const { items } = await runNode({ type, parameters, account });
		expect(items[1].json).toMatchObject({
			kind: 'translated-story',
			taskId: null,
			language: 54,
			error: expect.stringMatching(/credits/),
		});
	});

	test('can be fetched later, by task and by run', async () => {
		const account = await newAccount();
		await account.addFaults({
			operation: 'getTranslatedStoryResult',
			contains: '"target_language":54',
			fault: { type: 'status', status: 403 },
		});
		const { items } = await runNode({ type, parameters, account });
		const { story, spanish } = await tasksOf(account);
		expect(items[1].json).toMatchObject({
			error: expect.stringMatching(/not allowed/),
			taskId: spanish?.taskId,
			runId: spanish?.runId,
		});

		const fetchBack = { kind: '={{ $json.kind }}', options: { targetLanguage: 'es-es' } };
		for (const lookUp of [
			{ taskId: '={{ $json.taskId }}' },
			{ lookUpBy: 'run', runId: '={{ $json.runId }}' },
			{ lookUpBy: 'run', runId: story.runId },
		]) {
			const fetched = await runNode({
				type: 'cambFetchResult',
				parameters: { ...fetchBack, ...lookUp },
				items: [items[1]],
				account,
			});
			expect(fetched.items[0].json).toMatchObject({ languageTag: 'es-es', mimeType: 'audio/flac' });
		}
		const unnamed = await runNode({
			type: 'cambFetchResult',
			parameters: { kind: 'translated-story', taskId: spanish?.taskId as string },
			// The language of another task is not this one's.
			items: [items[0]],
			account,
		});
		expect(unnamed.error?.message).toBe('Target Language is empty');
	});
});

describe('which run the result is under', () => {
	const one = { ...parameters, options: { translateTo: [54] } };

	test("the story's, when the translation has none of its own", async () => {
		const account = await newAccount();
		await account.addFaults({
			operation: 'getTranslatedStoryStatus',
			fault: { type: 'status', status: 200, body: { status: 'SUCCESS', run_id: null } },
		});
		const { items } = await runNode({ type, parameters: one, account });
		const { story } = await tasksOf(account);
		expect(items[1].json).toMatchObject({ status: 'SUCCESS', runId: story.runId, language: 54 });
	});

	test("the story's, when there is nothing under the translation's own", async () => {
		const account = await newAccount();
		await account.addFaults({
			operation: 'getTranslatedStoryResult',
			fault: { type: 'status', status: 404 },
		});
		const { items } = await runNode({ type, parameters: one, account });
		const { story, spanish } = await tasksOf(account);
		expect(items[1].json).toMatchObject({
			taskId: spanish?.taskId,
			runId: story.runId,
			status: 'SUCCESS',
		});
	});

	test('nobody knows, when Fetch Result gets no run either', async () => {
		const account = await newAccount();
		const { items } = await runNode({ type, parameters: one, account });
		await account.addFaults({
			operation: 'getTranslatedStoryStatus',
			fault: { type: 'status', status: 200, body: { status: 'SUCCESS' } },
		});
		const { error } = await runNode({
			type: 'cambFetchResult',
			parameters: { kind: 'translated-story', options: { targetLanguage: 54 } },
			items: [items[1]],
			account,
		});
		expect(error?.message).toMatch(/no run ID/);
		expect(error?.description).toContain(items[1].json.taskId);
	});
});

async function untilSubmitted(account: SandboxAccount, count: number) {
	while ((await countOf(account, 'submit')) < count) {
		await new Promise((next) => setTimeout(next, 20));
	}
}

test('holds every task ID when the execution ends for another item', async () => {
	const account = await newAccount();
	const earlier = await runNode({ type, parameters: { ...parameters, options: {} }, account });
	await account.configure({ speed: SPEED, taskSeconds: 3600 });
	const status = (contains: string, body: object) =>
		({
			operation: 'getStoryStatus',
			contains,
			fault: { type: 'status', status: 200, body },
		}) as const;
	const { runId } = earlier.items[0].json;
	await account.addFaults(status('good', { status: 'SUCCESS', run_id: runId }));
	const { done } = await startNode({
		type,
		parameters: { ...parameters, storyText: '={{ $json.text }}' },
		items: [{ json: { text: 'A good tale.' } }, { json: { text: 'A bad tale.' } }],
		account,
	});
	await untilSubmitted(account, 5);
	await account.addFaults(status('bad', { status: 'ERROR' }));
	const { error } = readRun(await done, account);
	const [, ...tasks] = (await account.state()).tasks;
	expect(tasks).toHaveLength(4);
	for (const { taskId } of tasks) expect(error?.description).toContain(taskId);
});

test('is canceled by Stop while it translates', async () => {
	const account = await newAccount({ taskSeconds: { 'translated-story': 3600 } });
	const { done, stop } = await startNode({ type, parameters, account });
	await untilSubmitted(account, 3);
	stop();
	expect((await done).status).toBe('canceled');
});
