import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import {
	giveUp,
	giveUpEach,
	toError,
	toFailed,
} from '../../nodes/CambFetchResult/background/failed';
import type { Failed, HeldTask } from '../../nodes/shared/tasks/background/heldTask';
import { heldTask } from '../support/heldTask.mts';
import { node } from '../support/itemContext.mts';

const context = { getNode: () => node() } as unknown as IExecuteFunctions;
const why = { message: 'n8n lost it', description: 'It ended 5 times.' };
const held = (taskId: string, onError: HeldTask['onError']): INodeExecutionData => ({
	json: { held: heldTask({ taskId, onError }) as never },
});
const binary = { data: { data: 'AAAA', mimeType: 'audio/flac' } };
const done = { json: { done: { text: 'Hola' } }, binary };
const ids = (taskId: string) => ({ kind: 'text-to-speech', taskId, runId: null });
const onItsWay = <T,>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('a wait that ends for good stops with the ids of all tasks that are under way', () => {
	const items = [
		done,
		held('t1', 'stopWorkflow'),
		held('t2', 'stopWorkflow'),
		held('t3', 'stopWorkflow'),
	];
	const given = giveUp(context, items, why);
	expect(given).toHaveLength(1);
	const error = toError(context, onItsWay(given[0].json) as unknown as Failed);
	expect(error).toMatchObject({ name: 'NodeOperationError', message: why.message });
	expect(error.description).toMatch(/5 times.+Task ID t1 .+Fetch Result.+t2.+t3/);
	expect(error.context).toMatchObject({
		itemIndex: 1,
		...ids('t1'),
		others: [ids('t2'), ids('t3')],
	});
});

test('where the workflow goes on, each task has its own error, and what is done is kept', () => {
	const items = [done, held('t1', 'continueRegularOutput'), held('t2', 'continueErrorOutput')];
	const [first, second, third, ...more] = giveUp(context, items, why);
	expect(more).toEqual([]);
	expect(first).toBe(done);
	expect(second.json.done).toMatchObject({ error: why.message, ...ids('t1') });
	expect(third.json).toEqual({
		done: { error: expect.objectContaining({ message: why.message, ...ids('t2') }) as object },
	});
	expect(giveUp(context, [done], why)).toEqual([done]);
});

test('each item by itself gives its error, or what it has come to with its files', () => {
	const other = { json: { text: 'Adiós' } };
	const items = [done, held('t1', 'stopWorkflow'), held('t2', 'continueErrorOutput'), other];
	const [first, second, third, last] = giveUpEach(context, items, why);
	expect(first).toEqual({ json: { text: 'Hola' }, binary });
	expect(second.json).toMatchObject({ error: why.message, ...ids('t1') });
	expect(second.json.description).toMatch(/5 times.+t1.+Fetch Result/);
	expect(third.json).toEqual({ error: expect.objectContaining(ids('t2')) as object });
	expect(last).toEqual(other);
});

test.each([
	[{ message: 'connect ECONNREFUSED', description: null, context: {} }, undefined],
	[{ message: 'No', context: { itemIndex: 0, taskId: 't1' } }, undefined],
	[{ message: 'No', description: 'Try again.', context: { itemIndex: 2, runId: 7 } }, 'Try again.'],
])('an error is the same on the way as at its end: %j', (failed, description) => {
	const error = toError(context, { failed } as Failed);
	expect(error.message).toBe(failed.message);
	expect(error.description ?? undefined).toBe(description);
	expect(error.context).toMatchObject(failed.context);
	expect(onItsWay(toFailed(error))).toMatchObject({
		json: { failed: { message: failed.message } },
	});
});
