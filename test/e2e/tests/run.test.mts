import type { Browser } from 'playwright-core';

import { openBrowser, openPage } from '../support/browser.mts';
import type { Client } from '../support/client.mts';
import { executeStep, openNode } from '../support/editor.mts';
import { countOf, credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import { until } from '../support/ports.mts';
import { english, voice } from '../support/samples.mts';
import { inARow, START } from '../support/workflow.mts';

let client: Client;
let browser: Browser;
beforeAll(async () => {
	client = await sharedN8n();
	browser = await openBrowser();
});
afterAll(() => browser.close());

const parameters = { text: 'Play this in the editor', voice, language: english };

async function workflowFor(account: Awaited<ReturnType<typeof newAccount>>) {
	const credentials = await credentialFor(client, account);
	const steps = [START, { name: 'Speak', type: 'cambTextToSpeech', parameters, credentials }];
	const { id } = await client.createWorkflow(inARow('By hand', steps));
	return id;
}

test('the audio of a run by hand is in the output panel, and the player plays it', async () => {
	const account = await newAccount({ taskSeconds: 0.5, speechFormat: 'wav' });
	const { page, complaints, close } = await openPage(browser, client);
	const form = await openNode(page, client, await workflowFor(account), 'node-1');
	const output = await executeStep(form);
	await output.getByTestId('radio-button-binary').click();
	expect(await output.innerText()).toMatch(/speech-\d+\.wav\s+File Extension:\s+wav/);

	await output.getByTestId('ndv-view-binary-data').click();
	const player = page.locator('audio');
	await player.waitFor({ state: 'attached' });
	const seconds = await until('the player knows how long the audio is', async () => {
		return await player.evaluate((audio) => (audio as HTMLAudioElement).duration || undefined);
	});
	expect(seconds).toBeGreaterThan(0.5);
	expect(complaints).toEqual([]);
	await close();
});

test('Stop ends a long wait within a second, and no request follows', async () => {
	const account = await newAccount({ taskSeconds: 600 });
	const { page, close } = await openPage(browser, client);
	const id = await workflowFor(account);
	await page.goto(`${client.url}/workflow/${id}`);
	await page.getByTestId('execute-workflow-button').click();
	await until('the task was checked', async () => (await countOf(account, 'poll')) > 0);

	const stop = page.getByTestId('stop-execution-button');
	await stop.waitFor();
	const clicked = Date.now();
	await stop.click();
	await until(
		'the execution is canceled',
		async () => (await client.executionsOf(id))[0].status === 'canceled',
		{ everyMs: 20 },
	);
	expect(Date.now() - clicked).toBeLessThan(1000);
	const { requests } = await account.state();
	// Checks were a second apart: three more would have come by now.
	await new Promise((resolve) => setTimeout(resolve, 3500));
	expect((await account.state()).requests).toHaveLength(requests.length);
	await close();
});
