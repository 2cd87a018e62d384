import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { kinds } from '../../nodes/shared/kinds';
import type { Kind } from '../../nodes/shared/tasks/kind';
import type { Settings } from '../../sandbox/settings.mts';
import { newAccount, runNode, useEngine } from '../support/harness.mts';
import { send, sendSound, withApi } from '../support/ownApi.mts';

useEngine();

const type = 'cambFetchResult';
const byRuns = { lookUpBy: 'run', kind: 'text-to-speech' };

/** The run IDs of finished speech. */
async function finished(count: number, settings: Partial<Settings> = {}) {
	const account = await newAccount(settings);
	const { items } = await runNode({
		type: 'cambTextToSpeech',
		parameters: { text: '={{ $json.text }}', voice: 147320, language: 1 },
		items: Array.from({ length: count }, (_, number) => ({ json: { text: `text ${number}` } })),
		account,
	});
	return { account, runIds: items.map(({ json }) => json.runId as number) };
}

/** What an item says of the run that it is about, wherever it is under this On Error. */
const told = ({ json }: INodeExecutionData): IDataObject => ({
	...(typeof json.error === 'object' ? (json.error as IDataObject) : json),
	isBad: 'error' in json,
});

describe('several runs of one item of which one is not there', () => {
	test.each([
		['refuse', undefined],
		['omit', undefined],
		['refuse', 'continueRegularOutput'],
		['refuse', 'continueErrorOutput'],
	] as const)('(bulk: %s, On Error: %s)', async (unknownBulk, onError) => {
		const { account, runIds } = await finished(2, { unknownBulk });
		const { outputs, status, run } = await runNode({
			type,
			parameters: { ...byRuns, runId: [runIds[0], 999_999, runIds[1]].join(', ') },
			account,
			node: { onError },
		});
		expect(status).toBe('success');
		const all = outputs.flat();
		const isApart = onError === 'continueErrorOutput';
		expect(outputs[0].map(told).map(({ runId, isBad }) => [runId, isBad])).toEqual(
			isApart
				? runIds.map((runId) => [runId, false])
				: [
						[runIds[0], false],
						[999_999, true],
						[runIds[1], false],
					],
		);
		const bad = all.map(told).find(({ isBad }) => isBad);
		expect(bad).toMatchObject({ kind: 'text-to-speech', runId: 999_999 });
		expect(bad?.description).toContain('999999');
		expect(all.filter(({ binary }) => binary?.data)).toHaveLength(2);
		expect(all.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
		const { hints } = run.data.resultData.runData['CAMB.AI'][0];
		expect(hints).toMatchObject([{ message: expect.stringContaining('999999') }]);
	});

	test('none of them is there: the reason of the first, with the IDs of all', async () => {
		const { account } = await finished(1);
		const { error } = await runNode({
			type,
			parameters: { ...byRuns, runId: '999997, 999998, 999999' },
			account,
		});
		expect(error?.context).toMatchObject({ kind: 'text-to-speech', taskId: null, runId: 999_997 });
		for (const runId of ['999997', '999998', '999999']) expect(error?.description).toContain(runId);
	});

	test('a dub of several languages keeps its place among them', async () => {
		await withApi(
			({ url = '', headers }, answer) => {
				const file = { audio_url: `http://${headers.host}/sound`, transcript: [] };
				if (url === '/sound') return sendSound(answer);
				if (url === '/dub-result/3') return send(answer, 200, { 54: file, 76: file });
				send(answer, 404, {});
			},
			async (baseUrl) => {
				const { items } = await runNode({
					type,
					parameters: { lookUpBy: 'run', kind: 'dub', runId: '3, 4' },
					credential: { baseUrl },
				});
				expect(items.map(({ json }) => [json.runId, json.language])).toEqual([
					[3, 54],
					[3, 76],
					[4, undefined],
				]);
			},
		);
	});
});

describe.each([401, 403])('a bulk call answered %s', (status) => {
	const items = Array.from({ length: 20 }, (_, index) => ({
		json: { runId: index + 1, kind: index < 10 ? 'text-to-speech' : 'dub' },
	}));

	test.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'is the only one, of any kind (On Error: %s)',
		async (onError) => {
			const bulk: string[] = [];
			await withApi(
				({ method, url = '' }, answer) => {
					if (method === 'POST') bulk.push(url);
					send(answer, status, {});
				},
				async (baseUrl) => {
					const { outputs, error } = await runNode({
						type,
						parameters: { lookUpBy: 'run' },
						items,
						credential: { baseUrl },
						node: { onError },
					});
					// n8n repeats a request that is answered 401.
					expect(new Set(bulk)).toEqual(new Set(['/tts-results']));
					expect(bulk.length).toBeLessThanOrEqual(2);
					if (!onError) return expect(error?.context).toMatchObject({ kind: 'text-to-speech' });
					const ended = outputs[onError === 'continueErrorOutput' ? 1 : 0];
					expect(ended.map(told).map(({ runId, isBad }) => [runId, isBad])).toEqual(
						items.map(({ json }) => [json.runId, true]),
					);
				},
			);
		},
	);
});

