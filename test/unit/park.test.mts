import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { canHoldAll, park } from '../../nodes/shared/tasks/background/park';
import { outerWorkflow } from '../../nodes/shared/tasks/background/workflows';
import { contextWith, node } from '../support/itemContext.mts';

const code = outerWorkflow(node());
const items = [{ json: { done: {} } }];
const given = [{ json: { text: 'Hola' } }];

/** What n8n gives a node that starts another workflow. */
function starting(answer: () => unknown) {
	const calls: unknown[][] = [];
	const context = {
		getExecutionId: () => '12',
		getWorkflow: () => ({ id: 34, active: true }),
		async executeWorkflow(...call: unknown[]) {
			calls.push(call);
			return await Promise.resolve(answer());
		},
	} as unknown as IExecuteFunctions;
	return { calls, context };
}

test.each<[string, object, INodeExecutionData[] | undefined]>([
	['n8n stores the execution', { waitTill: new Date(), data: [given] }, undefined],
	['the other workflow ends at once', { waitTill: null, data: [given] }, given],
	['the other workflow gives nothing', { data: [] }, []],
	['the other workflow gives nothing by its output', { data: [null] }, []],
])('where %s, that is what comes of it', async (_name, answer, expected) => {
	const { calls, context } = starting(() => answer);
	expect(await park(context, code, items)).toEqual(expected);
	const parentExecution = { executionId: '12', workflowId: '34', shouldResume: true };
	expect(calls).toEqual([[{ code }, items, undefined, { parentExecution }]]);
});

test('where the other workflow can not be started, it is told why', async () => {
	const { context } = starting(() => {
		throw new Error('Workflow not active');
	});
	await expect(park(context, code, items)).rejects.toThrow('Workflow not active');
});

test.each<[string, object, boolean[], RegExp | undefined]>([
	['each item has one result', {}, [true, true], undefined],
	['n8n tells of no settings', { getWorkflowSettings: undefined }, [true], undefined],
	['the workflow has the usual engine', { engineType: 'v1' }, [true], undefined],
	['an item has several results', {}, [true, false], /one result/],
	['the workflow has the new engine', { engineType: 'v2' }, [true], /Engine 2\.0/],
	['an agent runs the node', { runAs: 'engine' }, [true], /agents/],
	['an agent runs the tool of the node', { runAs: 'invoke' }, [true], /agents/],
])('whether n8n waits in the background, where %s', (_name, setting, areOne, why) => {
	const { runAs, engineType, ...more } = setting as { runAs?: 'engine'; engineType?: string };
	const hints: unknown[] = [];
	const getWorkflowSettings = () => ({ engineType });
	const addExecutionHints = (hint: unknown) => void hints.push(hint);
	const context = { ...contextWith({ runAs }), getWorkflowSettings, addExecutionHints, ...more };
	expect(canHoldAll(context as IExecuteFunctions, areOne)).toBe(!why);
	const hint = { message: expect.stringMatching(why ?? '') as string, type: 'info' };
	expect(hints).toEqual(why ? [{ ...hint, location: 'outputPane' }] : []);
});

test('an n8n without hints waits in memory without a word', () => {
	expect(canHoldAll(contextWith(), [false])).toBe(false);
});
