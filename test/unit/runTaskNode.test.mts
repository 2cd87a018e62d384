import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { contextWith, kindOf, requestOf } from '../support/itemContext.mts';
import type { DirectKind } from '../../nodes/shared/tasks/directKind';
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
) {
	const sent: string[] = [];
	const context = contextWith({ parametersOf: () => parameters });
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
