import type { Desk } from '../../nodes/shared/kinds/kind';
import { built } from '../support/harness.mts';
import {
	failed,
	fault,
	kindOf,
	problemOf,
	requestOf,
	rideWith,
	success,
} from '../support/ride.mts';

const { complete, fetchRun } = built<typeof import('../../nodes/shared/task/complete')>(
	'nodes/shared/task/complete.js',
);

const POST = 'POST /tts';
const GET = 'GET /tts/t1';
const accepted = { body: { task_id: 't1' } };

describe('a kind that needs more tasks', () => {
	const part = requestOf(kindOf({ name: 'part', isPart: true, statusPath: '/part' }), {
		path: '/part',
	});
	const partAccepted = { 'POST /part': [{ body: { task_id: 'p1' } }] };
	const needing = (use: (desk: Desk) => Promise<unknown>) =>
		requestOf(
			kindOf({
				fetch: async (_run, desk) => {
					await use(desk);
					return [{ json: {} }];
				},
			}),
		);
	const answers = { [POST]: [accepted], [GET]: [success], ...partAccepted };
	const told = (tasks: object[]) => tasks.map((task) => Object.values(task));
	const main = ['text-to-speech', 't1', 7];

	test('is about its own task, which stands before the parts', async () => {
		const { ride } = rideWith({ ...answers, 'GET /part/p1': [success] });
		await complete(
			ride,
			needing(async (desk) => await desk.complete(part)),
			'error',
		);
		expect(told(ride.tasks)).toEqual([main, ['part', 'p1', 7]]);
	});

	test('a part that fails is not what the user fetches later', async () => {
		const { ride } = rideWith({ ...answers, 'GET /part/p1': [failed] });
		const work = complete(
			ride,
			needing(async (desk) => await desk.complete(part)),
			'error',
		);
		await problemOf(work);
		expect(told(ride.tasks)).toEqual([['part', 'p1', null], main]);
	});

	test('a whole task that fails is what the error is about', async () => {
		const whole = requestOf(kindOf({ name: 'whole', statusPath: '/part' }), { path: '/part' });
		const { ride } = rideWith({ ...answers, 'GET /part/p1': [failed] });
		const work = complete(
			ride,
			needing(async (desk) => await desk.complete(whole)),
			'error',
		);
		await problemOf(work);
		expect(told(ride.tasks)).toEqual([main, ['whole', 'p1', null]]);
	});

	test.each<[string, (desk: Desk) => Promise<unknown>]>([
		['tasks', async (desk) => await desk.completeEach([])],
		['parts', async (desk) => await desk.fetchEach([], async () => ({ json: {} }))],
	])('gives no half result of its %s after Stop', async (_name, use) => {
		const sign = new AbortController();
		const { ride } = rideWith(answers, { signal: sign.signal });
		const stopThen = needing(async (desk) => {
			sign.abort();
			await use(desk);
		});
		expect(await problemOf(complete(ride, stopThen, 'error'))).toEqual({
			message: 'The execution was canceled',
			description: 'Tasks that were already accepted keep running at CAMB.AI.',
		});
	});

	test('gets each of several tasks, the one that failed with its reason', async () => {
		const outputs: unknown[] = [];
		const all = needing(async (desk) => {
			const results = await desk.completeEach([{ ...part, name: { language: 'es' } }]);
			outputs.push(...results.flat());
		});
		const { ride } = rideWith({ ...answers, 'GET /part/p1': [failed] });
		await complete(ride, all, 'error');
		expect(outputs).toMatchObject([
			{
				json: {
					error: 'The media is too long for your CAMB.AI plan',
					language: 'es',
					taskId: 'p1',
				},
				hasHead: true,
			},
		]);
	});

	test('fetches each of several parts with a desk of its own', async () => {
		const { ride } = rideWith({ ...answers, 'GET /part/p1': [success] });
		const outputs: unknown[] = [];
		const both = needing(async (desk) => {
			const names = [{ language: 'es' }, { language: 'fr' }];
			const fetched = await desk.fetchEach(names, async (index, own) => {
				if (index === 0) return { json: { wants: own.wants } };
				await own.complete(part);
				throw fault('no French');
			});
			outputs.push(...fetched);
		});
		await complete(ride, { ...both, wants: { subtitles: true } }, 'error');
		expect(outputs).toMatchObject([
			{ json: { wants: { subtitles: true } } },
			{ json: { language: 'fr', kind: 'text-to-speech', taskId: 't1', runId: 7 } },
		]);
		expect(told(ride.tasks)).toEqual([main, ['part', 'p1', 7]]);
	});
});

describe('fetching a run that somebody else made', () => {
	const head = {
		...{ kind: 'dub', taskId: null, runId: 7, status: 'SUCCESS', submittedAt: null },
		...{ waitedMs: 0, checks: 0 },
	};

	test('gives it its head, and leaves the tasks of the item as they are', async () => {
		const { ride } = rideWith();
		const [{ json }] = await fetchRun(ride, { kind: kindOf(), wants: {} }, { runId: 7 }, head);
		expect(json).toEqual({
			...{ kind: 'dub', taskId: null, runId: 7, status: 'SUCCESS', submittedAt: null },
			...{ waitedSeconds: 0, checks: 0, fetched: 7 },
		});
		expect(ride.tasks).toEqual([]);
	});

	test('tells two runs without a task apart', async () => {
		const tasks = [
			{ kind: 'dub', taskId: null, runId: 6 },
			{ kind: 'dub', taskId: null, runId: 7 },
		];
		const { ride } = rideWith({}, { tasks });
		await fetchRun(ride, { kind: kindOf(), wants: {} }, { runId: 7 }, head);
		expect(ride.tasks.map(({ runId }) => runId)).toEqual([7, 6]);
	});

	test('knows its task among others', async () => {
		const tasks = ['t1', 't2', 't3'].map((taskId) => ({ kind: 'dub', taskId, runId: null }));
		const { ride } = rideWith({}, { tasks });
		const ofTask = { ...head, taskId: 't2' };
		await fetchRun(ride, { kind: kindOf(), wants: {} }, { runId: 7 }, ofTask);
		expect(ride.tasks.map((task) => Object.values(task))).toEqual([
			['dub', 't2', 7],
			['dub', 't1', null],
			['dub', 't3', null],
		]);
	});

	test('takes none of the others for its own', async () => {
		const tasks = ['t1', 't2'].map((taskId) => ({ kind: 'dub', taskId, runId: null }));
		const { ride } = rideWith({}, { tasks: structuredClone(tasks) });
		await fetchRun(ride, { kind: kindOf(), wants: {} }, { runId: 7 }, head);
		expect(ride.tasks).toEqual(tasks);
	});

	test('names the run where a part of it can not be fetched', async () => {
		const kind = kindOf({
			fetch: async (_run, desk) =>
				await desk.fetchEach([{ language: 'es' }, { language: 'fr' }], async (index) => {
					if (index === 1) throw fault('no French');
					return { json: {} };
				}),
		});
		const { ride } = rideWith();
		const outputs = await fetchRun(ride, { kind, wants: {} }, { runId: 7 }, head);
		expect(outputs[1].json).toMatchObject({ kind: 'dub', taskId: null, runId: 7, language: 'fr' });
	});
});
