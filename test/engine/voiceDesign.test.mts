import type { INodeParameters } from 'n8n-workflow';

import { callTool, endsWithItsTool, TOOL_WAYS } from '../support/agent.mts';
import {
	bytesOf,
	newAccount,
	probe,
	runNode,
	schemaFields,
	useEngine,
} from '../support/harness.mts';

useEngine();

const type = 'cambVoice';
const DESCRIPTION =
	'An old man with a hoarse voice, who speaks slowly and has seen a lot of the sea in his long life';
const TEXT = 'The boat came home late that evening. '.repeat(4);
const design = { operation: 'design', voiceDescription: DESCRIPTION, sampleText: TEXT };

test('gives the samples as files, each of which can be cloned', async () => {
	const parameters = {
		...design,
		voiceDescription: `={{ $json.who }}${DESCRIPTION.slice(6)}`,
		options: { fileName: 'captain.mp3', projectName: 'Sea' },
	};
	const items = ['An old', 'A young'].map((who) => ({ json: { who } }));
	const { items: designed, account, error } = await runNode({ type, parameters, items });
	expect(error).toBeUndefined();
	const { tasks } = await account.state();
	for (const [index, { json, binary, pairedItem }] of designed.entries()) {
		expect(pairedItem).toEqual({ item: index });
		const task = tasks.find(({ taskId }) => taskId === json.taskId);
		expect(task?.request).toEqual({
			voice_description: `${items[index].json.who}${DESCRIPTION.slice(6)}`,
			text: TEXT,
			project_name: 'Sea',
		});
		expect(json).toMatchObject({ kind: 'voice-design', status: 'SUCCESS', runId: task?.runId });
		const file = (field: string, number: number) => ({
			field,
			fileName: `captain-preview-${number}.wav`,
			mimeType: 'audio/wav',
			fileSize: expect.any(Number),
			durationSeconds: expect.any(Number),
		});
		expect(json.previews).toEqual([file('data', 1), file('preview_2', 2)]);
		expect(json).not.toHaveProperty('previewUrls');
		expect(Object.keys(binary ?? {})).toEqual(['data', 'preview_2']);
		expect(schemaFields('CambVoice', 'design')).toEqual(Object.keys(json));
	}
	expect((await probe(await bytesOf(designed[0], 'preview_2'))).duration).toBeGreaterThan(1);

	const clone = {
		operation: 'clone',
		inputDataField: 'preview_2',
		voiceName: 'Captain',
		gender: 1,
	};
	const cloned = await runNode({ type, parameters: clone, items: designed.slice(0, 1), account });
	expect(cloned.items[0].json).toMatchObject({ voiceId: expect.any(Number), name: 'Captain' });
});

test.each([
	['by task', { taskId: '={{ $json.taskId }}' }],
	['by run', { lookUpBy: 'run', runId: '={{ $json.runId }}' }],
])(
	'Fetch Result gets the samples %s, also under a name that the node gives itself',
	async (_, by) => {
		const { items, account } = await runNode({ type, parameters: design });
		const parameters: INodeParameters = {
			kind: '={{ $json.kind }}',
			outputDataField: 'preview_2',
			options: { includeLinks: true },
			...by,
		};
		const fetched = await runNode({ type: 'cambFetchResult', parameters, items, account });
		const [{ json, binary }] = fetched.items;
		expect(json).toMatchObject({ kind: 'voice-design', runId: items[0].json.runId });
		expect(json.previewUrls).toEqual([
			expect.stringMatching(/^http/),
			expect.stringMatching(/^http/),
		]);
		expect(Object.keys(binary ?? {})).toEqual(['preview_2', 'preview_2_2']);
	},
);

test('without a wait it gives the task ID at once', async () => {
	const parameters = { ...design, waitForCompletion: false };
	const { items } = await runNode({ type, parameters });
	expect(items[0].json).toMatchObject({ kind: 'voice-design', status: 'PENDING' });
});

test.each<[INodeParameters, string]>([
	[{ voiceDescription: '={{ "" }}' }, 'Voice Description is empty'],
	[{ voiceDescription: 'An old man' }, 'Voice Description is too short'],
	[
		{ voiceDescription: 'An old man with a hoarse voice from the sea' },
		'Voice Description is too short',
	],
	[{ voiceDescription: 'a'.repeat(1001) }, 'Voice Description is too long'],
	[{ sampleText: 'a'.repeat(99) }, 'Sample Text is too short'],
	[{ sampleText: 'a'.repeat(1001) }, 'Sample Text is too long'],
])('%j is refused before anything is sent', async (changes, message) => {
	const account = await newAccount();
	const { error } = await runNode({ type, parameters: { ...design, ...changes }, account });
	expect(error?.message).toBe(message);
	expect((await account.state()).requests).toEqual([]);
});

test.each([
	['18 words', 'I am old and I am at sea so I am not as I was a day ago'],
	['100 characters', 'hoarse'.repeat(17).slice(0, 100)],
])('%s are enough of a description', async (_, voiceDescription) => {
	const { items } = await runNode({ type, parameters: { ...design, voiceDescription } });
	expect(items[0].json.status).toBe('SUCCESS');
});

test('as a tool it gives the links of the samples that are there, if one is not', async () => {
	const account = await newAccount();
	const fault = { type: 'status', status: 404 } as const;
	await account.addFaults({ step: 'media', path: 'preview-2', times: 'forever', fault });
	const { answers } = await callTool('invoke', [[{}]], { type, parameters: design, account });
	expect(answers[0][0]).toMatch(/previewUrls.+preview-1/);
	expect(answers[0][0]).toMatch(/preview_2/);
	expect(answers[0][0]).not.toContain('preview-2');
});

test.each(TOOL_WAYS.filter((way) => !endsWithItsTool(way)))(
	'as a tool (%s) it gives the links, by which an agent hands the samples on',
	async (way) => {
		const parameters = { ...design, voiceDescription: "={{ $fromAI('description') }}" };
		const { answers } = await callTool(way, [[{ description: DESCRIPTION }]], { type, parameters });
		expect(answers[0][0]).toMatch(/previewUrls/);
		expect(answers[0][0]).toMatch(/voice-design/);
	},
);
