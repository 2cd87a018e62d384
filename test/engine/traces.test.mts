import type { IRun } from 'n8n-workflow';

import { countOf, newAccount, NODE, runNode, useEngine } from '../support/harness.mts';

useEngine();

const speech = {
	type: 'cambTextToSpeech',
	parameters: { text: '={{ $json.text }}', voice: 147320, language: 1 },
	items: ['One', 'Two', 'Three'].map((text) => ({ json: { text } })),
};

/** What n8n sends to OpenTelemetry about the run of the node. */
const tracedIn = (run: IRun) => run.data.resultData.runData[NODE][0].metadata?.tracing;

test('a trace names every task that was submitted, and every one that is fetched', async () => {
	const parameters = { ...speech.parameters, waitForCompletion: false };
	const { run, items, account } = await runNode({ ...speech, parameters });
	const ids = items.map(({ json }) => json.taskId as string);
	const named = String(tracedIn(run)?.['camb.task_ids']).split(', ');
	expect(named.sort()).toEqual([...ids].sort());

	const fetched = await runNode({ type: 'cambFetchResult', parameters: {}, items, account });
	expect(String(tracedIn(fetched.run)?.['camb.task_ids']).split(', ').sort()).toEqual(named);
});

test('an item that is tried again names its task once', async () => {
	const account = await newAccount();
	await account.addFaults({ step: 'fetch', fault: { type: 'status', status: 400 } });
	const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const { run, items } = await runNode({
		...speech,
		items: speech.items.slice(0, 1),
		account,
		node,
	});
	expect(await countOf(account, 'fetch')).toBe(2);
	expect(tracedIn(run)).toEqual({ 'camb.task_ids': items[0].json.taskId });
});
