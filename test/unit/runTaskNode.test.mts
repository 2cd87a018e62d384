import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { contextWith, kindOf, requestOf } from '../support/itemContext.mts';
import type { DirectKind, DirectRequest } from '../../nodes/shared/tasks/directKind';
import type { Kind, TaskRequest } from '../../nodes/shared/tasks/kind';
import type { NodeRequest } from '../../nodes/shared/runTaskNode';
import { systemTiming } from '../../nodes/shared/http/timing';
import { runTaskNode } from '../../nodes/shared/runTaskNode';

const kind = kindOf({
	pollingPolicy: { shortestGapMs: 1, longestGapMs: 1, maxWaitMs: 60_000 },
	fetch: async ({ runId }, { resultOptions, field }) => [
		{ json: { run: runId, resultOptions, field } },
	],
});

/** Runs a node with these parameters on one item, whose task is then in such a state. */
async function run(
	parameters: IDataObject,
	resultOptions: IDataObject = {},
	status: object = { status: 'SUCCESS', run_id: 7 },
	of: Kind | DirectKind = kind,
	plan = () => ({ ...requestOf(), kind: of, resultOptions }) as NodeRequest,
	n8n: object = {},
) {
	const sent: string[] = [];
	const context = Object.assign(contextWith({ parametersOf: () => parameters }), n8n);
	context.helpers.httpRequestWithAuthentication = async (_name, options) => {
		const { method = 'GET', url } = options as IHttpRequestOptions;
		sent.push(`${method} ${new URL(url).pathname}`);
		const body = Readable.from([
			Buffer.from(JSON.stringify(method === 'POST' ? { task_id: 't1' } : status)),
		]);
		return { statusCode: 200, headers: {}, body };
	};
	const [items] = await runTaskNode(context, systemTiming, plan);
	return { json: items[0].json, items, sent };
}

test('waits for the task and fetches its result', async () => {
	const { json, sent } = await run({ outputDataField: 'audio' });
	expect(json).toMatchObject({ taskId: 't1', status: 'SUCCESS', run: 7, field: 'audio' });
	expect(sent).toEqual(['POST /apis/tts', 'GET /apis/tts/t1']);
});

test('a request whose reply is the result waits for nothing, whatever the node is told', async () => {
	const read = async () => ({ json: { spoken: true } });
	const direct = { name: 'streamed-speech', pollingPolicy: kind.pollingPolicy, read };
	const { json, sent } = await run({ waitForCompletion: false }, {}, {}, direct);
	expect(json).toMatchObject({ kind: 'streamed-speech', taskId: null, spoken: true });
	expect(sent).toEqual(['POST /apis/tts']);
});

test('gives the task ID at once where it is not to wait', async () => {
	const { json, sent } = await run({ waitForCompletion: false });
	expect(json).toMatchObject({ taskId: 't1', status: 'PENDING' });
	expect(sent).toEqual(['POST /apis/tts']);
});

describe('the pieces of what is too much for one', () => {
	const joinPieces: Kind['joinPieces'] = (pieces) => ({ runs: pieces.map(({ run }) => run) });
	const pieces = () => [1, 2].map(() => requestOf({ ...kind, joinPieces }) as TaskRequest);

	test('become one item', async () => {
		const { items, sent } = await run({}, {}, undefined, kind, pieces);
		expect(items.map(({ json }) => json)).toMatchObject([{ runs: [7, 7] }]);
		expect(sent.filter((each) => each.startsWith('POST'))).toHaveLength(2);
	});

	test('are none where one request holds it all: the item is that of its task', async () => {
		const { json } = await run({}, {}, undefined, kind, () => pieces().slice(1));
		expect(json).toMatchObject({ taskId: 't1', run: 7 });
		expect(json).not.toHaveProperty('pieces');
	});

	test('are one item that names each of them where the node is not to wait', async () => {
		const { items } = await run({ waitForCompletion: false }, {}, undefined, kind, pieces);
		const each = { taskId: 't1', runId: null };
		expect(items.map(({ json }) => json)).toMatchObject([
			{ status: 'PENDING', pieces: [each, each] },
		]);
	});
});

test('what is picked from a list of the API is no task', async () => {
	const pick = (rows: IDataObject[]) => rows.map((row) => ({ json: row }));
	const read = (rows: IDataObject[]) => rows;
	const plan = () => ({ listPath: '/list-voices', read, pick });
	const { items, sent } = await run({}, {}, [{ id: 5 }, { id: 6 }], kind, plan);
	expect(items.map(({ json }) => json)).toEqual([{ id: 5 }, { id: 6 }]);
	expect(sent).toEqual(['GET /apis/list-voices']);
});

