import type { Answer } from '../support/itemContext.mts';
import { virtualClock } from '../support/virtualClock.mts';
import {
	fault,
	kindOf,
	problemOf,
	refused,
	requestOf,
	itemContextWith,
	silent,
} from '../support/itemContext.mts';
import { submit } from '../../nodes/shared/tasks/submit';

const POST = 'POST /tts';
const accepted: Answer = { body: { task_id: 't1' } };
const request = requestOf();

describe('what was refused', () => {
	test.each([
		[402, /credits/],
		[422, /did not accept/],
	])('%s: nothing was taken, so the next try may send it again', async (status, message) => {
		const { itemContext, sent, log } = itemContextWith({ [POST]: [refused(status), accepted] });
		expect((await problemOf(submit(itemContext, request))).message).toMatch(message);
		expect(itemContext.session.ledger.unsure()).toEqual([]);
		expect(log).toEqual([]);
		expect(await submit(itemContext, request)).toMatchObject({ is: 'accepted' });
		expect(sent).toHaveLength(2);
	});

	test.each<[string, Answer]>([
		['too many requests', refused(429)],
		['no connection', silent('no', 'ECONNREFUSED')],
	])('%s: sent again at once', async (_name, answer) => {
		const { itemContext, sent } = itemContextWith({ [POST]: [answer, answer, accepted] });
		expect(await submit(itemContext, request)).toMatchObject({ is: 'accepted', taskId: 't1' });
		expect(sent).toHaveLength(3);
	});

	test('an address that nothing can be sent to is not tried again', async () => {
		const failure = {
			what: 'silent',
			code: 'SsrfBlockedIpError',
			sent: 'no',
			isLasting: true,
		} as const;
		const { itemContext, sent } = itemContextWith({ [POST]: [{ failure }] });
		expect((await problemOf(submit(itemContext, request))).message).toBeTruthy();
		expect(sent).toHaveLength(1);
		expect(itemContext.session.ledger.unsure()).toEqual([]);
	});

	test('no connection, however often it was tried: the next try may send it', async () => {
		const { itemContext } = itemContextWith({ [POST]: [silent('no', 'ECONNREFUSED')] });
		expect((await problemOf(submit(itemContext, request))).message).toMatch(/not be reached/);
		expect(itemContext.session.ledger.unsure()).toEqual([]);
	});
});

describe('an answer that was lost', () => {
	test.each<[string, Answer]>([
		['a broken connection', silent('maybe')],
		['408', refused(408)],
		['503', refused(503)],
	])('%s: it is sent once, and the log says what may be paid for', async (_name, answer) => {
		const { itemContext, sent, log } = itemContextWith({ [POST]: [answer] }, { item: 2 });
		const { message } = await problemOf(submit(itemContext, request));
		expect(message).toMatch(/may have accepted.+lost/);
		expect(log).toEqual([
			[
				'warn',
				'CAMB.AI may have accepted a text-to-speech request, but its response was lost',
				{ kind: 'text-to-speech', item: 2 },
			],
		]);
		expect(sent).toHaveLength(1);
		const { ledger } = itemContext.session;
		expect(ledger.unsure()).toEqual([2]);
		// What to do about it is the same for all tasks.
		expect(ledger.leftOf(2).lost).toEqual([{ kind: 'text-to-speech' }]);
		expect(ledger.unsureAdvice()).toBeUndefined();
	});

	test.each([
		['n8n tries again', false, /Studio.+retry this execution/],
		['an agent calls again', true, /user.+Studio.+charged.+another input/],
	])('is not sent again when %s in the same execution', async (_name, isTool, toDo) => {
		const { itemContext, sent } = itemContextWith({ [POST]: [silent('maybe')] });
		itemContext.session.isTool = isTool;
		await problemOf(submit(itemContext, request));
		const { message, description } = await problemOf(submit(itemContext, request));
		expect(message).toMatch(/may have accepted the task.+not sent again/);
		expect(message).toMatch(isTool ? /in an earlier call with this input,/ : /on the first try,/);
		expect(description).toMatch(toDo);
		expect(sent).toHaveLength(1);
	});

	test('is sent again when a person retries the execution', async () => {
		const { itemContext, kept } = itemContextWith({ [POST]: [silent('maybe')] });
		await problemOf(submit(itemContext, request));
		const retried = itemContextWith({ [POST]: [accepted] }, { kept, executionId: '2' });
		expect(await submit(retried.itemContext, request)).toMatchObject({
			is: 'accepted',
			pickedUp: false,
		});
		expect(retried.log[0][1]).toMatch(/sent again.*text-to-speech/);
	});
});

test('a request that is under way may have been accepted', async () => {
	const unsure: unknown[] = [];
	const answer = () => (unsure.push(itemContext.session.ledger.unsure()), accepted);
	const { itemContext } = itemContextWith({ [POST]: [answer] }, { item: 2 });
	await submit(itemContext, request);
	expect([...unsure, itemContext.session.ledger.unsure()]).toEqual([[2], []]);
});

