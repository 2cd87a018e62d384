import axios from 'axios';
import { readFileSync } from 'node:fs';

import type { Client } from '../support/client.mts';
import { itemsOf } from '../support/client.mts';
import { credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import { byId, inARow, START } from '../support/workflow.mts';

interface NodeType {
	name: string;
	displayName: string;
	iconUrl?: { light: string; dark: string };
	codex?: { alias?: string[]; categories?: string[] };
}

interface PackageJson {
	n8n: { nodes: string[] };
}

const { n8n: declared } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
const names = declared.nodes.map((path) => {
	const [, file] = /(\w+)\.node\.js$/.exec(path) as RegExpExecArray;
	return `n8n-nodes-camb.${file[0].toLowerCase()}${file.slice(1)}`;
});

let client: Client;
let types: NodeType[];

/** What the editor loads at its start. */
async function listed<T>(file: string): Promise<T[]> {
	const headers = { cookie: `n8n-auth=${client.session}` };
	return (await axios.get<T[]>(`${client.url}/types/${file}`, { headers, proxy: false })).data;
}

async function get(path: string) {
	const headers = { cookie: `n8n-auth=${client.session}` };
	const { status, data } = await axios.get<string>(`${client.url}/${path}`, {
		headers,
		proxy: false,
		responseType: 'text',
	});
	return { status, data };
}

beforeAll(async () => {
	client = await sharedN8n();
	types = await listed<NodeType>('nodes.json');
});

test.each(names)('n8n lists %s from the tarball, with icons and search words', async (name) => {
	const type = types.find((candidate) => candidate.name === name);
	expect(type?.codex?.categories?.length).toBeGreaterThan(0);
	expect(type?.codex?.alias?.length).toBeGreaterThan(2);
	for (const icon of [type?.iconUrl?.light, type?.iconUrl?.dark]) {
		expect((await get(icon as string)).data).toContain('<svg');
	}
});

test.each(names)('n8n offers %s as a tool for AI agents', (name) => {
	const tool = types.find((candidate) => candidate.name === `${name}Tool`);
	expect(tool?.displayName).toMatch(/^CAMB\.AI .+ Tool$/);
});

test.each(names)('n8n serves the output schema of %s', async (name) => {
	const { data } = await get(`schemas/${name}/1.0.0.json`);
	expect(JSON.parse(data)).toMatchObject({ type: 'object' });
});

test('n8n lists the credential with its icon', async () => {
	const credentials = await listed<NodeType>('credentials.json');
	const credential = credentials.find(({ name }) => name === 'cambAiApi');
	expect(credential?.displayName).toBe('CAMB.AI API');
	expect((await get(credential?.iconUrl?.light as string)).data).toContain('<svg');
});

test('a workflow saved with the first version, without any newer field, still runs', async () => {
	const account = await newAccount({ taskSeconds: 0.5 });
	const credentials = await credentialFor(client, account);
	const { id } = await client.createWorkflow(
		inARow('Saved long ago', [
			START,
			{
				name: 'Speak',
				type: 'cambTextToSpeech',
				parameters: { text: 'Hello from long ago', voice: byId(147320), language: byId(1) },
				credentials,
			},
		]),
	);
	const execution = await client.ended(await client.run(id, 'Start'));
	expect(execution.status).toBe('success');
	const [{ json, binary }] = itemsOf(execution, 'Speak');
	expect(json).toMatchObject({ kind: 'text-to-speech', status: 'SUCCESS' });
	expect(await client.bytesOf(binary!.data)).toHaveLength(json.fileSize as number);
});
