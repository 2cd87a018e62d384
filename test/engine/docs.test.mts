/** The workflows that the documentation shows. */
import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';

import { AGENT_TYPE } from '../../engine/agent.mts';
import type { WorkflowFile } from '../../engine/run.mts';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { Settings } from '../../sandbox/settings.mts';
import { jsonBlocks } from '../support/docs.mts';
import type { Given, Promised } from '../support/examples.mts';
import { expectFilledForms, expectPromised, runWorkflow } from '../support/examples.mts';
import { itemWith } from '../support/files.mts';
import { countOf, newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const workflows = jsonBlocks.filter(({ json }) => 'nodes' in json);

interface Recipe extends Promised {
	/** How many requests it pays for. */
	paid: number;
	given?(account: SandboxAccount): Given | Promise<Given>;
	settings?: Partial<Settings>;
	/** What the items tell. */
	tells?: RegExp;
	/** For nodes of n8n that the tests have their own of. */
	prepare?(workflow: WorkflowFile): void;
}

async function sample(field: string, name: string, mimeType: string, json: IDataObject = {}) {
	const content = readFileSync(`sandbox/media/files/${name}`);
	return { ...(await itemWith({ content, fileName: name, mimeType }, field)), json };
}

/** What an AI model would ask for, in place of n8n's agent. */
function letAgentCall(workflow: WorkflowFile, ...calls: Array<[tool: string, input: IDataObject]>) {
	const agent = workflow.nodes.find(({ name }) => name === 'AI Agent')!;
	const rounds = JSON.stringify(calls.map(([tool, input]) => [{ tool, input }]));
	Object.assign(agent, { type: AGENT_TYPE, parameters: { way: 'engine', rounds } });
}

const recipes: Record<string, Recipe> = {
	'Speak a long article as one MP3': {
		given: () => ({
			Form: [{ json: { Title: 'Harbor', Article: `${'a'.repeat(99)} `.repeat(40) } }],
		}),
		at: 'Speak',
		items: 1,
		audio: ['data'],
		paid: 2,
		tells: /"Harbor\.mp3"/,
	},
	'Two voices': {
		at: 'Speak',
		items: 1,
		audio: ['data'],
		text: ['subtitles_srt'],
		paid: 4,
		tells: /"turns":.*harbor/,
	},
	'Use a voice that you cloned': {
		given: async () => ({
			Form: [await sample('Recording', 'sample.aac', 'audio/aac', { Name: 'Maya', Text: 'Hello' })],
		}),
		at: 'Speak',
		items: 1,
		audio: ['data'],
		paid: 2,
	},
	'Let an AI agent speak': {
		prepare: (workflow) =>
			letAgentCall(
				workflow,
				['Find a Voice', { words: 'female' }],
				['Speak', { text: 'Hello', voice: '147320', language: 'en-us' }],
			),
		at: 'AI Agent',
		items: 2,
		audio: [],
		paid: 1,
		tells: /voiceId.+audioUrl/,
	},
	'Dub a file from Google Drive into six languages': {
		given: async () => ({
			'New Video': [{ json: { id: 'video', name: 'harbor.mp4' } }],
			Download: [await sample('data', 'sample.mp4', 'video/mp4')],
		}),
		at: 'Upload',
		items: 6,
		audio: ['data'],
		text: ['subtitles_srt'],
		paid: 1,
	},
	'Write down who said what': {
		given: async () => ({ Form: [await sample('Recording', 'sample.aac', 'audio/aac')] }),
		at: 'Who Said What',
		items: 1,
		audio: [],
		paid: 1,
		tells: /SPEAKER_00: \w/,
	},
	'Many tasks with a plan that allows two at once': {
		settings: { tasksAtOnce: 2 },
		at: 'Speak',
		items: 6,
		audio: ['data'],
		paid: 6,
	},
	'Get a file that you already paid for': {
		given: async (account) => {
			const parameters = { text: 'Hello', voice: 147320, language: 1, waitForCompletion: false };
			const submitted = await runNode({ type: 'cambTextToSpeech', parameters, account });
			const { kind, taskId } = submitted.items[0].json;
			return { Form: [{ json: { Kind: kind, 'Task ID': taskId } }] };
		},
		at: 'Fetch Result',
		items: 1,
		audio: ['data'],
		paid: 1,
	},
};

test('every workflow in the pages is run below', () => {
	expect(workflows.map(({ heading }) => heading).sort()).toEqual(Object.keys(recipes).sort());
});

describe.each(workflows)('$heading', ({ heading, json }) => {
	const workflow = json as unknown as WorkflowFile;

	test('gives what it promises, and pays for no more', async () => {
		const { given, settings, prepare, tells, paid, ...promised } = recipes[heading];
		const account = await newAccount(settings);
		const copy = structuredClone(workflow);
		prepare?.(copy);
		const run = await runWorkflow(copy, account, await given?.(account));
		await expectPromised(run, promised);
		expect(JSON.stringify(run.itemsOf(promised.at))).toMatch(tells ?? /./);
		expect(await countOf(account, 'submit')).toBe(paid);
	});

	test('fills its forms', () => expectFilledForms(workflow));
});
