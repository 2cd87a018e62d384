import type { IDataObject } from 'n8n-workflow';

import type { Kind } from '../../nodes/shared/tasks/kind';

import {
	failed,
	fault,
	kindOf,
	pending,
	problemOf,
	refused,
	requestOf,
	itemContextWith,
	success,
} from '../support/itemContext.mts';
import { runTask, submitOnly } from '../../nodes/shared/tasks/runTask';

const POST = 'POST /tts';
const GET = 'GET /tts/t1';
const accepted = { body: { task_id: 't1' } };
const request = requestOf();
const ids = { kind: 'text-to-speech', taskId: 't1', runId: null };
const submittedAt = new Date(1_000_000).toISOString();

describe('submit only', () => {
	test('gives the IDs of the task, without waiting', async () => {
		const { itemContext, sent } = itemContextWith({ [POST]: [accepted] });
		expect(await submitOnly(itemContext, request)).toEqual([
			{ json: { ...ids, status: 'PENDING', submittedAt, waitedSeconds: 0, checks: 0 } },
		]);
		expect(sent).toEqual([POST]);
		expect(itemContext.tasks).toEqual([ids]);
	});

	test('says what Fetch Result needs besides the IDs', async () => {
		const { itemContext } = itemContextWith({ [POST]: [accepted] });
		const about = ({ language }: IDataObject) => ({ target: language });
		const wanted = requestOf(kindOf({ about }), { resultOptions: { language: 54 } });
		const [{ json }] = await submitOnly(itemContext, wanted);
		expect(json).toMatchObject({ taskId: 't1', target: 54 });
		expect(itemContext.tasks).toEqual([{ ...ids, about: { target: 54 } }]);
	});

	test('gives a result that came at once', async () => {
		const { itemContext } = itemContextWith({ [POST]: [{ body: { run_id: 7 } }] });
		const [{ json }] = await submitOnly(itemContext, requestOf(kindOf({ isResult: () => true })));
		expect(json).toMatchObject({ taskId: null, runId: 7, status: 'SUCCESS', fetched: 7 });
	});
});

describe('a task from its submit to its result', () => {
	test('submits, waits and fetches', async () => {
		const { itemContext, sent } = itemContextWith({
			[POST]: [accepted],
			[GET]: [pending, success],
		});
		const told = { ...ids, runId: 7, status: 'SUCCESS', submittedAt, waitedSeconds: 2, checks: 2 };
		expect(await runTask(itemContext, request, 'error')).toEqual([
			{ json: { ...told, fetched: 7 } },
		]);
		expect(sent).toEqual([POST, GET, GET]);
		expect(itemContext.tasks).toEqual([{ ...ids, runId: 7 }]);
	});

	test('checks a task of an earlier try at once, and counts from its submit', async () => {
		const { itemContext, kept } = itemContextWith({ [POST]: [accepted] });
		await submitOnly(itemContext, request);
		const later = itemContextWith({ [GET]: [success] }, { kept });
		await later.clock.sleep(5000);
		const [{ json }] = await runTask(later.itemContext, request, 'error');
		expect(json).toMatchObject({ taskId: 't1', waitedSeconds: 5, checks: 1 });
		expect(later.clock.slept).toEqual([5000]);
		expect(later.itemContext.tasks).toEqual([{ ...ids, runId: 7 }]);
	});

	test.each([
		['the time of its kind', undefined, '1 minute'],
		['the time that the user set', 120_000, '2 minutes'],
		['no time at all', 0, '0 seconds'],
	])('waits %s', async (_name, maxWaitMs, words) => {
		const settings = { field: 'data', maxWaitMs };
		const { itemContext, clock } = itemContextWith(
			{ [POST]: [accepted], [GET]: [pending] },
			{ settings },
		);
		const { message } = await problemOf(runTask(itemContext, request, 'error'));
		expect(message).toContain(`within ${words}`);
		expect(clock.now()).toBe(1_000_000 + (maxWaitMs ?? 60_000));
		expect(itemContext.tasks).toEqual([ids]);
	});

	test('lets each step wait as long as the API asks, within Max Wait from when it begins', async () => {
		const { itemContext, clock, calls } = itemContextWith(
			{
				[POST]: [async () => (await clock.sleep(5000), accepted)],
				[GET]: [success],
				'GET /tts-result/7': [{ body: {} }],
			},
			{ settings: { field: 'data', maxWaitMs: 600_000 } },
		);
		const fetch: Kind['fetch'] = async (_, context) => {
			await context.read('/tts-result/7');
			await clock.sleep(550_000);
			// A file that took long does not leave the next one without any time.
			await context.read('/tts-result/7');
			return [];
		};
		await runTask(itemContext, requestOf(kindOf({ fetch })), 'error');
		expect(calls.map(({ waitsUntil }) => waitsUntil)).toEqual([
			1_600_000,
			1_605_000,
			1_606_000,
			1_006_000 + 550_000 + 120_000,
		]);
	});
});

