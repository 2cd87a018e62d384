import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import { openBrowser, openPage } from '../support/browser.mts';
import type { Client } from '../support/client.mts';
import { executeStep, fieldOf, openNode, searchIn, toasts } from '../support/editor.mts';
import { credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import { PICTURES, takePicture, takePictures } from '../support/pictures.mts';
import { until } from '../support/ports.mts';
import { english, samples } from '../support/samples.mts';
import { sampleWorkflow } from '../support/sampleWorkflow.mts';
import { inARow, START } from '../support/workflow.mts';

const { n8n: declared } = JSON.parse(readFileSync('package.json', 'utf8')) as {
	n8n: { nodes: string[] };
};
const names = declared.nodes.map((path) => path.split('/')[2].replace(/^C/, 'c'));

let client: Client;
let browser: Browser;

beforeAll(async () => {
	client = await sharedN8n();
	browser = await openBrowser();
	mkdirSync(PICTURES, { recursive: true });
});
afterAll(() => browser.close());

test('every node has a sample', () => {
	expect(Object.keys(samples)).toEqual(expect.arrayContaining(names));
});

test.each(Object.keys(samples))(
	'%s opens and runs in the editor without complaint',
	async (name) => {
		const { id, nodeId } = await sampleWorkflow(client, name);
		const { page, complaints, close } = await openPage(browser, client);
		const form = await openNode(page, client, id, nodeId);
		const output = await executeStep(form);
		await output.getByTestId(`radio-button-${samples[name].show}`).click();
		expect(await toasts(page).count()).toBe(0);
		await takePictures(page, PICTURES, name);
		expect(complaints).toEqual([]);
		// n8n marks a field whose value it takes for wrong.
		expect(await form.getByTestId('parameter-issues').count()).toBe(0);
		await close();
	},
);

test('a voice is found by typing its name, and picked', async () => {
	const { id, nodeId, account } = await sampleWorkflow(client, 'cambTextToSpeech', {
		text: 'Hello',
	});
	const { page, complaints, close } = await openPage(browser, client);
	const form = await openNode(page, client, id, nodeId);
	const voices = await searchIn(form, 'voice', 'maya');
	await voices.first().click();
	const hint = form.getByText('is listed under another language');
	expect(await hint.count()).toBe(0);
	const languages = await searchIn(form, 'language', 'portuguese brazil');
	await languages.first().click();
	await hint.waitFor();
	await takePicture(page, join('out', 'images', 'voiceOfAnotherLanguage.png'));
	const output = await executeStep(form);
	expect(await output.innerText()).toContain('audio/flac');
	const { tasks } = await account.state();
	expect(tasks[0].request).toMatchObject({ text: 'Hello', voice_id: 147321, language: 111 });
	expect(complaints).toEqual([]);
	await close();
});

test('a conversation is put together by hand: a script, and a voice from the list for each speaker', async () => {
	const { id, nodeId, account } = await sampleWorkflow(client, 'cambTextToSpeech', {
		operation: 'speakConversation',
		script: 'Anna: Welcome back!\nBen: Good to be here.',
		language: english,
	});
	const { page, complaints, close } = await openPage(browser, client);
	const form = await openNode(page, client, id, nodeId);
	const speakers = [
		['Anna', 'Maya'],
		['Ben', 'Robin'],
	];
	for (const [at, [name, voice]] of speakers.entries()) {
		await form.getByText('Add Speaker', { exact: true }).click();
		const inRow = (field: string) =>
			fieldOf(form, 'speakers').getByTestId(`parameter-input-${field}`).nth(at);
		await inRow('name').locator('input').fill(name);
		await inRow('voice').locator('input:enabled').waitFor();
		await inRow('voice').click();
		await page.keyboard.type(voice);
		const found = page.getByRole('option').filter({ visible: true });
		await until(`${voice} alone is found`, async () => {
			const names = await found.allTextContents();
			return names.length > 0 && names.every((each) => each.includes(voice));
		});
		await found.first().click();
	}
	// n8n marks a field red that has something wrong.
	expect(await form.getByTestId('parameter-issues').count()).toBe(0);
	await takePicture(page, join('out', 'images', 'conversation.png'));
	const output = await executeStep(form);
	expect(await output.innerText()).toContain('audio/mpeg');
	expect(complaints).toEqual([]);
	const { requests } = await account.state();
	const bodies = requests.filter(({ step }) => step === 'submit').map(({ body }) => body);
	expect(bodies).toMatchObject([
		{ text: 'Welcome back!', voice_id: 147321, language: 'en-us' },
		{ text: 'Good to be here.', voice_id: 147326, language: 'en-us' },
	]);
	await takePicture(page, join('out', 'images', 'conversationDone.png'));
	await close();
});

test('the list of voices leads to where new ones are made', async () => {
	const { id, nodeId } = await sampleWorkflow(client, 'cambTextToSpeech', {
		text: 'Hello',
	});
	const { page, complaints, close } = await openPage(browser, client);
	const form = await openNode(page, client, id, nodeId);
	await page.evaluate(() => {
		window.open = (url) => {
			document.title = String(url);
			return null;
		};
	});
	await searchIn(form, 'voice', 'maya');
	const create = page.getByTestId('rlc-item-add-resource').filter({ visible: true });
	expect(await create.innerText()).toContain('Create a voice');
	await create.click();
	expect(await page.title()).toBe('https://studio.camb.ai');
	expect(complaints).toEqual([]);
	await close();
});

test('a dropdown says why it is empty when the key is wrong', async () => {
	const account = { ...(await newAccount()), key: 'not-a-key' };
	const credentials = await credentialFor(client, account);
	const steps = [START, { name: 'Speak', type: 'cambTextToSpeech', parameters: {}, credentials }];
	const { id } = await client.createWorkflow(inARow('Wrong key', steps));
	const { page, close } = await openPage(browser, client);
	const form = await openNode(page, client, id, 'node-1');
	await form.getByTestId('resource-locator-voice').getByTestId('rlc-input').click();
	await page.getByTestId('rlc-error-container').filter({ visible: true }).waitFor();
	await close();
});
