import type { Browser, Locator } from 'playwright-core';

import { openBrowser, openPage } from '../support/browser.mts';
import type { Client } from '../support/client.mts';
import { choose, fieldOf, openNode } from '../support/editor.mts';
import { sharedN8n } from '../support/harness.mts';
import { sampleWorkflow } from '../support/sampleWorkflow.mts';

let client: Client;
let browser: Browser;

beforeAll(async () => {
	client = await sharedN8n();
	browser = await openBrowser();
});
afterAll(() => browser.close());

interface Change {
	node: string;
	/** The field to change: to this option, or a switch to off. */
	field: string;
	option?: string;
	/** What is there before and not afterwards. */
	goes: string[];
	/** What is there afterwards and not before. */
	comes?: string[];
}

const noWaiting = (node: string, ...more: string[]): Change => ({
	node,
	field: 'waitForCompletion',
	goes: ['outputDataField', ...more],
});

const changes: Change[] = [
	noWaiting('cambTextToSpeech'),
	noWaiting('cambDub', 'result'),
	noWaiting('cambStory'),
	noWaiting('cambTextToSound'),
	noWaiting('cambSeparateAudio'),
	{ node: 'cambSubtitles', field: 'waitForCompletion', goes: ['subtitleFiles'] },
	{
		node: 'cambVoice',
		field: 'operation',
		option: 'Delete',
		goes: ['search', 'returnAll', 'limit'],
		comes: ['voice', 'confirmDeletion'],
	},
	{
		node: 'cambDub',
		field: 'operation',
		option: 'Export',
		goes: ['mediaUrl', 'result', 'waitForCompletion'],
		comes: ['runId', 'languages', 'subtitleFiles'],
	},
	{
		node: 'cambStory',
		field: 'operation',
		option: 'Translate',
		goes: ['source', 'language'],
		comes: ['runId', 'targetLanguage'],
	},
	{
		node: 'cambWorkspace',
		field: 'operation',
		option: 'Update Term',
		goes: [],
		comes: ['termId'],
	},
	{
		node: 'cambWorkspace',
		field: 'resource',
		option: 'Folder',
		goes: ['dictionary'],
		comes: ['folderSearch', 'returnAll', 'limit'],
	},
	{
		node: 'cambTextToSpeech',
		field: 'operation',
		option: 'Translate and Speak',
		goes: ['delivery'],
		comes: ['sourceLanguage'],
	},
	{
		node: 'cambTextToSpeech',
		field: 'operation',
		option: 'Speak a Conversation',
		goes: ['text', 'voice', 'delivery', 'waitForCompletion'],
		comes: ['script', 'speakers', 'model', 'outputFormat'],
	},
	{
		node: 'cambTextToSpeech',
		field: 'delivery',
		option: 'In the Response',
		goes: ['waitForCompletion'],
		comes: ['model', 'outputFormat'],
	},
	{
		node: 'cambTranslate',
		field: 'delivery',
		option: 'In the Response (Deprecated)',
		goes: ['waitForCompletion'],
	},
	{
		node: 'cambTranscribe',
		field: 'source',
		option: 'File',
		goes: ['mediaUrl'],
		comes: ['inputDataField'],
	},
	{
		node: 'cambDub',
		field: 'source',
		option: 'File From the Workflow',
		goes: ['mediaUrl'],
		comes: ['inputDataField', 'fileTransfer'],
	},
	{
		node: 'cambSubtitles',
		field: 'source',
		option: 'File From the Workflow',
		goes: ['mediaUrl'],
		comes: ['inputDataField'],
	},
	{
		node: 'cambWorkspace',
		field: 'resource',
		option: 'Project',
		goes: ['dictionary'],
		comes: ['source', 'mediaUrl', 'sourceLanguage', 'targetLanguages'],
	},
	{
		node: 'cambStory',
		field: 'source',
		option: 'File',
		goes: ['storyText'],
		comes: ['inputDataField'],
	},
	{
		node: 'cambFetchResult',
		field: 'lookUpBy',
		option: 'Run ID',
		goes: ['taskId', 'whenStillRunning'],
		comes: ['runId'],
	},
];

const seen = async (form: Locator, fields: string[]) =>
	await Promise.all(fields.map(async (field) => await fieldOf(form, field).isVisible()));

test.each(changes)(
	'$node shows the fields that fit its $field, and no others',
	async ({ node, field, option, goes, comes = [] }) => {
		const { id, nodeId } = await sampleWorkflow(client, node);
		const { page, complaints, close } = await openPage(browser, client);
		const form = await openNode(page, client, id, nodeId);
		expect(await seen(form, goes)).not.toContain(false);
		expect(await seen(form, comes)).not.toContain(true);

		if (option) await choose(form, field, option);
		else await fieldOf(form, field).click();

		for (const gone of goes) await fieldOf(form, gone).waitFor({ state: 'hidden' });
		for (const come of comes) await fieldOf(form, come).waitFor();
		expect(complaints).toEqual([]);
		await close();
	},
);
