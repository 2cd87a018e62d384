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

const speak = { text: '={{ $json.text }}', voice: 147320, language: 1 };

const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));

function say(parameters: INodeParameters, more: Partial<Parameters<typeof runNode>[0]> = {}) {
	return runNode({
		type: 'cambTextToSpeech',
		parameters: { ...speak, ...parameters },
		items: texts('Good morning'),
		...more,
	});
}

test('turns each item into audio that a player opens, in order and linked to its item', async () => {
	const { status, items, account } = await say(
		{},
		{ items: texts('Good morning', 'Here is the news', 'Good night') },
	);
	expect(status).toBe('success');
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	const { tasks } = await account.state();
	for (const [index, item] of items.entries()) {
		const { json, binary } = item;
		expect(json).toMatchObject({
			kind: 'text-to-speech',
			status: 'SUCCESS',
			fileName: `speech-${json.runId}.flac`,
			mimeType: 'audio/flac',
		});
		const task = tasks.find(({ taskId }) => taskId === json.taskId);
		expect(task?.runId).toBe(json.runId);
		const text = ['Good morning', 'Here is the news', 'Good night'][index];
		// Exactly what was set, and nothing else.
		expect(task?.request).toEqual({ text, voice_id: 147320, language: 1 });
		const bytes = await bytesOf(item);
		expect(bytes.length).toBe(json.fileSize);
		const { duration = 0 } = await probe(bytes, binary?.data.mimeType);
		expect(duration).toBeGreaterThan(0.2);
		expect(json.durationSeconds).toBeCloseTo(duration, 2);
	}
	expect(Object.keys(items[0].json)).toEqual(schemaFields('CambTextToSpeech', 'speak'));
	expect(schemaFields('CambTextToSpeech')).toEqual(schemaFields('CambTextToSpeech', 'speak'));
	expect(await countOf(account, 'submit')).toBe(3);
});

test('sends every option that is set', async () => {
	const { account, items } = await say({
		voice: { __rl: true, mode: 'id', value: '147321' },
		language: { __rl: true, mode: 'id', value: 'es-ES' },
		outputDataField: 'voiceover',
		options: {
			age: '={{ "41" }}',
			gender: 2,
			folderId: '7',
			projectName: 'Morning news',
			projectDescription: 'Every day at six',
			fileName: 'episode-12.mp3',
		},
	});
	const { tasks } = await account.state();
	expect(tasks.map(({ request }) => request)).toEqual([
		{
			text: 'Good morning',
			voice_id: 147321,
			language: 54,
			age: 41,
			gender: 2,
			folder_id: 7,
			project_name: 'Morning news',
			project_description: 'Every day at six',
		},
	]);
	expect(items[0].json.fileName).toBe('episode-12.flac');
	expect(Object.keys(items[0].binary ?? {})).toEqual(['voiceover']);
});

test('does not send what an expression leaves empty', async () => {
	const { account } = await say({
		options: { age: '={{ null }}', gender: '={{ "" }}', projectName: '={{ undefined }}' },
	});
	const { tasks } = await account.state();
	expect(tasks[0].request).toEqual({ text: 'Good morning', voice_id: 147320, language: 1 });
});

test('names a WAV a WAV', async () => {
	const { items } = await say({}, { settings: { speechFormat: 'wav' } });
	expect(items[0].json).toMatchObject({ mimeType: 'audio/wav' });
	expect(items[0].json.fileName).toMatch(/\.wav$/);
	const { container, duration } = await probe(await bytesOf(items[0]));
	expect(container).toBe('WAVE');
	expect(items[0].json.durationSeconds).toBeCloseTo(duration ?? 0, 2);
});

test.each([46, 60, 5000])('saves a sound of %d bytes whole', async (resultBytes) => {
	const { items } = await say({}, { settings: { resultBytes } });
	expect(items[0].json).toMatchObject({ fileSize: resultBytes, mimeType: 'audio/wav' });
	expect((await bytesOf(items[0])).length).toBe(resultBytes);
});

test.each(['output_url', 'file_url'] as const)(
	'adds the link when asked, given as %s',
	async (linkName) => {
		const { items } = await say({ options: { includeLinks: true } }, { settings: { linkName } });
		expect(items[0].json.audioUrl).toMatch(/^http/);
		const file = await fetch(items[0].json.audioUrl as string);
		expect(Buffer.from(await file.arrayBuffer())).toEqual(await bytesOf(items[0]));
	},
);

test('gives no link unasked', async () => {
	const { items } = await say({});
	expect(JSON.stringify(items[0].json)).not.toMatch(/http/);
});

test('hands out the task ID at once when it is not to wait', async () => {
	const { items, account } = await say({ waitForCompletion: false });
	const { tasks } = await account.state();
	expect(items[0].json).toMatchObject({
		kind: 'text-to-speech',
		taskId: tasks[0].taskId,
		runId: null,
		status: 'PENDING',
	});
	expect(items[0].binary).toBeUndefined();
	expect(await countOf(account, 'poll')).toBe(0);
});

test('says why a task ended badly, with its ID', async () => {
	const account = await newAccount();
	await account.addFaults({
		fault: { type: 'task', status: 'ERROR', exceptionReason: 'HARMFUL_CONTENT_DETECTED' },
	});
	const { error } = await say({}, { account });
	const { tasks } = await account.state();
	expect(error?.message).toMatch(/harmful/);
	expect(error?.description).toContain(tasks[0].taskId);
	expect(error?.context).toMatchObject({ kind: 'text-to-speech', taskId: tasks[0].taskId });
});

test('says what an empty result may mean, with its ID', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'fetch', times: 'forever', fault: { type: 'empty' } });
	const { error } = await say({}, { account });
	const { tasks } = await account.state();
	expect(error?.description).toContain('may not support this language');
	expect(error?.context).toMatchObject({ taskId: tasks[0].taskId, runId: tasks[0].runId });
});

test.each<[string, INodeParameters, string]>([
	['no text', { text: '={{ null }}' }, 'Text is empty'],
	['no voice', { voice: '={{ "" }}' }, 'Voice is empty'],
	['a voice by name', { voice: 'Maya' }, 'Voice "Maya"'],
	['no language', { language: '={{ "" }}' }, 'Language is empty'],
	['a language by name', { language: 'Klingon' }, 'Language "Klingon"'],
	['age 0', { options: { age: 0 } }, 'Speaker Age'],
	['age 101', { options: { age: 101 } }, 'Speaker Age'],
	['half an age', { options: { age: 30.5 } }, 'Speaker Age'],
	['an age in words', { options: { age: '={{ "old" }}' } }, 'Speaker Age'],
	['gender 3', { options: { gender: '={{ 3 }}' } }, 'Speaker Gender "3"'],
	['a short project name', { options: { projectName: 'ab' } }, 'Project Name is too short'],
	['a folder by name', { options: { folderId: 'News' } }, 'Folder "News"'],
	['another operation', { operation: 'sing' }, 'Operation "sing"'],
	['another delivery', { delivery: 'post' }, 'Delivery "post"'],
])('sends nothing for %s', async (_name, parameters, message) => {
	const { error, account } = await say(parameters);
	expect(error?.message).toContain(message);
	expect(error?.description).toBeTruthy();
	expect(await countOf(account, 'submit')).toBe(0);
});
