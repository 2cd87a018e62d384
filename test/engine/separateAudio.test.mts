import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readFileSync } from 'node:fs';

import { itemWith, sha256, wavOf } from '../support/files.mts';
import type { NodeInput } from '../support/harness.mts';
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

const type = 'cambSeparateAudio';
const sound = async (bytes = 4000) =>
	await itemWith({ content: await wavOf(bytes), fileName: 'talk.wav', mimeType: 'audio/wav' });

async function separate(parameters: INodeParameters = {}, more: Partial<NodeInput> = {}) {
	return await runNode({ type, parameters, items: [await sound()], ...more });
}

test('gives the speech and the rest of each file, in order, as files that play', async () => {
	const run = await separate({}, { items: [await sound(4000), await sound(5000)] });
	expect(run.status).toBe('success');
	expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	const { tasks, requests } = await run.account.state();
	for (const item of run.items) {
		const { json, binary = {} } = item;
		expect(Object.keys(json)).toEqual(schemaFields('CambSeparateAudio'));
		const { runId } = tasks.find(({ taskId }) => taskId === json.taskId) ?? {};
		expect(json).toMatchObject({
			kind: 'separation',
			runId,
			status: 'SUCCESS',
			fileName: `separation-${runId}-foreground.flac`,
			mimeType: 'audio/flac',
			fileSize: (await bytesOf(item)).length,
			durationSeconds: expect.any(Number),
		});
		expect(Object.keys(binary)).toEqual(['data', 'background']);
		expect(binary.background.fileName).toBe(`separation-${runId}-background.flac`);
		for (const field of ['data', 'background']) {
			expect((await probe(await bytesOf(item, field), 'audio/flac')).duration).toBeGreaterThan(0.5);
		}
		expect(JSON.stringify(json)).not.toContain('http');
	}
	const uploads = requests.filter(({ step }) => step === 'submit').map(({ body }) => body);
	const sizes = uploads.map((body) => ((body as IDataObject).media_file as IDataObject).size);
	expect(sizes.sort()).toEqual([4000, 5000]);
	// Links are followed without the key.
	expect(requests.some(({ origin, key }) => origin === 'media' && key)).toBe(false);
});

test('every byte and every option arrives', async () => {
	const content = await wavOf(1_000_001);
	const { account, items } = await separate(
		{
			inputDataField: 'talk',
			outputDataField: 'speech',
			options: {
				folderId: 12,
				projectName: 'Episode 12',
				projectDescription: 'The one with the machines',
				fileName: 'episode-12.wav',
				includeLinks: true,
			},
		},
		{ items: [await itemWith({ content, fileName: 'ü.mp3', mimeType: 'audio/mpeg' }, 'talk')] },
	);
	const { requests } = await account.state();
	expect(requests[0].body).toEqual({
		folder_id: '12',
		project_name: 'Episode 12',
		project_description: 'The one with the machines',
		media_file: {
			fileName: 'ü.wav',
			mimeType: 'audio/wav',
			size: content.length,
			sha256: sha256(content),
		},
	});
	const [{ json, binary = {} }] = items;
	expect(Object.entries(binary).map(([field, { fileName }]) => [field, fileName])).toEqual([
		['speech', 'episode-12-foreground.flac'],
		['background', 'episode-12-background.flac'],
	]);
	expect(json).toMatchObject({
		foregroundUrl: expect.stringMatching(/^http.+foreground/),
		backgroundUrl: expect.stringMatching(/^http.+background/),
	});
});

describe('what can not be used is told before anything is sent', () => {
	const sample = (name: string) =>
		readFileSync(new URL(`../../sandbox/media/files/sample.${name}`, import.meta.url));

	test.each([
		['a video', sample('mp4'), /MP4.*does not accept/],
		['M4A', sample('m4a'), /M4A.*does not accept/],
		['a page', Buffer.from('<!doctype html><title>Log in</title>'), /contains a web page/],
		['nothing', Buffer.alloc(0), /is empty$/],
	])('%s', async (_name, content, message) => {
		const good = await sound();
		const bad = await itemWith({ content, fileName: 'talk.mp3', mimeType: 'audio/mpeg' });
		const { error, account } = await separate({}, { items: [good, bad] });
		expect(error?.message).toMatch(message);
		expect(error?.context.itemIndex).toBe(1);
		expect((await account.state()).requests).toEqual([]);
		const node = { onError: 'continueRegularOutput' } as const;
		const { items } = await separate({}, { items: [good, bad], account, node });
		expect(items.map(({ json }) => json.status ?? json.error)).toEqual([
			'SUCCESS',
			expect.stringMatching(message),
		]);
		expect(await countOf(account, 'submit')).toBe(1);
	});

	test('an item without a file, as an agent has it', async () => {
		const { error, account } = await separate({}, { items: [{ json: {} }] });
		expect(error?.message).toMatch(/no file in the field "data"/);
		expect((await account.state()).requests).toEqual([]);
	});
});

test('AAC goes as it is', async () => {
	const content = readFileSync(new URL('../../sandbox/media/files/sample.aac', import.meta.url));
	const item = await itemWith({ content, mimeType: 'application/octet-stream' });
	const { items, account } = await separate({}, { items: [item] });
	expect(items[0].json.status).toBe('SUCCESS');
	expect((await account.state()).requests[0].body).toMatchObject({
		media_file: { fileName: 'file.aac', sha256: sha256(content) },
	});
});

test.each(['foreground', 'background'])(
	'a %s that can not be had is told with the IDs, and is fetched later for nothing',
	async (part) => {
		const account = await newAccount();
		await account.addFaults({
			step: 'media',
			path: part,
			times: 'forever',
			fault: { type: 'status', status: 403 },
		});
		const { items: first } = await separate({}, { account });
		const [{ taskId, runId }] = (await account.state()).tasks;
		expect(first[0].json.description).toContain(`Task ID ${taskId}, Run ID ${runId}`);
		expect(first[0].json).toMatchObject({ kind: 'separation', taskId, runId, missing: [part] });
		await account.clearFaults();
		const { items } = await runNode({
			type: 'cambFetchResult',
			parameters: { kind: 'separation', lookUpBy: 'run', runId },
			account,
		});
		expect(Object.keys(items[0].binary ?? {})).toEqual(['data', 'background']);
		expect(await countOf(account, 'submit')).toBe(1);
	},
);

test('is submitted now and fetched later, several runs in one call', async () => {
	const items = [await sound(), await sound()];
	const { items: submitted, account } = await separate({ waitForCompletion: false }, { items });
	expect(submitted.map(({ json }) => [json.kind, json.status])).toEqual([
		['separation', 'PENDING'],
		['separation', 'PENDING'],
	]);
	const byTask = await runNode({
		type: 'cambFetchResult',
		parameters: {},
		account,
		items: submitted.map(({ json }) => ({ json })),
	});
	const runIds = byTask.items.map(({ json }) => json.runId);
	const byRun = await runNode({
		type: 'cambFetchResult',
		parameters: { kind: 'separation', lookUpBy: 'run', runId: runIds.join(', ') },
		account,
	});
	expect(byRun.items.map(({ json }) => json.runId)).toEqual(runIds);
	for (const { binary } of [...byTask.items, ...byRun.items]) {
		expect(Object.keys(binary ?? {})).toEqual(['data', 'background']);
	}
	const { requests } = await account.state();
	const asked = requests.map(({ operationId }) => operationId);
	expect(asked.filter((each) => each === 'getAudioSeparationResults')).toHaveLength(1);
	expect(asked.filter((each) => each === 'getAudioSeparationResult')).toHaveLength(2);
});
