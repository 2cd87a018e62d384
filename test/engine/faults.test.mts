import type { Fault } from '../../sandbox/faults/types.mts';
import { countOf, newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

const speech = {
	type: 'cambTextToSpeech',
	parameters: { text: 'Hello there', voice: 147320, language: 1 },
};

/** Runs one item with one fault, and tells what came of it. */
async function runWith(
	step: 'submit' | 'poll' | 'fetch',
	fault: Fault,
	times: number | 'forever' = 1,
) {
	const account = await newAccount();
	await account.addFaults({ step, fault, times });
	const result = await runNode({ ...speech, account });
	const { tasks } = await account.state();
	return { ...result, tasks, submits: await countOf(account, 'submit') };
}

describe('submit: a create is sent again only when the API cannot have taken it', () => {
	test('an answer that was lost is told with what to do', async () => {
		const { error } = await runWith('submit', { type: 'reset-after' });
		expect(error?.message).toMatch(/may have accepted the task.+lost/);
		expect(error?.description).toMatch(/Check CAMB.AI Studio before you run this again/);
	});

	test.each<[number, RegExp]>([
		[400, /did not accept the request/],
		[401, /does not recognize this API key/],
		[402, /out of credits/],
		[403, /is not allowed to do this/],
		[413, /too large/],
		[422, /did not accept/],
	])('%s: refused for good', async (status, words) => {
		const { error, submits } = await runWith('submit', { type: 'status', status });
		expect(submits).toBe(1);
		expect(error?.message).toMatch(words);
		expect(error?.httpCode).toBe(String(status));
	});

	test("422 shows FastAPI's detail", async () => {
		const { error } = await runNode({
			...speech,
			parameters: { ...speech.parameters, voice: 999 },
		});
		expect(error?.message).toMatch(/Voice ID/);
		expect(error?.description).toMatch(/CAMB.AI says: Voice ID: /);
	});

	test('a redirect is not followed', async () => {
		const { error, account } = await runWith('submit', { type: 'redirect', location: 'other' });
		expect(error?.message).toMatch(/redirect/);
		expect(
			(await account.state()).requests.filter(({ origin, key }) => origin === 'media' && key),
		).toEqual([]);
	});

	test('no connection: sent again, then said so with nothing lost', async () => {
		const { error } = await runNode({
			...speech,
			credential: { baseUrl: 'http://127.0.0.1:1/apis' },
		});
		expect(error?.message).toMatch(/not be reached/);
		expect(error?.description).toMatch(/Base URL/);
	});

	test('null for a task ID is a task that was not started', async () => {
		const { error } = await runWith('submit', { type: 'no-task-id' });
		expect(error?.message).toMatch(/did not start/);
	});
});

describe('poll: a failed check is not a failed task', () => {
	test('a status word that nobody knows keeps waiting', async () => {
		const { status, submits } = await runWith('poll', { type: 'status-word', word: 'QUEUED' }, 3);
		expect({ status, submits }).toEqual({ status: 'success', submits: 1 });
	});

	test.each<[number, RegExp]>([
		[401, /does not recognize this API key/],
		[403, /is not allowed to do this/],
	])('%s ends at once, with the task ID', async (status, words) => {
		const { error, account, tasks } = await runWith('poll', { type: 'status', status }, 'forever');
		expect(error?.message).toMatch(words);
		expect(error?.description).toContain(tasks[0].taskId);
		expect(error?.context).toMatchObject({
			kind: 'text-to-speech',
			taskId: tasks[0].taskId,
			runId: null,
		});
		expect(await countOf(account, 'poll')).toBe(1);
	});

	test('lost contact ends with the task ID', async () => {
		const { error, tasks } = await runWith('poll', { type: 'status', status: 503 }, 'forever');
		expect(error?.message).toMatch(/stopped reporting/);
		expect(error?.description).toContain(tasks[0].taskId);
	});

	test('404 ends the wait once the first seconds are over', async () => {
		const { error, tasks, account } = await runWith(
			'poll',
			{ type: 'status', status: 404 },
			'forever',
		);
		expect(error?.message).toMatch(/not find this ID/);
		expect(error?.context.taskId).toBe(tasks[0].taskId);
		expect(await countOf(account, 'poll')).toBeGreaterThan(1);
	});

	test.each<[Fault, RegExp, RegExp]>([
		[
			{ type: 'task', status: 'ERROR', exceptionReason: 'HARMFUL_CONTENT_DETECTED' },
			/found the content harmful/,
			/HARMFUL_CONTENT_DETECTED/,
		],
		[{ type: 'task', status: 'PAYMENT_REQUIRED' }, /out of credits/, /Add credits/],
		[{ type: 'task', status: 'TIMEOUT' }, /ran out of time/, /Try again later/],
		[
			{ type: 'task', status: 'FAILED', message: 'no voice' },
			/status FAILED/,
			/CAMB.AI says: no voice/,
		],
	])('a task that ends with %j says why', async (fault, message, description) => {
		const { error, tasks } = await runWith('submit', fault);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(error?.description).toContain(tasks[0].taskId);
		expect(error?.context).toMatchObject({ kind: 'text-to-speech', taskId: tasks[0].taskId });
	});
});

describe('fetch: the result is read until it is whole', () => {
	test.each<[string, Fault, RegExp]>([
		['an empty file', { type: 'empty' }, /The file is empty/],
		['half a file', { type: 'truncate' }, /The file arrived incomplete|bytes/],
		['a page', { type: 'html' }, /Text arrived instead of audio/],
		['broken JSON', { type: 'bad-json' }, /neither a file nor a link|instead of audio/],
		['503', { type: 'status', status: 503 }, /./],
		['404', { type: 'status', status: 404 }, /./],
	])('%s for ever: never a success, always with task and run', async (_, fault, words) => {
		const { status, error, tasks, submits } = await runWith('fetch', fault, 'forever');
		expect({ status, submits }).toEqual({ status: 'error', submits: 1 });
		const { taskId, runId } = tasks[0];
		expect(error?.description).toMatch(words);
		expect(error?.description).toContain(`Task ID ${taskId}, Run ID ${runId}`);
		expect(error?.context).toMatchObject({ kind: 'text-to-speech', taskId, runId });
	});
});
