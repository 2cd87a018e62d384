import type { INode } from 'n8n-workflow';

import { holdTask, inMemoryMs } from '../../nodes/shared/tasks/background/holdTask';
import { isHeld, waitInBackground } from '../../nodes/shared/tasks/background/waitInBackground';
import type { Ended } from '../../nodes/shared/tasks/ended';
import type { Output } from '../../nodes/shared/tasks/kind';
import { fault, itemContextWith, kindOf, node } from '../support/itemContext.mts';
import { heldTask } from '../support/heldTask.mts';
import { toNodeError } from '../../nodes/shared/errors/nodeErrors';

test.each([
	[300_000, 0, 300_000],
	[300_000, 200_000, 100_000],
	[undefined, 0, 0],
	[undefined, 1000, -1000],
])('of %j ms in memory %i are over: %i are left', async (allowed, over, left) => {
	const { itemContext, clock } = itemContextWith();
	await clock.sleep(over);
	const { pollingPolicy } = kindOf();
	const kind = kindOf({ pollingPolicy: { ...pollingPolicy, inMemoryMs: allowed } });
	expect(inMemoryMs(itemContext.session, kind, 600_000)).toBe(left);
});

test('a Max Wait that n8n would keep in memory is waited for there', () => {
	const { session } = itemContextWith().itemContext;
	expect([0, 1000, 65_000].map((ms) => inMemoryMs(session, kindOf(), ms))).toEqual([
		0, 1000, 65_000,
	]);
	expect(inMemoryMs(session, kindOf(), 65_001)).toBe(0);
});

test.each<[INode['onError'], boolean, string]>([
	[undefined, false, 'stopWorkflow'],
	['stopWorkflow', false, 'stopWorkflow'],
	// As workflows of n8n before 1.0 have it: continueOnFail.
	[undefined, true, 'continueRegularOutput'],
	['continueRegularOutput', true, 'continueRegularOutput'],
	['continueErrorOutput', true, 'continueErrorOutput'],
])('under %j a task is held with all that its result needs (%#)', (chosen, goesOn, onError) => {
	const settings = { field: 'audio', fileName: 'episode' };
	const { itemContext } = itemContextWith({}, { node: { onError: chosen }, settings });
	const { session } = itemContext;
	Object.assign(session.context, { continueOnFail: () => goesOn });
	const fields = { kind: 'dub', taskId: 't1', submittedAt: 5, checks: 2, status: 'PENDING' };
	const wanted = {
		resultOptions: { language: 54 },
		onMaxWait: 'item' as const,
		waitingSince: 7,
		maxWaitMs: 9,
	};
	const output = holdTask(itemContext, {
		fields: { ...fields, runId: null, waitedMs: 1200 },
		about: { language: 54 },
		...wanted,
	});
	const { kind, taskId, submittedAt, checks } = fields;
	expect(output).toMatchObject({
		json: { kind, taskId, checks, status: 'PENDING', waitedSeconds: 1.2, language: 54 },
		held: { kind, taskId, submittedAt, checks, settings, onError, ...wanted },
		isPending: true,
	});
	expect(output.held?.waitedMs).toBe(0);
	expect(JSON.parse(JSON.stringify(output.held))).toEqual(output.held);
	expect(session.places.underWay).toBe(1);
});

describe('the wait for all items of a node', () => {
	const ids = { kind: 'dub', taskId: 't1' };
	const under: Output = { json: ids, held: heldTask(), isPending: true };
	const binary = { data: { data: 'AAAA', mimeType: 'audio/flac' } };
	const outputs: Output[] = [{ json: { text: 'Hola' }, binary }, under];
	const fine = (...all: Output[]): Ended => ({ ok: true, outputs: all });
	const bad: Ended = {
		ok: false,
		error: toNodeError(node(), fault('No'), { task: { ...ids, runId: null } }),
	};

	function sessionWith(answer: () => unknown, onError?: INode['onError']) {
		const { itemContext, log } = itemContextWith({}, { node: { onError, type: 'camb.node' } });
		const executeWorkflow = jest.fn(async () => await Promise.resolve(answer()));
		const getWorkflow = () => ({ id: 'w' });
		Object.assign(itemContext.session.context, { executeWorkflow, getWorkflow });
		return { session: itemContext.session, executeWorkflow, log };
	}

	test('is wanted where a task is under way', () => {
		expect(isHeld(fine(under))).toBe(true);
		expect(isHeld(fine(outputs[0]))).toBe(false);
		expect(isHeld(bad)).toBe(false);
	});

	test('is left to n8n, with what is done already; meanwhile items say what is under way', async () => {
		const { session, executeWorkflow } = sessionWith(() => ({ waitTill: new Date(), data: [] }));
		const ended = [fine(outputs[0]), fine(under), bad];
		expect(await waitInBackground(session, ended)).toEqual([
			{ json: {}, pairedItem: { item: 0 } },
			{ json: ids, pairedItem: { item: 1 } },
			{ json: {}, pairedItem: { item: 2 } },
		]);
		const [, items] = executeWorkflow.mock.calls[0] as unknown[];
		expect(items).toMatchObject([
			{ json: { done: { text: 'Hola' } }, binary },
			{ json: { held: { ...under.held, waitedMs: 65_000 } } },
			{ json: { done: { error: expect.any(String) as string, taskId: 't1' } } },
		]);
	});

	test("has an error as n8n's error output takes it", async () => {
		const answer = () => ({ waitTill: new Date(), data: [] });
		const { session, executeWorkflow } = sessionWith(answer, 'continueErrorOutput');
		await waitInBackground(session, [fine(under), bad]);
		const [, items] = executeWorkflow.mock.calls[0] as unknown[];
		expect(items).toMatchObject([{}, { json: { done: { error: { taskId: 't1' } } } }]);
	});

	test('is not left to n8n when that waits for nothing', async () => {
		const { session } = sessionWith(() => ({ data: [[{ json: { text: 'Adiós' } }]] }));
		expect(await waitInBackground(session, [fine(under)])).toBeUndefined();
	});

	test.each([[fine()], [fine(under, under)]])(
		'is not of an item that has no place',
		async (end) => {
			const { session, executeWorkflow } = sessionWith(() => ({ data: [] }));
			expect(await waitInBackground(session, [fine(under), end])).toBeUndefined();
			expect(executeWorkflow).not.toHaveBeenCalled();
		},
	);

	test('that n8n refuses goes on in memory, and the log says why, without the key', async () => {
		const { session, log } = sessionWith(() => {
			throw new Error('Not with the-key');
		});
		expect(await waitInBackground(session, [fine(under)])).toBeUndefined();
		const error = expect.stringMatching(/Not with \[API key\]/) as string;
		expect(log).toEqual([['warn', expect.stringMatching(/background/), { error }]]);
	});
});
