import type { INodeParameters } from 'n8n-workflow';

import type { Loss } from '../../engine/server.mts';
import { dubInto, runInBackground, SPEECH, three } from '../support/background.mts';
import { bytesOf, newAccount, runNode, useEngine } from '../support/harness.mts';

useEngine();

test('a task that takes longer than a minute is waited for by n8n, and its file comes out of the node', async () => {
	const { items, executions, submits, status } = await runInBackground({});

	expect(status).toBe('success');
	expect(submits).toBe(1);
	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({ kind: 'text-to-speech', status: 'SUCCESS', mimeType: 'audio/flac' }),
	]);
	expect((await bytesOf(items[0])).length).toBeGreaterThan(1000);
	expect(executions).toHaveLength(4);
});

const kinds: Array<[type: string, parameters: INodeParameters]> = [
	['cambTextToSpeech', SPEECH],
	[
		'cambTextToSpeech',
		{ ...SPEECH, operation: 'translateAndSpeak', sourceLanguage: 1, language: 54 },
	],
	['cambDub', dubInto([54])],
	['cambTextToSound', { prompt: 'Rain', options: { waitInBackground: true } }],
	[
		'cambSubtitles',
		{ ...dubInto([54]), outputFormat: 'srt', mediaUrl: 'https://example.com/video.mp4' },
	],
];

