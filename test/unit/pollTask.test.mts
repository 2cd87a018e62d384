import type { Payload } from '../../nodes/shared/tasks/createRequest';
import type { PollTaskInput } from '../../nodes/shared/tasks/pollTask';

import type { Answer } from '../support/itemContext.mts';
import {
	failed,
	fault,
	kindOf,
	pending,
	refused,
	itemContextWith,
	silent,
	success,
} from '../support/itemContext.mts';
import { pollTask } from '../../nodes/shared/tasks/pollTask';

const input: PollTaskInput = {
	kind: kindOf(),
	taskId: 't1',
	ageMs: 0,
	maxWaitMs: 600_000,
	checkAtOnce: true,
};

/** Watches a task whose checks are answered so; the last answer repeats. */
async function watchThrough(answers: Answer[], changes: Partial<PollTaskInput> = {}) {
	const given = itemContextWith({ 'GET /tts/t1': answers });
	const { itemContext, clock } = given;
	const ending = await pollTask(itemContext.session, itemContext.signal, { ...input, ...changes });
	return { ...given, ending, waitedMs: clock.now() - 1_000_000 };
}

test('a task is asked for by its ID, and every answer is in the log at level debug', async () => {
	const { ending, log, sent } = await watchThrough([pending, success]);
	expect(ending).toMatchObject({ end: 'finished', status: 'SUCCESS', runId: 7, checks: 2 });
	expect(sent).toEqual(['GET /tts/t1', 'GET /tts/t1']);
	const told = { kind: 'text-to-speech', taskId: 't1' };
	expect(log).toEqual([
		['debug', 'CAMB.AI task t1: PENDING', { ...told, status: 'PENDING' }],
		['debug', 'CAMB.AI task t1: SUCCESS', { ...told, status: 'SUCCESS' }],
	]);
});

test('an ID that somebody typed leads to no other address', async () => {
	const { itemContext } = itemContextWith({ 'GET /tts/..%2F%3Fa%20b': [success] });
	const ending = await pollTask(itemContext.session, itemContext.signal, {
		...input,
		taskId: '../?a b',
	});
	expect(ending.end).toBe('finished');
});

test('the gaps count from the submit, or from now for a task of somebody else', async () => {
	const answers = [pending, success];
	const old = await watchThrough(answers, { ageMs: 40_000 });
	expect(old.waitedMs).toBe(6000);
	const unknown = await watchThrough(answers, { ageMs: undefined });
	expect(unknown.waitedMs).toBe(1000);
});

test('a wait of 0 checks once', async () => {
	const { ending } = await watchThrough([pending], { maxWaitMs: 0 });
	expect(ending).toMatchObject({ end: 'timedOut', status: 'PENDING', checks: 1 });
});

test('a stopped wait ends', async () => {
	const { itemContext } = itemContextWith();
	const ending = await pollTask(itemContext.session, AbortSignal.abort(), input);
	expect(ending).toMatchObject({ end: 'stopped', checks: 0 });
});

describe('404', () => {
	test('is tolerated for half a minute after the submit', async () => {
		const { ending, waitedMs } = await watchThrough([refused(404)]);
		expect(ending).toMatchObject({ end: 'refused', failure: { status: 404 } });
		expect(waitedMs).toBeGreaterThanOrEqual(30_000);
		expect(waitedMs).toBeLessThan(50_000);
	});

	test.each([
		[29_999, 'finished'],
		[30_000, 'refused'],
	])('%i ms after the submit, the wait is %s', async (ms, end) => {
		const ageMs = ms;
		const { ending } = await watchThrough([refused(404), success], { ageMs });
		expect(ending.end).toBe(end);
	});

	test('ends the wait for a task that somebody else submitted', async () => {
		const { ending } = await watchThrough([refused(404)], { ageMs: undefined });
		expect(ending).toMatchObject({ end: 'refused', checks: 1 });
	});
});

test.each([401, 403, 400])('%i ends the wait, even of a new task', async (status) => {
	const { ending } = await watchThrough([refused(status)]);
	expect(ending).toMatchObject({ end: 'refused', failure: { status }, checks: 1 });
});

test.each<[string, Answer]>([
	['408', refused(408)],
	['425', refused(425)],
	['429', refused(429)],
	['503', refused(503)],
	['a lost connection', silent('maybe')],
	['no connection', silent('no')],
	[
		'a certificate that n8n does not trust',
		{ failure: { what: 'silent', code: 'CERT_UNTRUSTED', sent: 'no', isLasting: true } },
	],
	['a page', { body: '<!doctype html>' }],
])('%s is no failed task', async (_name, answer) => {
	const { ending } = await watchThrough([answer, success], { ageMs: undefined });
	expect(ending).toMatchObject({ end: 'finished', checks: 2 });
});

test('contact is lost after 20 checks in a row without an answer, or as many as asked', async () => {
	const lost = await watchThrough([refused(503)]);
	expect(lost.ending).toMatchObject({ end: 'lostContact', checks: 20 });
	const silence = await watchThrough([silent('maybe')]);
	expect(silence.ending).toMatchObject({ end: 'lostContact', failure: { what: 'silent' } });
	expect(silence.ending.checks).toBe(20);
	const sooner = await watchThrough([refused(503)], { unclearLimit: 3 });
	expect(sooner.ending).toMatchObject({ end: 'lostContact', checks: 3 });
});

