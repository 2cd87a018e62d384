import { dubInto, runInBackground, three } from '../support/background.mts';
import { IN_OLDEST, NODE, useEngine } from '../support/harness.mts';

useEngine();

test('in an n8n that waits for no other execution the node waits in memory', async () => {
	const { items, executions, submits } = await runInBackground({ items: three });

	expect(items.map(({ json }) => json.status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
	expect(submits).toBe(3);
	expect(executions).toHaveLength(IN_OLDEST ? 1 : 4);
});

test('a dub into two languages is waited for in memory, and says so once', async () => {
	const { items, run, executions } = await runInBackground({
		items: three,
		type: 'cambDub',
		parameters: dubInto([54, 76]),
	});

	expect(items).toHaveLength(6);
	expect(executions).toHaveLength(1);
	const hints = run.data.resultData.runData[NODE][0].hints ?? [];
	expect(hints.filter(({ message }) => message.includes('in memory'))).toHaveLength(1);
});

test("Engine 2.0 can't wait in the background: the node waits in memory", async () => {
	const { items, executions } = await runInBackground({ workflowSettings: { engineType: 'v2' } });

	expect(items[0].json.status).toBe('SUCCESS');
	expect(executions).toHaveLength(1);
});

test('a wait that n8n refuses to begin goes on in memory, without a second submit', async () => {
	const { items, executions, submits } = await runInBackground({ items: three, refuse: true });

	expect(items.map(({ json }) => json.status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
	expect(executions).toHaveLength(1);
	expect(submits).toBe(3);
});
