import type { SandboxAccount } from '../../sandbox/driver.mts';
import { bytesOf, countOf, newAccount, probe, runNode, useEngine } from '../support/harness.mts';

useEngine();

const type = 'cambTextToSound';
const rain = { prompt: 'Rain on a tin roof' };
const requestsOf = async (account: SandboxAccount) =>
	(await account.state()).tasks.map(({ request }) => request);

test('turns each prompt into a sound of the wanted length, in order', async () => {
	const { status, items, account } = await runNode({
		type,
		parameters: { prompt: '={{ $json.prompt }}', duration: '={{ $json.seconds }}' },
		items: [
			{ json: { prompt: 'A bell', seconds: 1 } },
			{ json: { prompt: 'A river', seconds: '2.5' } },
		],
	});
	expect(status).toBe('success');
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	const { tasks } = await account.state();
	const byItem = items.map(({ json }) => tasks.find(({ taskId }) => taskId === json.taskId));
	expect(byItem.map((task) => task?.request)).toEqual([
		{ prompt: 'A bell', audio_type: 'sound', duration: 1 },
		{ prompt: 'A river', audio_type: 'sound', duration: 2.5 },
	]);
	for (const [index, item] of items.entries()) {
		expect(item.json).toMatchObject({
			kind: 'text-to-sound',
			runId: byItem[index]?.runId,
			status: 'SUCCESS',
			fileName: `sound-${byItem[index]?.runId}.wav`,
			mimeType: 'audio/wav',
		});
		const bytes = await bytesOf(item);
		expect(bytes.length).toBe(item.json.fileSize);
		expect((await probe(bytes, 'audio/wav')).duration).toBeCloseTo([1, 2.5][index], 1);
	}
});

test.each([
	['wav', 'audio/wav'],
	['flac', 'audio/flac'],
	['mp3', 'audio/mpeg'],
] as const)('names a sound that comes as %s by what it is', async (soundFormat, mimeType) => {
	const { items } = await runNode({
		type,
		parameters: { ...rain, outputDataField: 'sound', options: { fileName: 'rain.wav' } },
		settings: { soundFormat },
	});
	const { sound } = items[0].binary ?? {};
	expect(sound).toMatchObject({ fileName: `rain.${soundFormat}`, mimeType });
	expect((await probe(await bytesOf(items[0], 'sound'), mimeType)).duration).toBeGreaterThan(1);
});

test('sends no duration for music, whatever the field holds', async () => {
	const { status, account } = await runNode({
		type,
		parameters: { prompt: 'Slow piano', audioType: 'music', duration: 99 },
	});
	expect(status).toBe('success');
	expect(await requestsOf(account)).toEqual([{ prompt: 'Slow piano', audio_type: 'music' }]);
});

test('sends the project options that are set', async () => {
	const { account } = await runNode({
		type,
		parameters: {
			...rain,
			options: { projectName: 'Rainy day', projectDescription: 'For the intro', folderId: 7 },
		},
	});
	expect(await requestsOf(account)).toEqual([
		{
			prompt: 'Rain on a tin roof',
			audio_type: 'sound',
			duration: 8,
			project_name: 'Rainy day',
			project_description: 'For the intro',
			folder_id: 7,
		},
	]);
});

describe('tells bad input before anything is sent', () => {
	test.each([
		['an empty prompt', { prompt: '  ' }, 'Prompt is empty'],
		['a long duration', { ...rain, duration: 10.5 }, 'Duration'],
		['no duration at all', { ...rain, duration: 0 }, 'Duration'],
		['a negative duration', { ...rain, duration: -1 }, 'Duration'],
		['a duration in words', { ...rain, duration: 'long' }, 'Duration "long" is not a number'],
		['another type', { ...rain, audioType: 'speech' }, 'Audio Type "speech"'],
		['a short name', { ...rain, options: { projectName: 'ab' } }, 'Project Name is too short'],
	])('%s', async (_, parameters, message) => {
		const good = { json: { ok: true } };
		const { status, error, account } = await runNode({ type, parameters, items: [good, good] });
		expect(status).toBe('error');
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/\.$/);
		expect(await countOf(account, 'submit')).toBe(0);
	});
});

test('gives the task ID without waiting, and Fetch Result gets the sound', async () => {
	const submitted = await runNode({ type, parameters: { ...rain, waitForCompletion: false } });
	const { account, items } = submitted;
	expect(items[0].json).toMatchObject({ kind: 'text-to-sound', status: 'PENDING', runId: null });
	expect(items[0].binary).toBeUndefined();
	expect(await countOf(account, 'poll')).toBe(0);

	const fetched = await runNode({
		type: 'cambFetchResult',
		parameters: { kind: '={{ $json.kind }}', taskId: '={{ $json.taskId }}' },
		items,
		account,
	});
	expect(fetched.items[0].json).toMatchObject({ taskId: items[0].json.taskId, status: 'SUCCESS' });
	expect((await probe(await bytesOf(fetched.items[0]), 'audio/wav')).duration).toBeCloseTo(8, 1);
});

test('keeps the task ID when the sound never comes', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'fetch', times: 'forever', fault: { type: 'empty' } });
	const { status, error } = await runNode({ type, parameters: rain, account });
	const [task] = (await account.state()).tasks;
	expect(status).toBe('error');
	expect(error?.description).toContain(task.taskId);
	expect(error?.context).toMatchObject({
		kind: 'text-to-sound',
		taskId: task.taskId,
		runId: task.runId,
	});
});

test('says why CAMB.AI did not make the sound', async () => {
	const account = await newAccount();
	await account.addFaults({
		fault: { type: 'task', status: 'ERROR', exceptionReason: 'HARMFUL_CONTENT_DETECTED' },
	});
	const { error } = await runNode({ type, parameters: rain, account });
	const [{ taskId }] = (await account.state()).tasks;
	expect(error?.message).toMatch(/harmful/);
	expect(error?.description).toContain(taskId);
});
