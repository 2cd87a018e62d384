import type { Client } from './client.mts';
import { credentialFor, newAccount } from './harness.mts';
import { samples } from './samples.mts';
import { inARow, START } from './workflow.mts';

/** Makes a workflow that ends in the node, with a credential called as users call theirs. */
export async function sampleWorkflow(
	client: Client,
	name: string,
	parameters = samples[name].parameters,
) {
	const [type] = name.split('.');
	const account = await newAccount({ taskSeconds: 0.5 });
	const credentials = await credentialFor(client, account, 'CAMB.AI account');
	const [{ displayName }] = await client.call<{ displayName: string }[]>('POST', '/node-types', {
		nodeInfos: [{ name: `n8n-nodes-camb.${type}`, version: 1 }],
	});
	const { before } = samples[name];
	const steps = [
		START,
		...(before ? [{ ...before, credentials }] : []),
		{ name: displayName, type, parameters, credentials },
	];
	const { id } = await client.createWorkflow(inARow('Look at a node', steps));
	return { id, nodeId: `node-${steps.length - 1}`, account };
}
