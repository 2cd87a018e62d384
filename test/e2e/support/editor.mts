import type { Locator, Page } from 'playwright-core';

import type { Client } from './client.mts';
import { until } from './ports.mts';

/** How long a node of a test may run in the editor, in ms. */
const RUN_MS = 60_000;

/** The node's form, as it opens over the canvas. */
export async function openNode(
	page: Page,
	{ url }: Client,
	workflowId: string,
	nodeId: string,
): Promise<Locator> {
	await page.goto(`${url}/workflow/${workflowId}/${nodeId}`);
	const form = page.getByTestId('ndv');
	await form.getByTestId('node-parameters').waitFor();
	await page.waitForLoadState('networkidle');
	return form;
}

/** Clicks Execute Step and waits for what comes out. */
export async function executeStep(form: Locator) {
	await form.getByTestId('node-execute-button').click();
	const output = form.getByTestId('output-panel');
	const [success, failure] = ['success', 'danger'].map((how) =>
		output.getByTestId(`node-run-status-${how}`),
	);
	await success.or(failure).first().waitFor({ timeout: RUN_MS });
	if (await failure.isVisible()) throw new Error(`The node stopped: ${await output.innerText()}`);
	return output;
}

/** A field of the form, whatever kind of field it is. */
export const fieldOf = (form: Locator, name: string): Locator =>
	form
		.getByTestId(new RegExp(`^(parameter-input|resource-locator|fixed-collection)-${name}$`))
		.first();

/** Chooses an option of a dropdown, by what it says. */
export async function choose(form: Locator, name: string, option: string) {
	await fieldOf(form, name).click();
	const options = form.page().getByRole('option').filter({ visible: true });
	await options.filter({ has: form.page().getByText(option, { exact: true }) }).click();
}

/** Types into a dropdown that searches, and gives what it found. */
export async function searchIn(form: Locator, field: string, words: string): Promise<Locator> {
	const page = form.page();
	await form.getByTestId(`resource-locator-${field}`).getByTestId('rlc-input').click();
	const rows = page.getByTestId('rlc-item').filter({ visible: true });
	await rows.first().waitFor();
	await page.getByTestId('rlc-search').filter({ visible: true }).fill(words);
	const asked = words.split(' ').map((word) => word.toLowerCase());
	await until(`${field} shows only ${words}`, async () => {
		const texts = await rows.allTextContents();
		return texts.length > 0 && texts.every((text) => asked.every((word) => matches(text, word)));
	});
	return rows;
}

const matches = (text: string, word: string) => text.toLowerCase().includes(word);

/** A message that n8n pops up when something is wrong. */
export const toasts = (page: Page) => page.locator('.el-notification--error, .el-message--error');
