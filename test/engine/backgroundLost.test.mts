import type { Loss, Stored } from '../../engine/server.mts';
import { runInBackground, three } from '../support/background.mts';
import { useEngine } from '../support/harness.mts';

useEngine();

/**
 * Runs a node that waits for three tasks in the background, in an n8n that loses the workflow with
 * this step the first few times when it goes on with it.
 */
async function runWithLosses(step: string, loss: Loss, times: number) {
	let lost = 0;
	const lose = ({ workflow }: Stored) => {
		const isIt = workflow.nodes.some(({ parameters }) => parameters.backgroundStep === step);
		return isIt && lost < times && ++lost ? loss : undefined;
	};
	const { items, submits } = await runInBackground({ items: three, lose });
	return { items, submits, lost };
}

test.each([
	['look', 'killed'],
	['look', 'killedInQueueMode'],
	['holdLook', 'killed'],
	['holdLook', 'killedInQueueMode'],
] as const)(
	'when the workflow that is to %s is lost (%s), another one takes its place',
	async (step, loss) => {
		const { items, lost, submits } = await runWithLosses(step, loss, 2);

		expect(lost).toBe(2);
		expect(items.map(({ json }) => json.status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
		expect(submits).toBe(three.length);
	},
);

test('when the one next to the node is lost, nothing but errors with IDs comes out', async () => {
	const { items, lost, submits } = await runWithLosses('hold', 'killed', 1);

	expect(lost).toBe(1);
	expect(submits).toBe(three.length);
	expect(items).toHaveLength(three.length);
	for (const { json } of items) {
		expect(json).toMatchObject({ error: expect.any(String), taskId: expect.any(String) });
		expect(json).not.toHaveProperty('held');
	}
});