describe('On Max Wait: Output Item', () => {
	const queued = { body: { status: 'QUEUED' } };

	test('gives the last status of a task that still runs, and says that it does', async () => {
		const { itemContext } = itemContextWith({ [POST]: [accepted], [GET]: [queued] });
		const [{ json, isPending }] = await runTask(itemContext, request, 'item');
		expect(json).toMatchObject({ ...ids, status: 'QUEUED', waitedSeconds: 60 });
		expect(isPending).toBe(true);
		expect(json).not.toHaveProperty('fetched');
	});

	test('says what was not begun, if the kind begins more when it ends', async () => {
		const { itemContext, log } = itemContextWith({ [POST]: [accepted], [GET]: [queued] });
		const whenPending = ({ more }: IDataObject) => (more ? 'More was not begun' : undefined);
		const kind = kindOf({ whenPending });
		await runTask(itemContext, requestOf(kind, { resultOptions: { more: true } }), 'item');
		await runTask(itemContext, requestOf(kind, { part: 'other' }), 'item');
		const warnings = log.filter(([level]) => level === 'warn').map(([, line]) => line);
		expect(warnings).toEqual(['More was not begun (task ID t1)']);
	});

	test('also when CAMB.AI only asks to wait longer than that', async () => {
		const held = refused(429, { retryAfterMs: 90_000, notSent: true });
		const { itemContext } = itemContextWith({ [POST]: [accepted], [GET]: [queued, held] });
		const [{ json }] = await runTask(itemContext, request, 'item');
		expect(json).toMatchObject({ ...ids, status: 'QUEUED', checks: 1 });
	});

	test('but a task that nobody saw may not be running', async () => {
		const { itemContext } = itemContextWith({ [POST]: [accepted], [GET]: [refused(503)] });
		const { message } = await problemOf(runTask(itemContext, request, 'item'));
		expect(message).toMatch(/stopped reporting/);
	});

	test.each([
		['failed', failed, /too long/],
		['was refused', refused(403), /not allowed/],
	])('does not hide a task that %s', async (_name, answer, message) => {
		const { itemContext } = itemContextWith({ [POST]: [accepted], [GET]: [answer] });
		expect((await problemOf(runTask(itemContext, request, 'item'))).message).toMatch(message);
	});
});

describe('a task that n8n may wait for in the background', () => {
	const pollingPolicy = { ...kindOf().pollingPolicy, maxWaitMs: 600_000, inMemoryMs: 20_000 };
	const about = ({ language }: IDataObject) => ({ target: language });
	const resultOptions = { language: 54 };
	const long = requestOf(kindOf({ pollingPolicy, about }), { resultOptions });
	const holding = (answer = pending, changes: object = {}) => {
		const answers = { [POST]: [accepted], [GET]: [answer] };
		const given = itemContextWith(answers, { mayHold: true, ...changes });
		Object.assign(given.itemContext.session.context, { continueOnFail: () => false });
		return given;
	};

	test('is waited for in memory at first, and then left to it with all that its result needs', async () => {
		const { itemContext, clock } = holding();
		const [output, ...others] = await runTask(itemContext, long);
		expect(others).toEqual([]);
		expect(clock.now()).toBe(1_020_000);
		expect(output).toMatchObject({
			json: { ...ids, status: 'PENDING', submittedAt, waitedSeconds: 20, target: 54 },
			held: { taskId: 't1', submittedAt: 1_000_000, waitingSince: 1_000_000, maxWaitMs: 600_000 },
			isPending: true,
		});
		expect(output.held).toMatchObject({ resultOptions, onMaxWait: 'error' });
	});

	test('counts Max Wait anew when a person asks again for one from before', async () => {
		const before = itemContextWith({ [POST]: [accepted] });
		await submitOnly(before.itemContext, long);
		const { itemContext, clock } = holding(pending, { kept: before.kept });
		await clock.sleep(5000);
		const [{ held }] = await runTask(itemContext, long, 'item');
		const wanted = { submittedAt: 1_000_000, waitingSince: clock.now(), onMaxWait: 'item' };
		expect(held).toMatchObject(wanted);
	});

	test('needs no background when it ends before', async () => {
		const [{ json, held }] = await runTask(holding(success).itemContext, long);
		expect(json).toMatchObject({ status: 'SUCCESS', fetched: 7 });
		expect(held).toBeUndefined();
	});

	test('is waited for in memory where n8n may not', async () => {
		const { itemContext, clock } = holding(pending, { mayHold: false });
		expect((await problemOf(runTask(itemContext, long))).message).toContain('within 10 minutes');
		expect(clock.now()).toBe(1_600_000);
	});
});