describe('an answer that makes no sense', () => {
	const why = async (body: unknown, kind = kindOf()) => {
		const { ending, log } = await watchThrough([{ body }], { unclearLimit: 1, kind });
		return { ending, log };
	};

	test('has no status, which the log does not make one of', async () => {
		const { ending, log } = await why({ detail: 'hello' });
		expect(ending).toMatchObject({
			end: 'lostContact',
			failure: { what: 'unreadable', status: 200, why: expect.stringMatching(/no status/) },
			checks: 1,
		});
		expect(log).toEqual([]);
	});

	test('is a finished task without a run ID, for a kind that has one', async () => {
		const body = { status: 'SUCCESS', run_id: null };
		const { ending } = await why(body);
		expect(ending).toMatchObject({
			end: 'lostContact',
			failure: { why: expect.stringMatching(/finished.+no run ID/) },
		});
		const optional = await why(body, kindOf({ runIdOptional: true }));
		expect(optional.ending).toMatchObject({ end: 'finished', runId: null });
	});

	test('a task that runs or failed needs no run ID', async () => {
		const { ending } = await why({ status: 'FAILED' });
		expect(ending).toMatchObject({ end: 'failed', status: 'FAILED' });
	});
});

test('a check waits to be sent no longer than the wait, and a single one as long as any request', async () => {
	const { calls } = await watchThrough([success], { maxWaitMs: 5000 });
	expect(calls[0].waitsUntil).toBe(1_005_000);
	const once = await watchThrough([success], { maxWaitMs: 0 });
	expect(once.calls[0].waitsUntil).toBeUndefined();
});

test('a hold longer than the wait ends it', async () => {
	const held = refused(429, { retryAfterMs: 1e9 + 1, notSent: true });
	const { itemContext } = itemContextWith({ 'GET /tts/t1': [held] });
	const ending = await pollTask(itemContext.session, itemContext.signal, {
		...input,
		maxWaitMs: 1e9,
	});
	expect(ending).toMatchObject({ end: 'lostContact', failure: { status: 429 }, checks: 0 });
});

describe('a task that was submitted just now', () => {
	/** What a minute takes, without jitter, when nothing is known of it. */
	const UNKNOWN = 23;

	/** Watches one more task of the same account, which is done after a minute. */
	async function minuteAfter(earlier: Array<Payload | undefined>, payload: Payload | undefined) {
		const end = { at: 0 };
		const answer = () => (clock.now() >= end.at ? success : pending);
		const { itemContext, clock } = itemContextWith({ 'GET /tts/t1': [answer] });
		const watchOne = async (sent: Payload | undefined) => {
			end.at = clock.now() + 60_000;
			const how = { ...input, checkAtOnce: false, payload: sent };
			return await pollTask(itemContext.session, itemContext.signal, how);
		};
		for (const sent of earlier) await watchOne(sent);
		return (await watchOne(payload)).checks;
	}
	const text = (length: number): Payload => ({ json: { text: 'a'.repeat(length) } });
	const named = (size: number): Payload => ({
		json: { language: 1 },
		file: { source: { size } as never, refer: fault as never },
	});
	const file = (size: number): Payload => ({
		form: [
			{ name: 'language', value: '1' },
			{ name: 'media_file', file: { fileName: 'a.mp3', mimeType: '', size, open: fault } as never },
		],
	});

	test.each([
		['text', text(1000), text(1100), text(10_000)],
		['file', file(1_000_000), file(1_100_000), file(50_000_000)],
		['named file', named(1_000_000), named(1_100_000), named(50_000_000)],
		['what is in the account', { isEmpty: true }, { isEmpty: true }, text(1000)],
	] as const)('is looked for when one with as much %s had ended', async (_, one, alike, more) => {
		expect(await minuteAfter([], one)).toBe(UNKNOWN);
		expect(await minuteAfter([one], alike)).toBeLessThanOrEqual(12);
		expect(await minuteAfter([one], more)).toBe(UNKNOWN);
		expect(await minuteAfter([one], undefined)).toBe(UNKNOWN);
	});

	test('is not looked for as one of which nobody knows what was sent', async () => {
		expect(await minuteAfter([undefined], undefined)).toBe(UNKNOWN);
	});

	test.each<[string, Answer[], object[]]>([
		[
			'that ended: when it was last seen running, and when it had ended',
			[pending, pending, success],
			[{ from: 2000, to: 3000 }],
		],
		['that was never seen running', [success], [{ from: 0, to: 1000 }]],
		[
			'of which a check had no answer, which says nothing',
			[pending, refused(503), success],
			[{ from: 1000, to: 4000 }],
		],
		['that failed, which may be sooner', [failed], []],
	])('is a length of one %s', async (_name, answers, lengths) => {
		const { itemContext, client } = itemContextWith({ 'GET /tts/t1': answers });
		const add = jest.spyOn(client.taskLengths, 'add');
		const how = { ...input, checkAtOnce: false, payload: text(10) };
		await pollTask(itemContext.session, itemContext.signal, how);
		expect(add.mock.calls.map(([, length]) => length)).toEqual(lengths);
	});

	test('is checked less often beside very many others', async () => {
		const checksBeside = async (others: number) => {
			const end = { at: 0 };
			const answer = () => (clock.now() >= end.at ? success : pending);
			const { itemContext, clock } = itemContextWith({ 'GET /tts/t1': [answer] });
			const { session, signal } = itemContext;
			for (let other = 0; other < others; other++) session.places.take();
			const how = { ...input, checkAtOnce: false, payload: text(10) };
			const watchOne = async () => {
				end.at = clock.now() + 60_000;
				return (await pollTask(session, signal, how)).checks;
			};
			await watchOne();
			await watchOne();
			return await watchOne();
		};
		expect(await checksBeside(1000)).toBeLessThan(await checksBeside(0));
	});
});
