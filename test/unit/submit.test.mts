import { Readable } from 'node:stream';

import type { Bytes } from '../../nodes/shared/files/upload';
import type { Call } from '../../nodes/shared/http/client';

import type { Answer } from '../support/itemContext.mts';
import { kindOf, problemOf, refused, requestOf, itemContextWith } from '../support/itemContext.mts';
import { virtualClock } from '../support/virtualClock.mts';
import { submit } from '../../nodes/shared/tasks/submit';
import { TIMEOUTS } from '../../nodes/shared/http/timeouts';

const POST = 'POST /tts';
const accepted: Answer = { body: { task_id: 't1' } };
const request = requestOf();

/** An answer that lets wait for itself. */
const takes = (clock: ReturnType<typeof virtualClock>, ms: number, answer: Answer) => async () => {
	await clock.sleep(ms);
	return answer;
};

test('an accepted task is told to the log, with all that it takes to find it', async () => {
	const clock = virtualClock();
	const { itemContext, log } = itemContextWith(
		{ [POST]: [takes(clock, 500, accepted)] },
		{ item: 3, clock },
	);
	expect(await submit(itemContext, request)).toMatchObject({
		is: 'accepted',
		taskId: 't1',
		submittedAt: 1_000_500,
		pickedUp: false,
	});
	expect(log).toEqual([
		[
			'info',
			'CAMB.AI accepted the text-to-speech task t1',
			{ kind: 'text-to-speech', taskId: 't1', item: 3 },
		],
	]);
	expect(itemContext.session.ledger.accepted()).toEqual([
		{ kind: 'text-to-speech', taskId: 't1', runId: null },
	]);
});

test('a create gets long for its answer, and ends with its item', async () => {
	const { itemContext, calls } = itemContextWith({ [POST]: [accepted] });
	await submit(itemContext, request);
	const { submitMs } = TIMEOUTS;
	const body = { text: 'Hello' };
	const { signal } = itemContext;
	const waitsUntil = 1_000_000 + 60_000;
	expect(calls).toEqual([
		{ method: 'POST', path: '/tts', body, signal, waitsUntil, isCreate: true, timeoutMs: submitMs },
	]);
});

describe('a file that the request names', () => {
	const source = { fileName: 'a.mp4', mimeType: 'video/mp4', size: 6, open: async () => [] };
	/** A request with such a file, and how often it was made ready. */
	function naming(refer: () => Promise<object> = async () => ({ video_url: 'https://n8n/f' })) {
		const referred: object[] = [];
		const file = {
			source: source as never,
			refer: async (_client: unknown, limits: object) => {
				referred.push(limits);
				return (await refer()) as never;
			},
		};
		const payload = { json: { text: 'Hello' }, file };
		return { request: requestOf(kindOf(), { payload }), referred };
	}

	test('is made ready once, and then named in every try', async () => {
		const { request, referred } = naming();
		const answers = [refused(429), accepted];
		const { itemContext, calls } = itemContextWith({ [POST]: answers });
		await submit(itemContext, request);
		const body = { text: 'Hello', video_url: 'https://n8n/f' };
		expect(calls.map((call) => call.body)).toEqual([body, body]);
		expect(referred).toEqual([{ signal: itemContext.signal, maxWaitMs: 60_000 }]);
	});

	test('is not made ready for what was accepted before', async () => {
		const { request, referred } = naming();
		const { itemContext, sent } = itemContextWith({ [POST]: [accepted] });
		await submit(itemContext, request);
		expect(await submit(itemContext, request)).toMatchObject({ taskId: 't1', pickedUp: true });
		expect([referred.length, sent.length]).toEqual([1, 1]);
	});

	test('that can not be made ready leaves nothing behind, and the next try sends it', async () => {
		let isThere = false;
		const { request } = naming(async () => {
			if (!isThere) throw new Error('gone');
			return {};
		});
		const { itemContext, sent } = itemContextWith({ [POST]: [accepted] });
		const { ledger } = itemContext.session;
		await expect(submit(itemContext, request)).rejects.toThrow('gone');
		expect([sent, ledger.unsure(), ledger.leftOf(0).lost]).toEqual([[], [], []]);
		isThere = true;
		expect(await submit(itemContext, request)).toMatchObject({ taskId: 't1', pickedUp: false });
	});

	test('that can not be made ready is sent by the next try also where it may have been before', async () => {
		const { request } = naming(async () => {
			throw new Error('gone');
		});
		const before = itemContextWith();
		before.itemContext.session.ledger.write(0, request, { state: 'sent' });
		const { itemContext } = itemContextWith({}, { executionId: '2', kept: before.kept });
		await expect(submit(itemContext, request)).rejects.toThrow('gone');
		expect(itemContext.session.ledger.unsure()).toEqual([]);
	});
});

