import type { Loss, Stored } from '../../engine/server.mts';
import { openServer } from '../../engine/server.mts';
import {
	countOf,
	credentialFor,
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

const SPEECH = {
	text: '={{ $json.text }}',
	voice: 147320,
	language: 1,
	options: { waitInBackground: true },
};
const TEXTS = ['One', 'Two', 'Three'];

/**
 * Runs a node that waits for three tasks in the background, in an n8n that loses the workflow with
 * this step the first few times when it goes on with it.
 */
async function runWithLosses(step: string, loss: Loss, times: number) {
	const account = await newAccount({ taskSeconds: 180 });
	let lost = 0;
	const lose = ({ workflow }: Stored) => {
		const isIt = workflow.nodes.some(({ parameters }) => parameters.backgroundStep === step);
		return isIt && lost < times && ++lost ? loss : undefined;
	};
	const server = openServer(theEngine(), thePackage(), { speed: SPEED, lose });
	const run = await server.run({
		workflow: {
			nodes: [START, nodeOf({ type: 'cambTextToSpeech', parameters: SPEECH })],
			connections: { [START.name]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		},
		items: TEXTS.map((text) => ({ json: { text } })),
		credentials: credentialFor(account) as never,
	});
	// Otherwise the node waited in memory, as in the oldest n8n.
	const isLost = server.executions.size === 1 || lost === times;
	return { ...readRun(run, account), isLost, submits: await countOf(account, 'submit') };
}

test.each([
	['look', 'killed'],
	['look', 'killedInQueueMode'],
	['holdLook', 'killed'],
	['holdLook', 'killedInQueueMode'],
] as const)(
	'when the workflow that is to %s is lost (%s), another one takes its place',
	async (step, loss) => {
		const { items, isLost, submits } = await runWithLosses(step, loss, 2);

		expect(isLost).toBe(true);
		expect(items.map(({ json }) => json.status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
		expect(submits).toBe(TEXTS.length);
	},
);

test('when the one next to the node is lost, nothing but errors with IDs comes out', async () => {
	const { items, isLost, submits } = await runWithLosses('hold', 'killed', 1);

	expect(isLost).toBe(true);
	expect(submits).toBe(TEXTS.length);
	expect(items).toHaveLength(TEXTS.length);
	for (const { json } of items) {
		// In the oldest n8n the node waits in memory.
		if (json.status === 'SUCCESS') continue;
		expect(json).toMatchObject({ error: expect.any(String), taskId: expect.any(String) });
		expect(json).not.toHaveProperty('held');
	}
});
