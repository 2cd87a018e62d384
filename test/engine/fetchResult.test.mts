import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Settings } from '../../sandbox/settings.mts';
import { bytesOf, countOf, newAccount, probe, runNode, useEngine } from '../support/harness.mts';

useEngine();

const type = 'cambFetchResult';
const speech = {
	type: 'cambTextToSpeech',
	parameters: { text: '={{ $json.text }}', voice: 147320, language: 1 },
};
const numbered = (count: number) =>
	Array.from({ length: count }, (_, number) => ({ json: { text: `text number ${number}` } }));

/** Finished or submitted tasks, as the items that Text to Speech gave out. */
async function submitted(count: number, settings: Partial<Settings> = {}, wait = false) {
	const account = await newAccount(settings);
	const parameters = { ...speech.parameters, waitForCompletion: wait };
	const { items } = await runNode({ ...speech, parameters, items: numbered(count), account });
	return { account, items: items.map(({ json }) => ({ json })) };
}

/** What a dropped-in node has: every field at its default. */
const defaults = {};

describe('by task', () => {
	test('an item of a submit-only node just works, without a field filled in', async () => {
		const { account, items } = await submitted(3);
		const result = await runNode({ type, parameters: defaults, items, account });
		expect(result.status).toBe('success');
		for (const [index, item] of result.items.entries()) {
			expect(item.json).toMatchObject({
				kind: 'text-to-speech',
				taskId: items[index].json.taskId,
				submittedAt: items[index].json.submittedAt,
				status: 'SUCCESS',
			});
			expect((await probe(await bytesOf(item))).duration).toBeGreaterThan(0.2);
		}
		expect(await countOf(account, 'submit')).toBe(3);
	});

	test('checks at once: a finished task takes one check', async () => {
		const { account, items } = await submitted(1, {}, true);
		const before = await countOf(account, 'poll');
		const result = await runNode({ type, parameters: defaults, items, account });
		expect(result.items[0].json.checks).toBe(1);
		expect(await countOf(account, 'poll')).toBe(before + 1);
	});

	test('takes an item that holds nothing but a file', async () => {
		const { account, items } = await submitted(1);
		const { kind, taskId } = items[0].json;
		const parameters = { kind, taskId, whenStillRunning: 'wait' } as INodeParameters;
		const bare = { binary: {} } as INodeExecutionData;
		const result = await runNode({ type, parameters, items: [bare], account });
		expect(result.items[0].json).toMatchObject({ taskId, status: 'SUCCESS' });
	});

	test('branch: what still runs leaves by the second output, with its ids', async () => {
		const { account, items } = await submitted(2, { taskSeconds: 1000 });
		const parameters = { whenStillRunning: 'branch' };
		const { outputs } = await runNode({ type, parameters, items, account });
		expect(outputs[0]).toEqual([]);
		expect(outputs[1].map(({ json }) => json.taskId)).toEqual(items.map(({ json }) => json.taskId));
		expect(outputs[1][0].json).toMatchObject({ status: 'PENDING', checks: 1, runId: null });
		expect(outputs[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('branch: a check without an answer is no failed task', async () => {
		const { account, items } = await submitted(1);
		await account.addFaults({
			step: 'poll',
			times: 'forever',
			fault: { type: 'status', status: 503 },
		});
		const { outputs } = await runNode({
			type,
			parameters: { whenStillRunning: 'branch' },
			items,
			account,
		});
		expect(outputs[1][0].json).toMatchObject({
			taskId: items[0].json.taskId,
			status: 'UNKNOWN',
			checks: 3,
		});
	});

	test('error: a task that still runs ends the run with its ids', async () => {
		const { account, items } = await submitted(1, { taskSeconds: 1000 });
		const { error } = await runNode({
			type,
			parameters: { whenStillRunning: 'error' },
			items,
			account,
		});
		expect(error?.message).toMatch(/still running/);
		expect(error?.description).toContain(items[0].json.taskId);
	});

	test('wait: ends at Max Wait with the ids', async () => {
		const { account, items } = await submitted(1, { taskSeconds: 1000 });
		const { error } = await runNode({
			type,
			parameters: { options: { maxWait: 0.5 } },
			items,
			account,
		});
		expect(error?.message).toContain('within 30 seconds');
		expect(error?.context.taskId).toBe(items[0].json.taskId);
	});

	test('an unknown task ID is said at once', async () => {
		const { account } = await submitted(1);
		const items = [{ json: { kind: 'text-to-speech', taskId: 'nobody/../knows?it' } }];
		const { error } = await runNode({ type, parameters: defaults, items, account });
		expect(error?.message).toMatch(/not find this ID/);
		const { requests } = await account.state();
		expect(requests.at(-1)?.path).toBe('/apis/tts/nobody%2F..%2Fknows%3Fit');
	});

	test('the item of an error output is fetched as it is', async () => {
		const { account, items } = await submitted(1);
		const { taskId, kind } = items[0].json;
		const failed = [{ json: { error: { message: 'x', kind, taskId } } }];
		const result = await runNode({ type, parameters: defaults, items: failed, account });
		expect(result.items[0].json).toMatchObject({ taskId, status: 'SUCCESS' });
	});
});

describe('by run', () => {
	const byRun = { lookUpBy: 'run' };

	test.each([
		[1, 0, 1],
		[2, 1, 0],
		[6, 1, 1],
		[12, 3, 0],
	])('%s runs take %s bulk calls and %s single ones', async (runs, bulk, single) => {
		const { account, items } = await submitted(runs, {}, true);
		const before = (await account.state()).requests.length;
		const result = await runNode({ type, parameters: byRun, items, account });
		expect(result.items.map(({ json }) => json.runId)).toEqual(items.map(({ json }) => json.runId));
		const { requests } = await account.state();
		const calls = requests.slice(before).filter(({ origin }) => origin === 'api');
		expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(bulk);
		expect(calls.filter(({ method }) => method === 'GET')).toHaveLength(single);
		for (const item of result.items) expect((await bytesOf(item)).length).toBeGreaterThan(100);
	});

	test.each(['refuse', 'omit'] as const)(
		'a bad run spoils only its own item (%s)',
		async (unknownBulk) => {
			const { account, items } = await submitted(3, { unknownBulk }, true);
			const withBad = [
				items[0],
				{ json: { kind: 'text-to-speech', runId: 999_999 } },
				items[1],
				items[2],
			];
			const { items: out } = await runNode({
				type,
				parameters: byRun,
				items: withBad,
				account,
				node: { onError: 'continueRegularOutput' },
			});
			expect(out.map(({ json }) => json.status)).toEqual([
				'SUCCESS',
				undefined,
				'SUCCESS',
				'SUCCESS',
			]);
			expect(out[1].json).toMatchObject({ kind: 'text-to-speech', runId: 999_999 });
		},
	);

	test.each([
		['a list', '={{ $json.runs }}'],
		['text with commas', '={{ $json.runs.join(", ") }}'],
	])('several runs of one item as %s', async (_, runId) => {
		const { account, items } = await submitted(3, {}, true);
		const runs = items.map(({ json }) => json.runId);
		const result = await runNode({
			type,
			parameters: { ...byRun, kind: 'text-to-speech', runId },
			items: [{ json: { runs } }],
			account,
		});
		expect(result.items.map(({ json }) => json.runId)).toEqual(runs);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(runs.map(() => ({ item: 0 })));
	});

	test('bulk links are got without the key', async () => {
		const { account, items } = await submitted(2, { bulkLinks: 'text' }, true);
		await runNode({ type, parameters: byRun, items, account });
		const media = (await account.state()).requests.filter(({ origin }) => origin === 'media');
		expect(media).toHaveLength(2);
		expect(media.filter(({ key }) => key)).toEqual([]);
	});
});

describe('bad input is told before anything is asked', () => {
	test.each([
		[{ kind: 'mixtape', taskId: 'abc' }, /Kind "mixtape"/],
		[{ kind: '={{ "" }}', taskId: 'abc' }, /Kind is empty/],
		// The item does not say its kind, and no other is taken in its place.
		[{ taskId: 'abc' }, /Kind is empty/],
		[{ kind: 'dub', taskId: '={{ " " }}' }, /Task ID is empty/],
		[{ kind: 'dub', lookUpBy: 'run', runId: '={{ null }}' }, /Run ID is empty/],
		[{ kind: 'dub', lookUpBy: 'run', runId: '31f7af5f-0000' }, /^Run ID "31f7af5f-0000"/],
	])('%j', async (parameters, message) => {
		const account = await newAccount();
		const { error } = await runNode({ type, parameters, items: [{ json: {} }], account });
		expect(error?.message).toMatch(message);
		expect((await account.state()).requests).toEqual([]);
	});
});
