import type { Client } from '../support/client.mts';
import { itemsOf } from '../support/client.mts';
import { credentialFor, newAccount, sharedN8n } from '../support/harness.mts';
import { until } from '../support/ports.mts';
import { byId, inARow } from '../support/workflow.mts';

let client: Client;
beforeAll(async () => {
	client = await sharedN8n();
});

test('a schedule starts an active workflow, which runs to its end', async () => {
	const account = await newAccount({ taskSeconds: 0.5 });
	const workflow = await client.createWorkflow(
		inARow('Every two seconds', [
			{
				name: 'Schedule',
				type: 'n8n-nodes-base.scheduleTrigger',
				typeVersion: 1.2,
				parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
			},
			{
				name: 'Speak',
				type: 'cambTextToSpeech',
				parameters: { text: 'It is time', voice: byId(147320), language: byId(1) },
				credentials: await credentialFor(client, account),
			},
		]),
	);
	await client.activate(workflow);
	const { id } = await until('an execution has succeeded', async () =>
		(await client.executionsOf(workflow.id)).find(({ status }) => status === 'success'),
	);
	await client.deactivate(workflow);
	const execution = await client.execution(id);
	expect(execution.mode).toBe('trigger');
	expect(itemsOf(execution, 'Speak')[0].json).toMatchObject({ status: 'SUCCESS' });
});