test.each(kinds)(
	'%s: each item has its own result, in order, paid for once (%#)',
	async (type, parameters) => {
		const { items, submits, run } = await runInBackground({ type, parameters, items: three });

		expect(items.map(({ json }) => json.status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
		expect(new Set(items.map(({ json }) => json.taskId)).size).toBe(3);
		expect(submits).toBe(3);
		const after = run.data.resultData.runData.After[0].data?.main[0];
		expect(after?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	},
);

const LOSSES: Loss[] = ['killed', 'killedInQueueMode'];

test.each(LOSSES)('when the look at the tasks is lost (%s), another one goes on', async (loss) => {
	let lost = 0;
	const { items, submits } = await runInBackground({
		items: three,
		lose: ({ workflow }) =>
			workflow.nodes.some(({ name }) => name === 'Look') && lost++ < 2 ? loss : undefined,
	});

	expect(lost).toBeGreaterThanOrEqual(2);
	expect(items.map(({ json }) => json.status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
	expect(submits).toBe(3);
});

test('what ends n8n at each look ends the wait with the IDs', async () => {
	const { error, submits, status } = await runInBackground({
		lose: ({ workflow }) =>
			workflow.nodes.some(({ name }) => name === 'Look') ? 'killed' : undefined,
	});

	expect(status).toBe('error');
	expect(error?.context).toMatchObject({ kind: 'text-to-speech', taskId: expect.any(String) });
	expect(submits).toBe(1);
});

const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

test.each(ON_ERROR)('a task that ends badly in the background, On Error = %s', async (onError) => {
	const { status, error, outputs, submits, executions, run } = await runInBackground({
		items: [{ json: { text: 'One' } }, { json: { text: 'bad' } }, { json: { text: 'Three' } }],
		node: { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		rules: [{ contains: 'bad', fault: { type: 'task', status: 'ERROR' } }],
	});

	expect(submits).toBe(3);
	expect(executions.length).toBeGreaterThan(1);
	if (onError === 'stopWorkflow') {
		expect(status).toBe('error');
		expect(error?.context).toMatchObject({ kind: 'text-to-speech', taskId: expect.any(String) });
		expect(error?.context.others).toHaveLength(2);
		expect(error?.description).toContain(String(error?.context.taskId));
		return;
	}
	expect(status).toBe('success');
	const all = outputs.flat();
	expect(all.filter(({ json }) => json.status === 'SUCCESS')).toHaveLength(2);
	const bad = all.find(({ json }) => json.error !== undefined)?.json;
	const told = onError === 'continueErrorOutput' ? bad?.error : bad;
	expect(told).toMatchObject({ kind: 'text-to-speech', taskId: expect.any(String) });
	expect(run.data.resultData.error).toBeUndefined();
});

test.each([
	['error', {}],
	['item', { onMaxWait: 'item' }],
])('Max Wait counts from the submit, and ends as %s', async (_, options) => {
	const { items, error, submits } = await runInBackground({
		settings: { taskSeconds: 36_000 },
		parameters: { ...SPEECH, options: { waitInBackground: true, maxWait: 4, ...options } },
	});

	const taskId = expect.any(String);
	expect(submits).toBe(1);
	if (error) expect(error.context).toMatchObject({ taskId, kind: 'text-to-speech' });
	else
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ taskId, status: 'PENDING' }),
		]);
	expect(error === undefined).toBe('onMaxWait' in options);
});

test('a key that is revoked meanwhile ends the wait with the IDs', async () => {
	const { error, submits } = await runInBackground({
		type: 'cambDub',
		parameters: dubInto([54]),
		items: three,
		rules: [{ step: 'poll', skip: 3, times: 'forever', fault: { type: 'status', status: 401 } }],
	});

	expect(submits).toBe(3);
	expect(error?.context).toMatchObject({ taskId: expect.any(String) });
	expect(error?.context.others).toHaveLength(2);
});

/*
 * n8n keeps the error that came from the background (metadata.resumeError) and gives it again at each
 * Retry, without running the node (n8n 2.41, workflow-execute.js).
 */
test('Retry of an execution that ended in the background submits nothing', async () => {
	const first = await runInBackground({
		items: three,
		settings: { taskSeconds: 36_000 },
		parameters: { ...SPEECH, options: { waitInBackground: true, maxWait: 2 } },
	});
	expect(first.status).toBe('error');

	const second = await runInBackground({ items: three, parameters: SPEECH, retryOf: first });

	expect(second.error?.context).toMatchObject({ taskId: first.error?.context.taskId });
	expect(second.submits).toBe(3);
});

test('Retry of an execution that ended before n8n waited picks up what was submitted', async () => {
	const first = await runInBackground({
		items: three,
		settings: { taskSeconds: 120 },
		parameters: { ...SPEECH, options: { waitInBackground: true } },
		rules: [{ step: 'poll', skip: 5, fault: { type: 'status', status: 403 } }],
	});
	expect(first.status).toBe('error');

	const second = await runInBackground({ items: three, retryOf: first });

	expect(second.items.map(({ json }) => json.status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
	expect(second.submits).toBe(3);
});

test('Fetch Result waits in the background, too', async () => {
	const submitted = await runInBackground({
		items: three,
		parameters: { ...SPEECH, waitForCompletion: false },
	});
	expect(submitted.executions).toHaveLength(1);

	const { items, submits } = await runInBackground({
		type: 'cambFetchResult',
		parameters: { whenStillRunning: 'background' },
		items: submitted.items,
		retryOf: undefined,
		account: submitted.account,
	});

	expect(submits).toBe(3);
	expect(
		items.map(({ json, binary }) => [json.taskId, json.status, binary?.data.mimeType]),
	).toEqual(submitted.items.map(({ json }) => [json.taskId, 'SUCCESS', 'audio/flac']));
});

test.each(['cambDub', 'cambSubtitles'])(
	'the item of a %s into one language says all that Fetch Result needs to wait in the background',
	async (type) => {
		const account = await newAccount({ taskSeconds: 180 });
		const parameters = { ...dubInto([54]), waitForCompletion: false };
		const submitted = await runNode({ type, parameters, account });
		const language = { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' };
		expect(submitted.items[0].json).toMatchObject({ status: 'PENDING', ...language });

		const { items, executions, submits } = await runInBackground({
			type: 'cambFetchResult',
			parameters: { whenStillRunning: 'background' },
			items: submitted.items,
			account,
		});

		expect(submits).toBe(1);
		expect(executions.length).toBeGreaterThan(1);
		expect(items.map(({ json }) => json)).toMatchObject([{ status: 'SUCCESS', ...language }]);
	},
);

test('a task that CAMB.AI does not know any more is told in words that fit the node', async () => {
	const { error } = await runInBackground({
		type: 'cambDub',
		parameters: dubInto([54]),
		rules: [{ step: 'poll', times: 'forever', fault: { type: 'status', status: 404 } }],
	});

	expect(error?.description).toContain(String(error?.context.taskId));
	// A field of Fetch Result.
	expect(error?.description).not.toMatch(/\bKind\b/);
});

test('neither the key nor the links of files are in what n8n stores', async () => {
	const { executions, account } = await runInBackground({
		type: 'cambDub',
		parameters: dubInto([54]),
	});

	for (const { data } of executions) {
		expect(data).not.toContain(account.key);
		expect(data).not.toContain('/media/');
	}
});

test('an error in the background names the tasks of items that were done before', async () => {
	const ofTwo = { step: 'poll', contains: 'Two' } as const;
	const { error, submits } = await runInBackground({
		items: three,
		settings: { taskSeconds: 20 },
		rules: [
			{ ...ofTwo, times: 16, fault: { type: 'status-word', word: 'PENDING' } },
			{ ...ofTwo, times: 'forever', fault: { type: 'status', status: 403 } },
		],
	});

	expect(submits).toBe(3);
	const { taskId, others } = error?.context ?? {};
	const all = [taskId, ...(others as Array<{ taskId: string }>).map((ids) => ids.taskId)];
	expect(new Set(all).size).toBe(3);
	for (const id of all) expect(error?.description).toContain(String(id));
});

test('a credential that is gone ends the wait with the IDs', async () => {
	let resumed = 0;
	const { error, submits } = await runInBackground({
		type: 'cambDub',
		parameters: dubInto([54]),
		items: three,
		onResume: (credential) => {
			if (resumed++ > 0) credential.baseUrl = '';
		},
	});

	expect(submits).toBe(3);
	expect(error?.context).toMatchObject({ kind: 'dub', taskId: expect.any(String) });
	expect(error?.context.others).toHaveLength(2);
});

test.each([
	['seconds', '86400'],
	['a date', 'Fri, 31 Dec 9999 23:59:59 GMT'],
])('Retry-After in %s does not lengthen Max Wait', async (_form, retryAfter) => {
	const { error, items, submits } = await runInBackground({
		type: 'cambDub',
		parameters: { ...dubInto([54]), options: { waitInBackground: true, maxWait: 10 } },
		rules: [
			{
				step: 'poll',
				times: 'forever',
				fault: { type: 'status', status: 429, headers: { 'retry-after': retryAfter } },
			},
		],
	});

	expect(items).toEqual([]);
	expect(submits).toBe(1);
	expect(error?.context).toMatchObject({ kind: 'dub', taskId: expect.any(String) });
});