describe('where the task ID is', () => {
	test.each<[string, unknown, string]>([
		['a text', { task_id: 't1' }, 't1'],
		['white space around it', { task_id: ' t1\n' }, 't1'],
		['a number', { task_id: 12 }, '12'],
		['the older form', { message: 'ok', payload: { task_id: 't1' } }, 't1'],
	])('%s', async (_name, body, taskId) => {
		const { itemContext } = itemContextWith({ [POST]: [{ body }] });
		expect(await submit(itemContext, request)).toMatchObject({ is: 'accepted', taskId });
	});

	test.each<[string, unknown]>([
		['nothing in it', {}],
		['null', null],
		['a text', 'Welcome'],
		['an empty ID', { task_id: '' }],
		['white space for an ID', { task_id: ' ' }],
		['a list for an ID', { task_id: ['t1'] }],
		['true for an ID', { task_id: true }],
		['no payload in the older form', { payload: null }],
		['a text in the older form', { payload: 'task_id' }],
	])('a reply with %s may have begun a task', async (_name, body) => {
		const { itemContext } = itemContextWith({ [POST]: [{ body }] });
		const { message, description } = await problemOf(submit(itemContext, request));
		expect(message).toMatch(/may have accepted the task.+lost/);
		expect(description).toMatch(/Check CAMB\.AI Studio.+may already have been charged/);
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		expect(description).toContain(`no task ID: ${text}.`);
		expect(itemContext.session.ledger.unsure()).toEqual([0]);
	});

	test('a long reply without one is shown by its beginning', async () => {
		const { itemContext } = itemContextWith({
			[POST]: [{ body: 'x'.repeat(200) + 'y'.repeat(50) }],
		});
		const { description } = await problemOf(submit(itemContext, request));
		expect(description).toMatch(/It contains no task ID: x{200}\.$/);
	});

	test.each([{ detail: 'Out of quota' }, { payload: { task_id: null }, message: 'Out of quota' }])(
		'null for an ID comes with what the reply says: %j',
		async (said) => {
			const { itemContext } = itemContextWith({ [POST]: [{ body: { task_id: null, ...said } }] });
			const { description } = await problemOf(submit(itemContext, request));
			expect(description).toMatch(/^CAMB\.AI says: Out of quota\. It returned no task ID\./);
		},
	);

	test('null is a task that was not started, so the next try sends it again', async () => {
		const { itemContext, sent } = itemContextWith({
			[POST]: [{ body: { task_id: null } }, accepted],
		});
		expect(await problemOf(submit(itemContext, request))).toEqual({
			message: expect.stringMatching(/did not start the task/),
			description: expect.stringMatching(/^It returned no task ID/),
		});
		expect(await submit(itemContext, request)).toMatchObject({ taskId: 't1', pickedUp: false });
		expect(sent).toEqual([POST, POST]);
	});
});

describe('a reply that breaks off', () => {
	test.each([
		'{"task_id":"31f7af5f"',
		'{"task_id": "31f7af5f", "stat',
		'{"message":"ok","task_id"  :  "31f7af5f","x":"',
		'{"payload":{"task_id":" 31f7af5f ",',
	])('after the task ID: the task is found in %s', async (breaksAfter) => {
		const { itemContext } = itemContextWith({ [POST]: [{ breaksAfter }] });
		expect(await submit(itemContext, request)).toMatchObject({
			is: 'accepted',
			taskId: '31f7af5f',
		});
	});

	test.each(['{"task_id":12,"stat', '{"task_id" : 12 }'])(
		'after a number for an ID: %s',
		async (breaksAfter) => {
			const { itemContext } = itemContextWith({ [POST]: [{ breaksAfter }] });
			expect(await submit(itemContext, request)).toMatchObject({ is: 'accepted', taskId: '12' });
		},
	);

	test.each([
		'',
		'{"task_',
		'{"task_id":',
		'{"task_id":"31f7',
		'{"task_id":"","',
		'{"task_id":" ","',
		'{"task_id":12',
		'{"run_id":"7"',
	])('before its end: %j tells no task', async (breaksAfter) => {
		const { itemContext } = itemContextWith({ [POST]: [{ breaksAfter }] });
		const { description } = await problemOf(submit(itemContext, request));
		expect(description).toMatch(/charged for the task\. The response broke off\.$/);
	});
});

describe('a form', () => {
	const file = { fileName: 'a.wav', mimeType: 'audio/wav', size: 1_250_000 };
	const upload = (open: () => Promise<Bytes>) =>
		requestOf(kindOf(), { payload: { form: [{ name: 'file', file: { ...file, open } }] } });

	test('gets the time that its files take, beside that of its answer', async () => {
		const { itemContext, calls } = itemContextWith({ [POST]: [accepted] });
		await submit(
			itemContext,
			upload(async () => Readable.from([])),
		);
		expect(calls[0].timeoutMs).toBe(TIMEOUTS.submitMs + 10_000);
		expect((calls[0].body as FormData).has('file')).toBe(true);
	});

	test.each<[string, Answer]>([
		['refused', refused(422)],
		['answered', accepted],
	])('that is %s before it is read to its end leaves no file open', async (_name, answer) => {
		const opened = Readable.from(['one', 'two']);
		const early = async ({ body }: Call) => {
			const sent = (body as unknown as FormData).get('file') as File;
			await (sent.stream() as unknown as AsyncGenerator).next();
			expect(opened.destroyed).toBe(false);
			return answer;
		};
		const { itemContext } = itemContextWith({ [POST]: [early] });
		await submit(
			itemContext,
			upload(async () => opened),
		).catch(() => {});
		expect(opened.destroyed).toBe(true);
	});
});
