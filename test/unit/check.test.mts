import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { check, checkLook } from '../../nodes/CambFetchResult/background/check';
import type { HeldTask } from '../../nodes/shared/tasks/background/heldTask';
import { heldTask } from '../support/heldTask.mts';
import { node } from '../support/itemContext.mts';

const held = (taskId: string, changes: Partial<HeldTask> = {}): INodeExecutionData => ({
	json: { held: heldTask({ taskId, ...changes }) as never },
});
const binary = { data: { data: 'AAAA', mimeType: 'audio/flac' } };
const done = { json: { done: { text: 'Hola' }, nextCheckInSeconds: 65 }, binary };
const silent = { json: { done: { text: '' } } };
const failed = {
	json: { failed: { message: 'No', description: 'Try.', context: { itemIndex: 1, taskId: 't1' } } },
};
/** What n8n gives of a workflow that it lost. */
const lost = [{ json: { error: 'It was lost' } }];
const begun = [held('t1'), held('t2')];

/** What n8n gives the step that checks, in its round. */
function inRound(items: INodeExecutionData[], round = 0, before = begun): IExecuteFunctions {
	const $ = (name: string) => {
		if (name !== 'Start') throw new Error(`No node ${name}`);
		return { all: () => before };
	};
	return {
		getInputData: () => items,
		getNode: () => node({ name: 'Speak' }),
		getWorkflowDataProxy: (item: number) => (item === 0 ? { $runIndex: round, $ } : undefined),
	} as unknown as IExecuteFunctions;
}

const linked = (items: INodeExecutionData[]) =>
	items.map((each, item) => ({ ...each, pairedItem: { item } }));

test('all that is done is what the node gives, each by its place and with its files', () => {
	expect(check(inRound([done, silent]))).toEqual([
		[
			{ json: { text: 'Hola' }, binary, pairedItem: { item: 0 } },
			{ json: { text: '' }, pairedItem: { item: 1 } },
		],
		[],
	]);
	expect(checkLook(inRound([done, silent]))).toEqual([linked([done, silent]), []]);
});

test('an error is that of the node, with its ids; one step further in it is on its way', () => {
	expect(() => check(inRound([failed]))).toThrow(
		expect.objectContaining({
			message: 'No',
			description: 'Try.',
			context: expect.objectContaining({ itemIndex: 1, taskId: 't1' }) as object,
		}) as Error,
	);
	expect(checkLook(inRound([failed]))).toEqual([linked([failed]), []]);
});

test.each([0, 3])('what was lost in round %i is looked after again', (round) => {
	for (const step of [check, checkLook]) {
		expect(step(inRound(lost, round))).toEqual([[], linked(begun)]);
	}
});

test('what was seen of it last is nearer than how it began', () => {
	const seen = [done, held('t2', { checks: 9 })];
	expect(check(inRound(seen))).toEqual([[], linked(seen)]);
	// Unless not all of it is known.
	expect(check(inRound([done, ...lost]))).toEqual([[], linked(begun)]);
});

test('what is lost for the fifth time ends with the ids of its tasks', () => {
	expect(() => check(inRound(lost, 4))).toThrow(
		expect.objectContaining({
			message: expect.stringMatching(/background/) as string,
			description: expect.stringMatching(/5 times.+t1.+Fetch Result.+t2/) as string,
		}) as Error,
	);
	const [[{ json }, ...more], again] = checkLook(inRound(lost, 4));
	expect(json.failed).toMatchObject({ context: { taskId: 't1' } });
	expect([more, again]).toEqual([[], []]);
});

test('or with an error for each, where the workflow goes on', () => {
	const goesOn = { onError: 'continueRegularOutput' as const };
	const before = [done, held('t1', goesOn)];
	const [given, again] = check(inRound(lost, 4, before));
	expect(given).toMatchObject([
		{ json: { text: 'Hola' }, binary, pairedItem: { item: 0 } },
		{ json: { error: expect.any(String) as string, taskId: 't1' }, pairedItem: { item: 1 } },
	]);
	expect(again).toEqual([]);
});