describe('what an earlier try got', () => {
	test('a task is picked up with the time of its submit', async () => {
		const { itemContext, kept } = itemContextWith({ [POST]: [accepted] });
		const first = await submit(itemContext, request);
		const later = itemContextWith({}, { kept });
		await later.clock.sleep(9000);
		const is = 'accepted';
		expect(await submit(later.itemContext, request)).toMatchObject({
			...first,
			is,
			pickedUp: true,
		});
		expect(later.sent).toEqual([]);
	});

	test('a reply that is the result already is used again', async () => {
		const answers = requestOf(kindOf({ isResult: () => true }));
		const { itemContext, sent } = itemContextWith({ [POST]: [{ body: { run_id: 7 } }] });
		const expected = { is: 'answered', submittedAt: 1_000_000, answer: { run_id: 7 } };
		expect(await submit(itemContext, answers)).toMatchObject(expected);
		expect(await submit(itemContext, answers)).toMatchObject(expected);
		expect(sent).toHaveLength(1);
	});

	test('a reply that is no result is looked through for a task', async () => {
		const answers = requestOf(kindOf({ isResult: () => false }));
		const { itemContext } = itemContextWith({ [POST]: [accepted] });
		expect(await submit(itemContext, answers)).toMatchObject({ is: 'accepted', taskId: 't1' });
	});
});

describe('a create that CAMB.AI does not take yet', () => {
	const tooMany = refused(429);
	const unreached = silent('no', 'ECONNREFUSED');
	/** In seconds. */
	const SIX_TRIES = [0, 1, 3, 7, 15, 31];

	interface Given {
		/** How many other tasks of this run are under way. */
		underWay?: number;
		maxWaitMs?: number;
		random?: number;
		/** After how many such answers the create is taken. */
		takenAfter?: number;
		onSleep?: (stop: AbortController) => void;
	}

	/** When it was sent, in seconds, and what became of it. */
	async function sendThrough(answer: Answer, given: Given) {
		const { underWay = 0, maxWaitMs, random = 0, takenAfter = Infinity, onSleep } = given;
		const stop = new AbortController();
		const time = virtualClock(0);
		const clock = {
			...time,
			random: () => random,
			async sleep(ms: number) {
				onSleep?.(stop);
				await time.sleep(ms);
			},
		};
		const seconds: number[] = [];
		const next = () => {
			if (seconds.push(clock.now() / 1000) > 30) throw fault('It is sent for ever');
			return seconds.length > takenAfter ? accepted : answer;
		};
		const settings = { field: 'data', maxWaitMs };
		const changes = { clock, settings, signal: stop.signal };
		const { itemContext } = itemContextWith({ [POST]: [next] }, changes);
		for (let task = 0; task < underWay; task++) itemContext.session.places.take();
		const work = submit(itemContext, request);
		const ending = takenAfter === Infinity ? (await problemOf(work)).message : (await work).is;
		return { seconds, ending };
	}

	test('waits, while other tasks of the run are under way, for one of them to end', async () => {
		const given = { underWay: 1, maxWaitMs: 600_000, takenAfter: 8 };
		const { seconds, ending } = await sendThrough(tooMany, given);
		expect(seconds).toEqual([...SIX_TRIES, 61, 91, 121]);
		expect(ending).toBe('accepted');
	});

	test.each([
		['the time of its kind', undefined, [0, 1, 3, 7, 15, 31, 60]],
		['the time that the user set', 10_000, [0, 1, 3, 7, 10]],
	])('waits for that no longer than %s', async (_name, maxWaitMs, expected) => {
		const { seconds, ending } = await sendThrough(tooMany, { underWay: 1, maxWaitMs });
		expect(seconds.slice(0, expected.length)).toEqual(expected);
		expect(ending).toMatch(/too many requests/);
	});

	test('is sent six times when no other task is under way', async () => {
		const { seconds } = await sendThrough(tooMany, { maxWaitMs: 600_000 });
		expect(seconds).toEqual(SIX_TRIES);
	});

	test('is sent six times when CAMB.AI is not reached, whatever is under way', async () => {
		const { seconds, ending } = await sendThrough(unreached, { underWay: 1, maxWaitMs: 600_000 });
		expect(seconds).toEqual(SIX_TRIES);
		expect(ending).toMatch(/not be reached/);
	});

	test.each([0, 1])(
		'is not sent again when CAMB.AI asks to wait past Max Wait (%i under way)',
		async (underWay) => {
			const asked = (retryAfterMs: number) => refused(429, { retryAfterMs });
			const given = { underWay, maxWaitMs: 50_000 };
			expect((await sendThrough(asked(50_001), given)).seconds).toEqual([0]);
			expect((await sendThrough(asked(20_000), given)).seconds).toEqual([0, 1, 3, 7, 15, 31]);
		},
	);

	test('does not come in the same moment as others: each gap is a little longer', async () => {
		const { seconds } = await sendThrough(tooMany, { random: 0.5 });
		expect(seconds).toEqual([0, 1.05, 3.15, 7.35, 15.75, 32.55]);
	});

	test.each([0, 1])('is not sent after Stop (%i under way)', async (underWay) => {
		const onSleep = (stop: AbortController) => stop.abort();
		expect((await sendThrough(tooMany, { underWay, onSleep })).seconds).toEqual([0]);
	});
});
