import type { INodeParameters } from 'n8n-workflow';
import type { Browser, Locator } from 'playwright-core';

import type { Settings } from '../../../sandbox/settings.mts';
import type { Watched } from '../support/browser.mts';
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

async function workflowFor(
	account: Awaited<ReturnType<typeof newAccount>>,
	more: INodeParameters = {},
) {
	const credentials = await credentialFor(client, account);
	const steps = [
		START,
		{
			name: 'Speak',
			type: 'cambTextToSpeech',
			parameters: { ...parameters, ...more },
			credentials,
		},
	];
	const { id } = await client.createWorkflow(inARow('By hand', steps));
	return id;
}

/** What the output panel shows of the file that the node made. */
async function outputOf(
	{ page }: Watched,
	settings: Partial<Settings>,
	more?: INodeParameters,
): Promise<Locator> {
	const account = await newAccount({ taskSeconds: 0.5, ...settings });
	const form = await openNode(page, client, await workflowFor(account, more), 'node-1');
	const output = await executeStep(form);
	await output.getByTestId('radio-button-binary').click();
	return output;
}

test.each([
	['wav', { speechFormat: 'wav' as const }, {}],
	['mp3', {}, { delivery: 'stream', outputFormat: 'mp3' }],
])(
	'the audio of a run by hand is in the output panel, and the player plays it: %s',
	async (extension, settings, more) => {
		const opened = await openPage(browser, client);
		const output = await outputOf(opened, settings, more);
		expect(await output.innerText()).toMatch(new RegExp(`File Extension:\\s+${extension}`));

		await output.getByTestId('ndv-view-binary-data').click();
		const player = opened.page.locator('audio');
		await player.waitFor({ state: 'attached' });
		const seconds = await until('the player knows how long the audio is', async () => {
			return await player.evaluate((audio) => (audio as HTMLAudioElement).duration || undefined);
		});
		expect(seconds).toBeGreaterThan(0.5);
		expect(opened.complaints).toEqual([]);
		await opened.close();
	},
);

test('FLAC is there to download: the docs say that n8n does not play it', async () => {
	const opened = await openPage(browser, client);
	const output = await outputOf(opened, { speechFormat: 'flac' });
	await output.getByTestId('ndv-download-binary-data').waitFor();
	expect(await output.getByTestId('ndv-view-binary-data').count()).toBe(0);
	await opened.close();
});

test('Stop ends a long wait, and no request follows', async () => {
	const account = await newAccount({ taskSeconds: 600 });
	const { page, close } = await openPage(browser, client);
	const id = await workflowFor(account);
	await page.goto(`${client.url}/workflow/${id}`);
	await page.getByTestId('execute-workflow-button').click();
	await until('the task was checked', async () => (await countOf(account, 'poll')) > 0);

	const stop = page.getByTestId('stop-execution-button');
	await stop.waitFor();
	await stop.click();
	await until(
		'the execution is canceled',
		async () => (await client.executionsOf(id))[0].status === 'canceled',
		{ everyMs: 20 },
	);
	const { requests } = await account.state();
	// Checks were a second apart: three more would have come by now.
	await new Promise((resolve) => setTimeout(resolve, 3500));
	expect((await account.state()).requests).toHaveLength(requests.length);
	await close();
});
