import type { Client } from './client.mts';
import { credentialFor, newAccount } from './harness.mts';
import { english, samples, voice } from './samples.mts';
import type { Step } from './workflow.mts';
import { inARow, START } from './workflow.mts';

/** Makes a workflow that ends in the node, with a credential called as users call theirs. */
export async function sampleWorkflow(
	client: Client,
	name: string,
	parameters = samples[name].parameters,
) {
	const account = await newAccount({ taskSeconds: 0.5 });
	const credentials = await credentialFor(client, account, 'CAMB.AI account');
	const [{ displayName }] = await client.call<{ displayName: string }[]>('POST', '/node-types', {
		nodeInfos: [{ name: `n8n-nodes-camb.${name}`, version: 1 }],
	});
	const before: Step[] = name === 'cambFetchResult' ? [submitted(credentials)] : [];
	const steps = [START, ...before, { name: displayName, type: name, parameters, credentials }];
	const { id } = await client.createWorkflow(inARow('Look at a node', steps));
	return { id, nodeId: `node-${steps.length - 1}`, account };
}

const submitted = (credentials: Step['credentials']): Step => ({
	name: 'CAMB.AI Text to Speech',
	type: 'cambTextToSpeech',
	parameters: { text: 'Good morning', voice, language: english, waitForCompletion: false },
	credentials,
});
