import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { openTries } from '../../nodes/shared/tasks/tries';
import { contextWith } from '../support/itemContext.mts';
import type { Run } from '../support/texts.mts';
import { runTexts } from '../support/texts.mts';

interface Try {
	node?: Partial<INode>;
	kept?: IDataObject;
	runIndex?: number;
	executionId?: string;
}

/** Whether another try may follow this one. */
function tryOnce({ node, kept = {}, runIndex = 0, executionId = '1' }: Try, isTool = false) {
	const context = contextWith({ nodeContext: kept, runIndex, executionId });
	Object.assign(context, { getNode: () => ({ retryOnFail: true, ...node }) });
	return openTries(context, isTool).mayFollow;
}

test.each<[Partial<INode>, number]>([
	[{}, 3],
	[{ maxTries: 0 }, 3],
	[{ maxTries: 1 }, 2],
	[{ maxTries: 4 }, 4],
	[{ maxTries: 9 }, 5],
])('n8n tries a node with %j %i times', (node, count) => {
	const kept = {};
	const follow = Array.from({ length: count }, () => tryOnce({ node, kept }));
	expect(follow).toEqual([...Array<boolean>(count - 1).fill(true), false]);
});

test('none follows without Retry On Fail, nor in a tool, which it is another run for', () => {
	expect(tryOnce({ node: { retryOnFail: false } })).toBe(false);
	expect(tryOnce({}, true)).toBe(false);
});

test('another round of a loop, and another execution, are counted anew', () => {
	const kept = {};
	const node = { maxTries: 2 };
	expect(tryOnce({ node, kept })).toBe(true);
	expect(tryOnce({ node, kept, runIndex: 1 })).toBe(true);
	expect(tryOnce({ node, kept, runIndex: 1, executionId: '2' })).toBe(true);
	expect(tryOnce({ node, kept, runIndex: 1, executionId: '2' })).toBe(false);
});

describe('a part that was lost', () => {
	const lost = { json: { error: 'no' } };
	const namesOf = ([items]: INodeExecutionData[][]) =>
		items.map(({ json }) => json.error ?? json.text);
	const given: Run = {
		retryOnFail: true,
		texts: ['one', 'two', 'three'],
		work: async ({ item }, text) => [{ json: { text } }, ...(item === 1 ? [lost] : [])],
	};

	test('goes where n8n sees it while another try may follow, and at last to its place', async () => {
		const kept = {};
		const tries = [];
		for (let each = 0; each < 3; each++) tries.push(namesOf(await runTexts({ ...given, kept })));
		expect(kept).toEqual({ cambTasks: {} });
		expect(tries).toEqual([
			['no', 'one', 'two', 'three'],
			['no', 'one', 'two', 'three'],
			['one', 'two', 'no', 'three'],
		]);
	});

	test('stays in its place without Retry On Fail', async () => {
		const outputs = await runTexts({ ...given, retryOnFail: false });
		expect(namesOf(outputs)).toEqual(['one', 'two', 'no', 'three']);
	});
});
