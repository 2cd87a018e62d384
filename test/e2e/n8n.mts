import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { WorkflowFile } from '../../engine/run.mts';
import type { Client } from './support/client.mts';
import { OWNER } from './support/client.mts';
import { freePort, isFree } from './support/ports.mts';
import type { World } from './support/world.mts';
import { startWorld } from './support/world.mts';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
/** n8n's own port. */
const PORT = 5678;

/** The real account if its key is in the environment, else one of the sandbox. */
async function createCredential({ client, sandbox }: World) {
	const { CAMB_API_KEY: key } = process.env;
	return await client.createCredential('cambAiApi', 'CAMB.AI account', {
		apiKey: key ?? 'sandbox-demo',
		baseUrl: key ? 'https://client.camb.ai/apis' : sandbox.apiUrl,
	});
}

async function importExamples(client: Client, cambAiApi: { id: string; name: string }) {
	const files = readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));
	for (const file of files) {
		const workflow = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowFile;
		for (const node of workflow.nodes) {
			if (node.credentials?.cambAiApi) node.credentials = { cambAiApi };
			// Others are the reader's to choose.
			else delete node.credentials;
		}
		await client.createWorkflow(workflow);
	}
	return files.length;
}

async function main() {
	console.log(
		'Starting the sandbox, then n8n with the packed package, which takes up to a minute …',
	);
	const port = (await isFree(PORT)) ? PORT : await freePort();
	const world = await startWorld({ port, output: 'inherit' });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void world.close().then(() => process.exit(0)));
	}
	const credential = await createCredential(world);
	const count = await importExamples(world.client, credential);
	console.log(`
n8n is ready, with the package, ${count} example workflows and a credential for ${
		process.env.CAMB_API_KEY ? 'your CAMB.AI account' : 'the sandbox'
	}.
  Open      ${world.n8n.url}/home/workflows
  Email     ${OWNER.email}
  Password  ${OWNER.password}
  Ctrl-C ends it. Workflows made here are gone then: download what you want to keep.
`);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
