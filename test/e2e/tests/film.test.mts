import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { openBrowser, openPage } from '../support/browser.mts';
import type { Client } from '../support/client.mts';
import { fieldOf } from '../support/editor.mts';
import { Film } from '../support/film.mts';
import { credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import { until } from '../support/ports.mts';

/** `FILM=1` films what the test does: docs/images/first-workflow.webm and .gif. */
const PATH = join('docs', 'images', 'first-workflow');
const SIZE = { width: 1440, height: 810 };
const TEXT = 'Good morning! This is my first workflow with CAMB.AI.';

let client: Client;
let browser: Browser;

beforeAll(async () => {
	client = await sharedN8n();
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('the first workflow, from an empty canvas to a sound that plays', async () => {
	await credentialFor(client, await newAccount({ taskSeconds: 1 }), 'CAMB.AI account');
	const { page, complaints, close } = await openPage(browser, client);
	const film = new Film(page, Boolean(process.env.FILM));
	await page.setViewportSize(SIZE);
	await page.goto(`${client.url}/workflow/new`);

	await addNodes(page, film);
	const form = page.getByTestId('ndv');
	await fillIn(form, film);
	await film.click(form.getByTestId('node-execute-button'));
	await form.getByTestId('output-panel').getByTestId('node-run-status-success').waitFor();
	await film.show(2);
	await film.click(form.getByTestId('ndv-view-binary-data'));
	const from = film.seconds;
	const source = await page.locator('audio source').getAttribute('src');
	await play(page.locator('audio'), film);
	await film.show(1.5);

	expect(complaints).toEqual([]);
	const sound = await page.request.get(source as string);
	film.save(PATH, { bytes: await sound.body(), from });
	await close();
}, 900_000);

/** A trigger, and Text to Speech behind it. */
async function addNodes(page: Page, film: Film) {
	const found = (name: string) => page.getByTestId('item-iterator-item').filter({ hasText: name });
	await page.getByTestId('canvas-plus-button').waitFor();
	await film.show(1.5);
	await film.click(page.getByTestId('canvas-plus-button'));
	await film.click(found('Trigger manually').first());
	await film.click(page.getByTestId('canvas-handle-plus').first());
	await film.write(page.getByTestId('node-creator-search-bar'), 'camb');
	await found('CAMB.AI Text to Speech').first().waitFor();
	await film.show();
	await film.click(found('CAMB.AI Text to Speech').first());
	await film.show();
	await film.click(found('Speak a text').first());
	await page.getByTestId('ndv').getByTestId('node-parameters').waitFor();
	await film.show(2);
}

/** n8n has chosen the only credential that there is. */
async function fillIn(form: Locator, film: Film) {
	const delivery = form.page().getByRole('option', { name: 'In the Response' });
	await film.write(fieldOf(form, 'text').locator('textarea'), TEXT);
	await find(form, 'voice', 'robin', film);
	await film.click(fieldOf(form, 'delivery'));
	await film.show();
	await film.click(delivery.filter({ visible: true }));
	await find(form, 'language', 'english united states', film);
}

/** Searches in the list of a field, and takes what it found first. */
async function find(form: Locator, field: string, words: string, film: Film) {
	const page = form.page();
	const found = page.getByTestId('rlc-item').filter({ visible: true });
	await film.click(form.getByTestId(`resource-locator-${field}`).getByTestId('rlc-input'));
	await found.first().waitFor();
	await film.show();
	await film.write(page.getByTestId('rlc-search').filter({ visible: true }), words);
	await until('the list has what was searched for', async () => (await found.count()) === 1);
	await film.show();
	await film.click(found);
	await film.show();
}

/** Shows a sound while it plays. */
async function play(audio: Locator, film: Film) {
	await audio.waitFor({ state: 'attached' });
	const at = async () =>
		await audio.evaluate(({ currentTime: seconds, ended }: HTMLAudioElement) => ({
			seconds,
			ended,
		}));
	let shown = 0;
	await until(
		'the sound has played to its end',
		async () => {
			const { seconds, ended } = await at();
			await film.show(seconds - shown);
			shown = seconds;
			return ended;
		},
		{ everyMs: 10 },
	);
	expect(shown).toBeGreaterThan(1);
}
