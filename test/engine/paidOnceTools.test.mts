import type { IDataObject } from 'n8n-workflow';

import type { ToolWay } from '../../engine/agent.mts';
import type { FaultRule } from '../../sandbox/faults/types.mts';
import { callTool, endsWithItsTool, TOOL_WAYS } from '../support/agent.mts';
import { countOf, newAccount, useEngine } from '../support/harness.mts';
import type { Shape } from '../support/shapes.mts';
import { breaksAll, isDirect, paidIn, SHAPES, withWord } from '../support/shapes.mts';

useEngine();

const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const TOOLS = SHAPES.filter(({ isTool }) => isTool);
const TASKS = TOOLS.filter((shape) => !isDirect(shape));
const GOING_ON = TOOL_WAYS.filter((way) => !endsWithItsTool(way));
const cases = (shapes = TOOLS, ways = TOOL_WAYS) =>
	ways.flatMap((way) =>
		shapes.map((shape) => [shape.name, way, shape] as [string, ToolWay, Shape]),
	);
const alpha = { word: 'alpha' };

/** Calls a shape as a tool, round by round. */
async function call(
	way: ToolWay,
	shape: Shape,
	rounds: IDataObject[][],
	{ node = {}, rules = [] as FaultRule[] } = {},
) {
	const account = await newAccount();
	await account.addFaults(...rules);
	// A tool has no input item with a word: the model gives it.
	const parameters = withWord(shape, "$fromAI('word')");
	const run = await callTool(way, rounds, { type: shape.type, parameters, account, node });
	expect(run.error).toBeUndefined();
	return { ...run, paid: await paidIn(account) };
}

describe('a tool of an AI agent', () => {
	test.each(cases())('%s (%s): works, and tells what it made', async (_, way, shape) => {
		const { answers, paid, account } = await call(way, shape, [[alpha]]);
		expect(paid).toBe(shape.pays);
		// A set-up is a run without a task, and a stream is neither.
		for (const { taskId, runId } of (await account.state()).tasks.slice(0, 1)) {
			for (const id of isDirect(shape) ? [runId] : [taskId, runId])
				expect(answers[0][0]).toContain(String(id));
		}
	});

	test.each(cases())(
		'%s (%s): with Retry On Fail and results that never come, is paid for once',
		async (_, way, shape) => {
			const { answers, paid, account } = await call(way, shape, [[alpha]], {
				node: RETRIES,
				rules: [breaksAll(shape)],
			});
			expect(paid).toBeLessThanOrEqual(shape.pays);
			if (isDirect(shape)) {
				expect(answers[0][0]).toMatch(/may have/);
				return;
			}
			const { taskId, kind } = (await account.state()).tasks[0];
			expect(answers[0][0]).toContain(taskId);
			expect(answers[0][0]).toContain(kind);
		},
	);

	test.each(cases(TASKS))(
		'%s (%s): whose answer to the submit is lost, is not sent again',
		async (_, way, shape) => {
			const { answers, account } = await call(way, shape, [[alpha]], {
				node: RETRIES,
				rules: [{ step: 'submit', times: 'forever', fault: { type: 'reset-after' } }],
			});
			expect(await countOf(account, 'submit')).toBe(shape.pieces ?? 1);
			expect(answers[0][0]).toMatch(/may have accepted/);
		},
	);

	test.each(cases(TASKS))('%s (%s): a task that ends badly tells its ID', async (_, way, shape) => {
		const { answers, account } = await call(way, shape, [[alpha]], {
			rules: [{ times: 'forever', fault: { type: 'task', status: 'ERROR' } }],
		});
		expect(answers[0][0]).toContain((await account.state()).tasks[0].taskId);
	});

	test.each(cases())(
		'%s (%s): two calls with the same input are two tasks',
		async (_, way, shape) => {
			const { answers, paid } = await call(way, shape, [[alpha, alpha]]);
			expect(paid).toBe(2 * shape.pays);
			expect(answers[0]).toHaveLength(2);
			// Of a stream there is no ID that tells them apart.
			if (!isDirect(shape)) expect(answers[0][0]).not.toBe(answers[0][1]);
		},
	);

	test.each(cases())(
		'%s (%s): after a call that brought its result, the same input is new work',
		async (_, way, shape) => {
			const { answers, paid } = await call(way, shape, [[alpha], [alpha]]);
			expect(paid).toBe(2 * shape.pays);
			expect(answers[0][0]).not.toBe(answers[1][0]);
		},
	);

	const ofOneItem = TASKS.filter(({ gives }) => gives.length === 1);
	test.each(cases(ofOneItem, GOING_ON))(
		'%s (%s): a later call picks up what an earlier one with the same input left behind',
		async (_, way, shape) => {
			const { answers, paid, account } = await call(way, shape, [[alpha], [alpha]], {
				rules: [{ ...breaksAll(shape), times: 1 }],
			});
			expect(paid).toBe(shape.pays);
			const [{ taskId }] = (await account.state()).tasks;
			expect(answers.map(([answer]) => answer.includes(taskId))).toEqual([true, true]);
			expect(answers[1][0]).toContain('SUCCESS');
		},
	);

	test.each(GOING_ON)('%s: another input is other work', async (way) => {
		const [speech] = TOOLS;
		const { paid } = await call(way, speech, [[alpha], [{ word: 'beta' }]], {
			rules: [{ ...breaksAll(speech), times: 1 }],
		});
		expect(paid).toBe(2);
	});
});