test('what is made of a finished run needs no task and no wait', async () => {
	const plan = () => ({ kind, runId: 7, resultOptions: { output: 'text' } });
	const { json, sent } = await run({ waitForCompletion: false }, {}, undefined, kind, plan);
	expect(json).toMatchObject({ taskId: null, run: 7, resultOptions: { output: 'text' } });
	expect(sent).toEqual([]);
});

test('does at the end of Max Wait what the user chose', async () => {
	const running = { status: 'PENDING', run_id: null };
	const wait = { maxWait: 0.0005 };
	const { json } = await run({ options: { ...wait, onMaxWait: 'item' } }, {}, running);
	expect(json).toMatchObject({ taskId: 't1', status: 'PENDING' });
	await expect(run({ options: wait }, {}, running)).rejects.toMatchObject({
		message: expect.stringContaining('within 1 second'),
	});
});

test('a setting that is not understood is told before anything is sent', async () => {
	await expect(run({ options: { onMaxWait: 'stop' } })).rejects.toMatchObject({
		message: expect.stringContaining('On Max Wait "stop"'),
	});
});

describe('Wait in the Background', () => {
	const long = { ...kind, pollingPolicy: { ...kind.pollingPolicy, maxWaitMs: 600_000 } };
	const direct = requestOf({
		...{ name: 'streamed-speech', pollingPolicy: kind.pollingPolicy },
		read: async () => ({ json: {} }),
	} as never) as unknown as DirectRequest;
	const joinPieces: Kind['joinPieces'] = () => ({});

	/** Whether n8n was left to wait, and what was said where it was not. */
	async function inBackground(plan: NodeRequest, parameters: IDataObject = {}) {
		const executeWorkflow = jest.fn(async () => ({ waitTill: new Date(), data: [] }));
		const hints: unknown[] = [];
		const getWorkflow = () => ({ id: 'w' });
		const addExecutionHints = (hint: unknown) => void hints.push(hint);
		const n8n = { executeWorkflow, getWorkflow, addExecutionHints };
		const wanted = { options: { waitInBackground: true }, ...parameters };
		const { items } = await run(wanted, {}, undefined, kind, () => plan, n8n);
		return { isHeld: executeWorkflow.mock.calls.length === 1, hints, items };
	}

	test.each<[string, NodeRequest]>([
		['of a kind that always has one', requestOf(long)],
		['of a kind that has one with these options', requestOf({ ...long, isOneResult: () => true })],
	])('leaves a task with one result to n8n: %s', async (_name, plan) => {
		const { isHeld, hints, items } = await inBackground(plan);
		expect([isHeld, hints]).toEqual([true, []]);
		expect(items).toMatchObject([{ json: { taskId: 't1', status: 'PENDING' } }]);
	});

	test.each<[string, NodeRequest]>([
		['a task with several results', requestOf({ ...long, isOneResult: () => false })],
		['a task that Fetch Result does not know', requestOf({ ...long, name: 'nobody-knows' })],
		['several tasks', [1, 2].map(() => requestOf({ ...long, joinPieces }))],
		['a request whose reply is the result', direct],
		['several of those', { pieces: [direct] }],
		[
			'a list of the API',
			{ listPath: '/list-voices', read: () => [{}], pick: () => [{ json: {} }] },
		],
		['what is made of a finished run', { kind: long, runId: 7, resultOptions: {} }],
	])('is not for %s, which says so and ends in memory', async (_name, plan) => {
		const { isHeld, hints, items } = await inBackground(plan);
		expect(isHeld).toBe(false);
		expect(hints).toMatchObject([{ message: expect.stringMatching(/in memory/) }]);
		expect(items).toHaveLength(1);
		expect(items[0].json.status).not.toBe('PENDING');
	});

	test.each([
		['nothing is waited for', { waitForCompletion: false }],
		['the option is off', { options: {} }],
	])('says nothing where %s', async (_name, parameters) => {
		const several = requestOf({ ...long, isOneResult: () => false });
		const { isHeld, hints, items } = await inBackground(several, parameters);
		expect([isHeld, hints]).toEqual([false, []]);
		expect(items).toMatchObject([{ json: { taskId: 't1' } }]);
	});
});
