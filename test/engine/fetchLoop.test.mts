import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { RequestListener } from 'node:http';

import { startRun } from '../../engine/run.mts';
import {
	credentialFor,
	newAccount,
	readRun,
	runNode,
	theEngine,
	thePackage,
	timing,
	useEngine,
} from '../support/harness.mts';
import { send, sendSound, withApi } from '../support/ownApi.mts';

useEngine();

const type = 'cambFetchResult';

/** A moment so many minutes from now, as items tell it. */
const inMinutes = (minutes: number) =>
	new Date(timing.clock.date() + minutes * 60_000).toISOString();

interface Look {
	baseUrl: string;
	parameters?: IDataObject;
	json?: IDataObject;
}

/** One round of the loop. */
async function look({ baseUrl, parameters = {}, json = {} }: Look) {
	return await runNode({
		type,
		parameters: { whenStillRunning: 'branch', ...parameters } as INodeParameters,
		items: [{ json }],
		credential: { baseUrl },
	});
}

/** The loop as people draw it: Still Running through Wait and back. */
async function loop(
	items: INodeExecutionData[],
	{ options, baseUrl }: { options: IDataObject; baseUrl: string },
) {
	const account = await newAccount();
	const at = { typeVersion: 1, position: [0, 0] as [number, number] };
	const start = { ...at, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const fetch = { ...at, id: '2', name: 'CAMB.AI', type: `n8n-nodes-camb.${type}` };
	const wait = { ...at, id: '3', name: 'Wait', type: 'n8n-nodes-base.wait' };
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const { done } = startRun(theEngine(), thePackage(), {
		workflow: {
			nodes: [
				{ ...start, parameters: {} },
				{
					...fetch,
					parameters: { whenStillRunning: 'branch', options } as INodeParameters,
					credentials: { cambAiApi: { id: '1', name: 'CAMB.AI account' } },
				},
				{ ...wait, parameters: { amount: '={{ $json.nextCheckInSeconds }}' } },
			],
			connections: {
				Start: { main: [to('CAMB.AI')] },
				'CAMB.AI': { main: [[], to('Wait')] },
				Wait: { main: [to('CAMB.AI')] },
			},
		},
		items,
		credentials: credentialFor(account, { baseUrl }) as never,
	});
	const run = await done;
	const rounds = run.data.resultData.runData['CAMB.AI'].map(({ data }) => data?.main[1] ?? []);
	return { ...readRun(run, account), rounds: rounds.filter((round) => round.length > 0) };
}

describe('the loop through Still Running', () => {
	test('goes round with all that the item brought, and gives the result at last', async () => {
		let left = 3;
		const handler: RequestListener = ({ url = '' }, answer) => {
			if (url.startsWith('/tts-result')) return sendSound(answer);
			send(answer, 200, left-- > 0 ? { status: 'PENDING' } : { status: 'SUCCESS', run_id: 1 });
		};
		await withApi(handler, async (baseUrl) => {
			const task = { kind: 'text-to-speech', taskId: 'abc', submittedAt: inMinutes(-1) };
			const cover = { data: 'eA==', mimeType: 'image/png', fileName: 'cover.png' };
			const item = { json: { ...task, title: 'harbour', error: 'timed out' }, binary: { cover } };
			const options = { fileName: '={{ $json.title }}' };
			const { items, rounds, status } = await loop([item], { options, baseUrl });
			expect(status).toBe('success');
			expect(items[0].json).toMatchObject({ ...task, fileName: 'harbour.wav', fileSize: 9000 });
			expect(rounds).toHaveLength(3);
			for (const [again] of rounds) {
				const { nextCheckInSeconds, ...fields } = again.json;
				expect(fields).toMatchObject({ ...task, title: 'harbour', status: 'PENDING' });
				expect(fields.waitingSince).toBe(task.submittedAt);
				expect(fields).not.toHaveProperty('error');
				expect(again.binary).toEqual({ cover });
				// From 15 % of a minute to the kind's longest gap.
				expect(nextCheckInSeconds).toBeGreaterThanOrEqual(9);
				expect(nextCheckInSeconds).toBeLessThanOrEqual(15);
				expect(Number.isInteger(nextCheckInSeconds)).toBe(true);
				expect(again.pairedItem).toEqual({ item: 0 });
			}
		});
	});

	test('ends at Max Wait with the ids when the host is gone', async () => {
		const json = { kind: 'text-to-speech', taskId: 'abc' };
		const gone = { options: { maxWait: 3 }, baseUrl: 'http://127.0.0.1:1' };
		const { error, rounds } = await loop([{ json }], gone);
		expect(error?.context).toMatchObject(json);
		expect(error?.description).toContain(json.taskId);
		expect(rounds.length).toBeGreaterThan(0);
		expect(new Set(rounds.map(([again]) => again.json.waitingSince)).size).toBe(1);
	});
});

describe('Max Wait is over', () => {
	const running: IDataObject = { kind: 'dub', taskId: 'abc' };
	const pending = async (use: (baseUrl: string, asked: string[]) => Promise<void>) => {
		const asked: string[] = [];
		await withApi(
			({ url = '' }, answer) => {
				asked.push(url);
				send(answer, 200, { status: 'PENDING' });
			},
			async (baseUrl) => await use(baseUrl, asked),
		);
	};

	test.each<[string, () => IDataObject]>([
		['since the task was submitted', () => ({ submittedAt: inMinutes(-2) })],
		// As rows of a database have it.
		[
			'since the task was submitted, as a Date',
			() => ({ submittedAt: new Date(inMinutes(-2)) as unknown as string }),
		],
		['since the loop saw it first', () => ({ waitingSince: inMinutes(-2) })],
		[
			'since the loop saw it first, when the clock was set back',
			() => ({ submittedAt: inMinutes(90), waitingSince: inMinutes(-2) }),
		],
	])('%s: one look, then the error or the item', async (_, times) => {
		await pending(async (baseUrl, asked) => {
			const json = { ...running, ...times() };
			const ended = await look({ baseUrl, json, parameters: { options: { maxWait: 1 } } });
			expect(ended.error?.message).toContain('within 1 minute');
			expect(ended.error?.context).toMatchObject(running);
			const options = { maxWait: 1, onMaxWait: 'item' };
			const { outputs } = await look({ baseUrl, json, parameters: { options } });
			expect(outputs.map(({ length }) => length)).toEqual([1, 0]);
			expect(outputs[0][0].json).toMatchObject({ ...running, status: 'PENDING' });
			expect(asked).toEqual(['/dub/abc', '/dub/abc']);
		});
	});

	test.each<[string, () => IDataObject]>([
		['an item that lost the time', () => ({})],
		['the time of another task', () => ({ taskId: 'other', waitingSince: inMinutes(-2) })],
		['a time that is yet to come', () => ({ submittedAt: inMinutes(600) })],
		['a time that is none', () => ({ submittedAt: 'soon', waitingSince: 12 })],
	])('%s counts from now', async (_, fields) => {
		await pending(async (baseUrl) => {
			const { outputs } = await look({
				baseUrl,
				json: { ...running, ...fields() },
				parameters: { taskId: 'abc', options: { maxWait: 1 } },
			});
			const [{ json }] = outputs[1];
			expect(Math.abs(Date.parse(json.waitingSince as string) - timing.clock.date())).toBeLessThan(
				30_000,
			);
		});
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'of some items: they leave by the way of errors, the others go round (%s)',
		async (onError) => {
			await pending(async (baseUrl) => {
				const { outputs, status } = await runNode({
					type,
					parameters: { whenStillRunning: 'branch', options: { maxWait: 1 } },
					items: [
						{ json: { ...running, waitingSince: inMinutes(-2) } },
						{ json: { ...running, taskId: 'def' } },
					],
					credential: { baseUrl },
					node: { onError },
				});
				expect(status).toBe('success');
				expect(outputs[1].map(({ json }) => json.taskId)).toEqual(['def']);
				const [bad] = onError === 'continueErrorOutput' ? outputs[2] : outputs[0];
				expect(JSON.stringify(bad.json)).toContain('abc');
				expect(bad.json).toHaveProperty('error');
			});
		},
	);

	test('On Max Wait holds for Wait too', async () => {
		await pending(async (baseUrl) => {
			const options = { maxWait: 0.5, onMaxWait: 'item' };
			const parameters = { whenStillRunning: 'wait', options };
			const { outputs } = await look({ baseUrl, json: running, parameters });
			expect(outputs[0][0].json).toMatchObject({ ...running, status: 'PENDING' });
		});
	});

	test('an On Max Wait that is none is told before anything is asked', async () => {
		await pending(async (baseUrl, asked) => {
			const options = { onMaxWait: '={{ "maybe" }}' };
			const { error } = await look({ baseUrl, json: running, parameters: { options } });
			expect(error?.message).toContain('On Max Wait "maybe"');
			expect(asked).toEqual([]);
		});
	});
});

test('the next check is no sooner than the API asks for, and within Max Wait', async () => {
	const refuse = (after: string) => async (use: (baseUrl: string) => Promise<void>) =>
		await withApi((_, answer) => send(answer, 503, {}, { 'retry-after': after }), use);
	const json = { kind: 'dub', taskId: 'abc' };
	await refuse('300')(async (baseUrl) => {
		const { outputs } = await look({ baseUrl, json });
		const { nextCheckInSeconds, status } = outputs[1][0].json;
		expect(status).toBe('UNKNOWN');
		expect(nextCheckInSeconds).toBeGreaterThan(240);
		expect(nextCheckInSeconds).toBeLessThanOrEqual(300);
	});
	await refuse('86400')(async (baseUrl) => {
		const { outputs } = await look({ baseUrl, json, parameters: { options: { maxWait: 10 } } });
		expect(outputs[1][0].json.nextCheckInSeconds).toBeLessThanOrEqual(600);
	});
});

test.each([401, 403, 404])(
	'a status check refused with %s is an error, no loop',
	async (status) => {
		await withApi(
			(_, answer) => send(answer, status, {}),
			async (baseUrl) => {
				const json = { kind: 'dub', taskId: 'abc' };
				const { error } = await look({ baseUrl, json });
				expect(error?.context).toMatchObject(json);
				expect(error?.description).toContain('abc');
			},
		);
	},
);