describe('its own errors do not advise to use it', () => {
	const say = (parameters: INodeParameters, baseUrl: string, node = {}) =>
		runNode({ type, parameters, credential: { baseUrl }, node });
	const byTask = { kind: 'dub', taskId: 'abc' };
	const gone = { status: 'SUCCESS', run_id: 5 };

	test.each<[string, INodeParameters, number, object]>([
		['an unknown task', byTask, 404, {}],
		[
			'a task that still runs',
			{ ...byTask, whenStillRunning: 'error' },
			200,
			{ status: 'PENDING' },
		],
		['Max Wait', { ...byTask, options: { maxWait: 0.1 } }, 200, { status: 'PENDING' }],
		['a dub without files', byTask, 200, gone],
		['a link that ended', { kind: 'story', taskId: 'abc' }, 200, gone],
	])('%s', async (_, parameters, status, body) => {
		await withApi(
			({ url = '', headers }, answer) => {
				if (url === '/gone') return send(answer, 403, {});
				const link = { audio_url: `http://${headers.host}/gone` };
				send(answer, status, url.startsWith('/story-result') ? link : body);
			},
			async (baseUrl) => {
				const { error } = await say(parameters, baseUrl);
				expect(error?.description).toContain('Task ID abc');
				expect(error?.description).not.toMatch(/Fetch Result node/);
				expect(error?.description).toMatch(/not start the task again/);
				const { items } = await say(parameters, baseUrl, { onError: 'continueRegularOutput' });
				expect(items[0].json.description).not.toMatch(/Fetch Result node/);
			},
		);
	});

	test('one of several runs', async () => {
		await withApi(
			({ url = '' }, answer) => (/\b1\b/.test(url) ? sendSound(answer) : send(answer, 404, {})),
			async (baseUrl) => {
				const { items } = await say({ ...byRuns, runId: '1, 2' }, baseUrl);
				expect(items[1].json.description).not.toMatch(/Fetch Result node/);
			},
		);
	});
});

describe.each(kinds.map(({ name }) => name))('a task of the kind %s', (kind) => {
	const { runIdOptional, statusPath = '' } = kinds.find(({ name }) => name === kind) as Kind;
	const parameters = { kind, taskId: 'abc' };

	test('that is not known under it: says so with its ID, of each item', async () => {
		await withApi(
			({ url = '' }, answer) => {
				if (url === `${statusPath}/def`) return send(answer, 200, { status: 'PENDING' });
				send(answer, 404, {});
			},
			async (baseUrl) => {
				const { outputs } = await runNode({
					type,
					parameters: {
						kind,
						taskId: '={{ $json.id }}',
						whenStillRunning: 'branch',
						options: { targetLanguage: 54 },
					},
					items: ['abc', 'def', 'ghi'].map((id) => ({ json: { id } })),
					credential: { baseUrl },
					node: { onError: 'continueRegularOutput' },
				});
				expect(outputs[0].map(({ json }) => [json.kind, json.taskId])).toEqual([
					[kind, 'abc'],
					[kind, 'ghi'],
				]);
				expect(outputs[0][0].json.description).toMatch(/kind/);
				expect(outputs[1].map(({ json }) => [json.kind, json.taskId])).toEqual([[kind, 'def']]);
			},
		);
	});

	test('that is finished without a run ID: says so with its ID', async () => {
		await withApi(
			(_, answer) => send(answer, 200, { status: 'SUCCESS', run_id: null }),
			async (baseUrl) => {
				const { error, items } = await runNode({
					type,
					parameters: { ...parameters, options: { targetLanguage: 54, maxWait: 1 } },
					credential: { baseUrl },
				});
				if (kind === 'story-setup') {
					expect(items[0].json).toMatchObject({ ...parameters, status: 'SUCCESS', runId: null });
					return;
				}
				expect(error?.context).toMatchObject(parameters);
				expect(error?.description).toContain('abc');
				expect(`${error?.message} ${error?.description}`).toMatch(/run ID/);
				expect(runIdOptional ?? false).toBe(kind === 'translated-story');
			},
		);
	});
});
