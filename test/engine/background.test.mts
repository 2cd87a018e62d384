import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Loss, Stored } from '../../engine/server.mts';
import { openServer } from '../../engine/server.mts';
import type { Settings } from '../../sandbox/settings.mts';
import {
	bytesOf,
	countOf,
	credentialFor,
	IN_OLDEST,
	newAccount,
	NODE,
	nodeOf,
	readRun,
	SPEED,
	START,
	theEngine,
	thePackage,
	useEngine,
} from '../support/harness.mts';

useEngine();

interface Input {
	type?: string;
	parameters?: INodeParameters;
	items?: INodeExecutionData[];
	settings?: Partial<Settings>;
	node?: Partial<INode>;
	lose?: (execution: Stored) => Loss;
}

/** Runs a node that waits in the background in what n8n's server does around the engine. */
async function runInBackground({ settings, lose, ...input }: Input) {
	const account = await newAccount({ taskSeconds: 180, ...settings });
	const server = openServer(theEngine(), thePackage(), { speed: SPEED, lose });
	const { type = 'cambTextToSpeech', parameters = SPEECH, items, node } = input;
	const after: INode = { ...START, id: 'after', name: 'After', type: 'n8n-nodes-base.noOp' };
	const run = await server.run({
		workflow: {
			nodes: [START, nodeOf({ type, parameters, node }), after],
			connections: {
				[START.name]: { main: [[{ node: NODE, type: 'main', index: 0 }]] },
				[NODE]: { main: [[{ node: 'After', type: 'main', index: 0 }]] },
			},
		},
		items,
		credentials: credentialFor(account) as never,
	});
	const submits = (await account.state()).requests.filter(({ step }) => step === 'submit').length;
	return { ...readRun(run, account), executions: [...server.executions.values()], submits, server };
}

const SPEECH = {
	text: '={{ $json.text ?? "Hello" }}',
	voice: 147320,
	language: 1,
	options: { waitInBackground: true },
};
const three = ['One', 'Two', 'Three'].map((text) => ({ json: { text } }));
const within = IN_OLDEST ? test.skip : test;

test('a task that takes longer than a minute is waited for by n8n, and its file comes out of the node', async () => {
	const { items, executions, submits, status } = await runInBackground({});

	expect(status).toBe('success');
	expect(submits).toBe(1);
	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({ kind: 'text-to-speech', status: 'SUCCESS', mimeType: 'audio/flac' }),
	]);
	expect((await bytesOf(items[0])).length).toBeGreaterThan(1000);
	expect(executions).toHaveLength(IN_OLDEST ? 1 : 4);
});
