import type { ResultContext } from '../../nodes/shared/tasks/kind';

import {
	failed,
	fault,
	kindOf,
	problemOf,
	requestOf,
	itemContextWith,
	success,
} from '../support/itemContext.mts';
import { runTask, fetchRun } from '../../nodes/shared/tasks/runTask';

const POST = 'POST /tts';
const GET = 'GET /tts/t1';
const languages = ['es', 'fr'].map((label) => ({ label, name: { language: label } }));
const accepted = { body: { task_id: 't1' } };

describe('a kind that needs more tasks', () => {
	const part = requestOf(kindOf({ name: 'part', isPart: true, statusPath: '/part' }), {
		path: '/part',
	});
	const partAccepted = { 'POST /part': [{ body: { task_id: 'p1' } }] };
	const needing = (use: (resultContext: ResultContext) => Promise<unknown>) =>
		requestOf(
			kindOf({
				fetch: async (_run, resultContext) => {
					await use(resultContext);
					return [{ json: {} }];
				},
			}),
		);
	const answers = { [POST]: [accepted], [GET]: [success], ...partAccepted };
	const told = (tasks: object[]) => tasks.map((task) => Object.values(task));
	const main = ['text-to-speech', 't1', 7];

	test('is about its own task, which stands before the parts', async () => {
		const { itemContext } = itemContextWith({ ...answers, 'GET /part/p1': [success] });
		await runTask(
			itemContext,
			needing(async (resultContext) => await resultContext.complete(part)),
			'error',
		);
		expect(told(itemContext.tasks)).toEqual([main, ['part', 'p1', 7]]);
	});

	test('a part that fails is not what the user fetches later', async () => {
		const { itemContext } = itemContextWith({ ...answers, 'GET /part/p1': [failed] });
		const work = runTask(
			itemContext,
			needing(async (resultContext) => await resultContext.complete(part)),
			'error',
		);
		await problemOf(work);
		expect(told(itemContext.tasks)).toEqual([['part', 'p1', null], main]);
	});

	test('a whole task that fails is what the error is about', async () => {
		const whole = requestOf(kindOf({ name: 'whole', statusPath: '/part' }), { path: '/part' });
		const { itemContext } = itemContextWith({ ...answers, 'GET /part/p1': [failed] });
		const work = runTask(
			itemContext,
			needing(async (resultContext) => await resultContext.complete(whole)),
			'error',
		);
		await problemOf(work);
		expect(told(itemContext.tasks)).toEqual([main, ['whole', 'p1', null]]);
	});

	test('gives no half result of its parts after Stop', async () => {
		const stop = new AbortController();
		const { itemContext } = itemContextWith(answers, { signal: stop.signal });
		const stopThen = needing(async (resultContext) => {
			stop.abort();
			await resultContext.fetchEach([], async () => ({ json: {} }));
		});
		expect((await problemOf(runTask(itemContext, stopThen, 'error'))).message).toBe(
			'The execution was canceled',
		);
	});

	test('is followed by each task it is wanted for, one that ended badly with its reason', async () => {
		const named = { ...part, name: { language: 'es' }, label: 'Spanish' };
		const followed = kindOf({
			followUps: () => ({ requests: [named], whenMissing: 'No translation' }),
		});
		const { itemContext, log } = itemContextWith({ ...answers, 'GET /part/p1': [failed] });
		const outputs = await runTask(itemContext, requestOf(followed), 'error');
		expect(outputs).toMatchObject([
			{ json: { taskId: 't1', fetched: 7 } },
			{
				json: {
					error: expect.stringMatching(/too long/),
					language: 'es',
					taskId: 'p1',
				},
			},
		]);
		expect(outputs[1].json).not.toHaveProperty('waitedSeconds');
		expect(JSON.stringify(log)).toMatch(/No translation \(Spanish: .+too long/);
	});

	test('ends as the first of its parts when none of them can be fetched', async () => {
		const { itemContext } = itemContextWith(answers);
		const none = needing(
			async (resultContext) =>
				await resultContext.fetchEach(languages, async ({ label }) => {
					throw fault(`no ${label}`);
				}),
		);
		await expect(runTask(itemContext, none)).rejects.toThrow('no es');
	});

	test('fetches each of several parts with a context of its own', async () => {
		const { itemContext } = itemContextWith({ ...answers, 'GET /part/p1': [success] });
		const outputs: unknown[] = [];
		const both = needing(async (resultContext) => {
			const fetched = await resultContext.fetchEach(languages, async ({ label }, own) => {
				if (label === 'es') return { json: { resultOptions: own.resultOptions } };
				await own.complete(part);
				throw fault('no French');
			});
			outputs.push(...fetched);
		});
		await runTask(itemContext, { ...both, resultOptions: { subtitles: true } }, 'error');
		expect(outputs).toMatchObject([
			{ json: { resultOptions: { subtitles: true } } },
			{ json: { language: 'fr', kind: 'text-to-speech', taskId: 't1', runId: 7 } },
		]);
		expect(told(itemContext.tasks)).toEqual([main, ['part', 'p1', 7]]);
	});
});

describe('fetching a run that somebody else made', () => {
	const head = {
		...{ kind: 'dub', taskId: null, runId: 7, status: 'SUCCESS', submittedAt: null },
		...{ waitedMs: 0, checks: 0 },
	};

	test('gives it its head, and leaves the tasks of the item as they are', async () => {
		const { itemContext } = itemContextWith();
		const [{ json }] = await fetchRun(
			itemContext,
			{ kind: kindOf(), resultOptions: {} },
			{ runId: 7 },
			head,
		);
		expect(json).toEqual({
			...{ kind: 'dub', taskId: null, runId: 7, status: 'SUCCESS', submittedAt: null },
			...{ waitedSeconds: 0, checks: 0, fetched: 7 },
		});
		expect(itemContext.tasks).toEqual([]);
	});

	test('tells two runs without a task apart', async () => {
		const tasks = [
			{ kind: 'dub', taskId: null, runId: 6 },
			{ kind: 'dub', taskId: null, runId: 7 },
		];
		const { itemContext } = itemContextWith({}, { tasks });
		await fetchRun(itemContext, { kind: kindOf(), resultOptions: {} }, { runId: 7 }, head);
		expect(itemContext.tasks.map(({ runId }) => runId)).toEqual([7, 6]);
	});

	test('knows its task among others', async () => {
		const tasks = ['t1', 't2', 't3'].map((taskId) => ({ kind: 'dub', taskId, runId: null }));
		const { itemContext } = itemContextWith({}, { tasks });
		const ofTask = { ...head, taskId: 't2' };
		await fetchRun(itemContext, { kind: kindOf(), resultOptions: {} }, { runId: 7 }, ofTask);
		expect(itemContext.tasks.map((task) => Object.values(task))).toEqual([
			['dub', 't2', 7],
			['dub', 't1', null],
			['dub', 't3', null],
		]);
	});

	test('takes none of the others for its own', async () => {
		const tasks = ['t1', 't2'].map((taskId) => ({ kind: 'dub', taskId, runId: null }));
		const { itemContext } = itemContextWith({}, { tasks: structuredClone(tasks) });
		await fetchRun(itemContext, { kind: kindOf(), resultOptions: {} }, { runId: 7 }, head);
		expect(itemContext.tasks).toEqual(tasks);
	});

	test('names the run where a part of it can not be fetched', async () => {
		const kind = kindOf({
			fetch: async (_run, resultContext) =>
				await resultContext.fetchEach(languages, async ({ label }) => {
					if (label === 'fr') throw fault('no French');
					return { json: {} };
				}),
		});
		const { itemContext } = itemContextWith();
		const outputs = await fetchRun(itemContext, { kind, resultOptions: {} }, { runId: 7 }, head);
		expect(outputs[1].json).toMatchObject({ kind: 'dub', taskId: null, runId: 7, language: 'fr' });
	});
});
