import type { RunKind } from '../../nodes/shared/tasks/finishedRun';
import { runFinished } from '../../nodes/shared/tasks/finishedRun';
import { fault, itemContextWith } from '../support/itemContext.mts';

const kind: RunKind = {
	name: 'dub-export',
	pollingPolicy: { shortestGapMs: 1000, longestGapMs: 15_000, maxWaitMs: 60_000 },
	fetch: async ({ runId }, { resultOptions }) => [{ json: { fetched: runId, ...resultOptions } }],
};
const request = { kind, runId: 7, resultOptions: { format: 'mp3' } };
const ids = { kind: 'dub-export', taskId: null, runId: 7 };

test('what is wanted of a finished run comes as one item with its run, and nothing is submitted', async () => {
	const { itemContext, sent } = itemContextWith();
	const fields = { ...ids, status: 'SUCCESS', submittedAt: null, waitedSeconds: 0, checks: 0 };
	expect(await runFinished(itemContext, request)).toEqual([
		{ json: { ...fields, fetched: 7, format: 'mp3' } },
	]);
	expect(itemContext.tasks).toEqual([ids]);
	expect(sent).toEqual([]);
});

test('a finished run whose result does not come is what the item is about', async () => {
	const { itemContext } = itemContextWith();
	const fetch = async () => await Promise.reject(fault('No'));
	const work = runFinished(itemContext, { ...request, kind: { ...kind, fetch } });
	await expect(work).rejects.toThrow('No');
	expect(itemContext.tasks).toEqual([ids]);
});
