import type { Browser } from 'playwright-core';

import { openBrowser, openPage } from '../support/browser.mts';
import type { Client } from '../support/client.mts';
import { credentialFor, newAccount, sharedN8n } from '../support/harness.mts';

let client: Client;
let browser: Browser;

beforeAll(async () => {
	client = await sharedN8n();
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function openCredential(key?: string) {
	const account = await newAccount();
	const credential = await credentialFor(client, key === undefined ? account : { ...account, key });
	const opened = await openPage(browser, client);
	await opened.page.goto(`${client.url}/home/credentials/${credential.cambAiApi.id}`);
	return opened;
}

test('a right key passes', async () => {
	const { page, complaints, close } = await openCredential();
	await page.getByText('Connection tested successfully').waitFor();
	expect(complaints).toEqual([]);
	await close();
});

test('a key with white space around it passes too', async () => {
	const { key } = await newAccount();
	const { page, close } = await openCredential(`  ${key}\n`);
	await page.getByText('Connection tested successfully').waitFor();
	await close();
});

test('a wrong key shows what to do, until it is put right', async () => {
	const { key } = await newAccount();
	const { page, close } = await openCredential('not-a-key');
	const dialog = page.getByTestId('editCredential-modal');
	await dialog.getByText('More details').click();
	await dialog.getByText('CAMB.AI does not recognize this API key').first().waitFor();
	expect(await dialog.innerText()).not.toContain('not-a-key');

	await dialog.getByTestId('parameter-input-apiKey').locator('input').fill(key);
	await dialog.getByTestId('credential-save-button').click();
	await page.getByText('Connection tested successfully').waitFor();
	await close();
});