describe('the next try', () => {
	test.each([
		['submits again what failed', failed, [POST, GET]],
		['picks up what ran out of time', pending, [GET]],
		['picks up what it was not told of', refused(401), [GET]],
	])('%s', async (_name, answer, expected) => {
		const { itemContext, kept } = itemContextWith({ [POST]: [accepted], [GET]: [answer] });
		await problemOf(runTask(itemContext, request, 'error'));
		const next = itemContextWith({ [POST]: [accepted], [GET]: [success] }, { kept });
		await runTask(next.itemContext, request, 'error');
		expect(next.sent).toEqual(expected);
	});
});

describe('a create that brings its result', () => {
	const answer = { run_id: '7', voices: [1] };
	const answers = { [POST]: [{ body: answer }] };
	const isResult = () => true;

	test('needs no task, and its run can be found', async () => {
		const fetch = jest.fn(async () => [{ json: { text: 'Hi' } }]);
		const { itemContext, clock } = itemContextWith(answers);
		const given = requestOf(kindOf({ isResult, fetch }));
		expect(await runTask(itemContext, given, 'error')).toEqual([
			{
				json: {
					...{ kind: 'text-to-speech', taskId: null, runId: 7, status: 'SUCCESS', submittedAt },
					...{ waitedSeconds: 0, checks: 0, text: 'Hi' },
				},
			},
		]);
		expect(fetch).toHaveBeenCalledWith({ runId: 7, answer }, expect.anything());
		expect(itemContext.tasks).toEqual([{ kind: 'text-to-speech', taskId: null, runId: 7 }]);
		expect(clock.slept).toEqual([]);
	});

	test('is no run to fetch later where it has no run ID', async () => {
		const { itemContext } = itemContextWith({ [POST]: [{ body: { url: 'https://a.example' } }] });
		await runTask(itemContext, requestOf(kindOf({ isResult })));
		expect(itemContext.tasks).toEqual([]);
	});

	test('is not sent or fetched again by the next try', async () => {
		const fetch = jest.fn(async () => [{ json: { text: 'Hi' } }]);
		const { itemContext, sent } = itemContextWith(answers);
		const given = requestOf(kindOf({ isResult, fetch }));
		const first = await runTask(itemContext, given, 'error');
		expect(await runTask(itemContext, given, 'error')).toEqual(first);
		expect(sent).toEqual([POST]);
		expect(fetch).toHaveBeenCalledTimes(1);
	});

	test('is asked for again where it is a part, which costs nothing', async () => {
		const { itemContext, sent } = itemContextWith(answers);
		const part = requestOf(kindOf({ isResult, isPart: true }));
		await runTask(itemContext, part, 'error');
		await runTask(itemContext, part, 'error');
		expect(sent).toEqual([POST, POST]);
	});
});

describe('of the tasks that the plan allows at once', () => {
	test.each([
		['ended well', success],
		['failed', failed],
	])('one is under way until it has %s', async (_name, answer) => {
		const seen: number[] = [];
		const { itemContext } = itemContextWith({
			[POST]: [accepted],
			[GET]: [() => (seen.push(itemContext.session.places.underWay), answer)],
		});
		await runTask(itemContext, request, 'error').catch(() => {});
		expect([...seen, itemContext.session.places.underWay]).toEqual([1, 0]);
	});

	test.each([
		['a result that is here at once', true],
		['one that can not be fetched', false],
	])('%s is none', async (_name, isWhole) => {
		expect(await underWay({ isResult: () => true }, isWhole)).toEqual([0, 0]);
	});

	/** How many are under way while the result of a create is fetched, and after that. */
	async function underWay(changes: Partial<Kind>, isWhole: boolean) {
		const { itemContext } = itemContextWith({ [POST]: [{ body: { run_id: 7 } }] });
		const { places } = itemContext.session;
		const seen: number[] = [];
		const fetch: Kind['fetch'] = async () => {
			seen.push(places.underWay);
			if (!isWhole) throw fault('It broke off');
			return [];
		};
		await runTask(itemContext, requestOf(kindOf({ ...changes, fetch })), 'error').catch(() => {});
		return [...seen, places.underWay];
	}
});
