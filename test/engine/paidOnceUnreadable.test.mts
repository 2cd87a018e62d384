import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { callTool, endsWithItsTool, TOOL_WAYS } from '../support/agent.mts';
import type { NodeInput, NodeRun } from '../support/harness.mts';
import { newAccount, retryNode, runNode, useEngine } from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import {
	breaksAll,
	expectGood,
	isDirect,
	itemsOf,
	paidIn,
	startedIn,
	SHAPES,
	withWord,
} from '../support/shapes.mts';

useEngine();

const ON_ERROR: Array<INode['onError']> = [
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
];
const paying = SHAPES.filter(({ pays }) => pays > 0);
const TASKS = paying.filter((shape) => !isDirect(shape));

const withOption = ({ parameters }: Shape, option: IDataObject) =>
	({
		...parameters,
		options: { ...(parameters.options as IDataObject), ...option },
	}) as INodeParameters;

const LIST = '={{ ["a", "b"] }}';

/** What can keep a try from beginning. */
const BAD: Record<string, (shape: Shape) => Partial<NodeInput>> = {
	// Each node has one of them.
	'a parameter': (shape) => ({
		parameters: {
			...withOption(shape, { fileName: LIST, folderId: LIST, description: LIST }),
			folderName: LIST,
		},
	}),
	'Items at Once': (shape) => ({ parameters: withOption(shape, { itemsAtOnce: '={{ "many" }}' }) }),
	'the credential': () => ({ credential: { baseUrl: 'nowhere' } }),
};
const WORDS = ['alpha', 'beta'];

function seenOf({ error, outputs }: NodeRun): string {
	return JSON.stringify([error?.description, error?.context, outputs]);
}

describe.each(Object.entries(BAD))('a later try in which %s can not be read', (_bad, change) => {
	const cases = ON_ERROR.flatMap((onError) =>
		TASKS.map((shape) => [shape.name, onError, shape] as const),
	);

	test.each(cases)('%s, On Error %s: tells the tasks that were paid', async (_, onError, shape) => {
		const account = await newAccount();
		const items = await itemsOf(shape, account, WORDS);
		const earlier = await paidIn(account);
		await account.addFaults(breaksAll(shape));
		const input = { ...shape, items, account };
		const first = await runNode(input);
		expect(first.status).toBe('error');
		await account.clearFaults();

		const bad = await retryNode(first, {
			...input,
			...change(shape),
			node: { onError },
			reload: true,
		});
		expect(bad.status).toBe(onError === 'stopWorkflow' ? 'error' : 'success');
		for (const { taskId } of await startedIn(account)) expect(seenOf(bad)).toContain(taskId);
		if (onError !== 'stopWorkflow') return;

		const good = await retryNode(bad, { ...input, reload: true, executionId: '3' });
		expect(good.status).toBe('success');
		expectGood(shape, good, WORDS.length);
		expect(await paidIn(account)).toBe(earlier + WORDS.length * shape.pays);
	});

	test.each(paying.map((shape) => [shape.name, shape] as const))(
		'%s: says that a task whose answer was lost may have been accepted',
		async (_, shape) => {
			const account = await newAccount();
			const items = await itemsOf(shape, account);
			await account.addFaults({ step: 'submit', times: 'forever', fault: { type: 'reset-after' } });
			const first = await runNode({ ...shape, items, account });
			expect(first.status).toBe('error');
			for (const onError of ON_ERROR) {
				const input = { ...shape, ...change(shape), items, node: { onError }, reload: true };
				expect(seenOf(await retryNode(first, input))).toMatch(/may also have accepted/);
			}
		},
	);
});

describe('as a tool of an AI agent', () => {
	const goingOn = TOOL_WAYS.filter((way) => !endsWithItsTool(way));
	const cases = goingOn.flatMap((way) =>
		TASKS.filter(({ isTool }) => isTool).map((shape) => [shape.name, way, shape] as const),
	);

	test.each(cases)('%s (%s): tells the tasks of an earlier call', async (_, way, shape) => {
		const account = await newAccount();
		await account.addFaults(breaksAll(shape));
		// From the moment that the node has kept something.
		const isKept = '$node["CAMB.AI"].context["cambTasks"]';
		const parameters = {
			...withWord(shape, "$fromAI('word')"),
			options: {
				...(shape.parameters.options as IDataObject),
				fileName: `={{ ${isKept} ? ["a", "b"] : "name" }}`,
			},
		} as INodeParameters;
		const call = [{ word: 'alpha' }];
		const { answers } = await callTool(way, [call, call], { ...shape, parameters, account });
		for (const { taskId } of (await account.state()).tasks) {
			expect(answers.map(([answer]) => answer.includes(taskId))).toEqual([true, true]);
		}
	});
});
