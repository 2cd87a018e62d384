import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { Browser } from 'playwright-core';

import type { WorkflowFile } from '../../../engine/run.mts';
import type { Watched } from '../support/browser.mts';
import { openBrowser, openPage } from '../support/browser.mts';
import {
	aroundAll,
	AROUND_THE_WORKFLOW,
	drawnOn,
	faultsOf,
	openCanvas,
} from '../support/canvas.mts';
import type { Client } from '../support/client.mts';
import { credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import { PICTURES, takePictures } from '../support/pictures.mts';
import type { Credential } from '../support/workflow.mts';

const EXAMPLES = 'examples';
const FOLDER = join(PICTURES, 'examples');
const names = readdirSync(EXAMPLES)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace('.json', ''));

let client: Client;
let browser: Browser;
let editor: Watched;
/** One of each type that the examples name, so that no node is marked. */
const credentials: Record<string, Credential> = {};

beforeAll(async () => {
	client = await sharedN8n();
	browser = await openBrowser();
	editor = await openPage(browser, client);
	mkdirSync(FOLDER, { recursive: true });
	Object.assign(credentials, await credentialFor(client, await newAccount()));
	for (const type of ['googleDriveOAuth2Api', 'googleSheetsOAuth2Api', 's3', 'smtp']) {
		credentials[type] = await client.createCredential(type, type, {});
	}
});
afterAll(() => browser.close());

/** The example with all that its reader has to choose. */
function chosen(name: string): WorkflowFile {
	const file = JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8')) as WorkflowFile;
	for (const node of file.nodes) {
		for (const type of Object.keys(node.credentials ?? {})) {
			node.credentials![type] = credentials[type];
		}
		for (const parameter of Object.values(node.parameters) as INodeParameters[]) {
			if (parameter?.__rl && parameter.value === '') parameter.value = 'chosen';
		}
	}
	return file;
}

test.each(names)('%s has a tidy canvas', async (name) => {
	const file = chosen(name);
	const { id } = await client.createWorkflow(file);
	const { page, complaints } = editor;
	await openCanvas(page, client, id);
	const drawn = await drawnOn(page, file);
	expect(drawn).toHaveLength(file.nodes.length);
	const look = { clip: await aroundAll(page, drawn), hide: AROUND_THE_WORKFLOW };
	await takePictures(page, FOLDER, name, look);
	expect(faultsOf(drawn)).toEqual([]);
	expect(complaints.splice(0)).toEqual([]);
});
