import { Readable } from 'node:stream';

import { foldersIn } from '../../nodes/shared/camb/folders';
import type { Call } from '../../nodes/shared/http/client';
import { TIMEOUTS } from '../../nodes/shared/http/timeouts';
import { isDirect, runDirectCall } from '../../nodes/shared/tasks/directCall';
import type { DirectKind, DirectRequest } from '../../nodes/shared/tasks/directKind';
import {
	fault,
	itemContextWith,
	problemOf,
	refused,
	requestOf,
	silent,
} from '../support/itemContext.mts';
import { saved, saveAs, sound } from '../support/openResultContext.mts';

const POST = 'POST /tts-stream';
const kind: DirectKind = {
	name: 'streamed-speech',
	pollingPolicy: { maxWaitMs: 60_000 },
	async read(_reply, { resultOptions, field, save }) {
		const { json, binary } = await save(saveAs);
		return { json: { ...json, ...resultOptions }, binary: { [field]: binary } };
	},
};
const requestFor = (changes: Partial<DirectKind> = {}, more: object = {}): DirectRequest => ({
	kind: { ...kind, ...changes },
	path: '/tts-stream',
	payload: { json: { text: 'Hello' } },
	resultOptions: { format: 'flac' },
	...more,
});

test('a request whose reply is the result is no task', () => {
	expect(isDirect(requestFor())).toBe(true);
	expect(isDirect(requestOf())).toBe(false);
});

test('its reply becomes one item, with nothing to fetch later and the time until it began', async () => {
	const { itemContext, clock, files } = itemContextWith({
		[POST]: [async () => (await clock.sleep(700), sound)],
	});
	const [output, ...others] = await runDirectCall(itemContext, requestFor());
	expect(others).toEqual([]);
	const ids = { kind: 'streamed-speech', taskId: null, runId: null, status: 'SUCCESS' };
	expect(output).toMatchObject({
		json: { ...ids, waitedSeconds: 0.7, checks: 0, format: 'flac', fileSize: 10 },
		binary: { data: { fileName: 'speech-7.flac' } },
	});
	expect(output.json.submittedAt).toBe(new Date(1_000_000).toISOString());
	expect(files).toEqual([saved]);
	expect(itemContext.tasks).toEqual([]);
});

test('it may begin before its first sound is made', async () => {
	const { itemContext, calls } = itemContextWith({ [POST]: [sound] });
	await runDirectCall(itemContext, requestFor());
	const { submitMs } = TIMEOUTS;
	expect(calls).toMatchObject([{ isCreate: true, timeoutMs: submitMs, stallMs: submitMs }]);
});

describe('a call that changes something', () => {
	const DELETE = 'DELETE /delete-voice/5';
	const deleted = { json: { deleted: true } };
	const whenLost = { message: 'It may be gone', advice: 'Look.' };
	const deletion = requestFor(
		{ whenLost, whenDone: deleted, read: async () => ({ ...deleted, hasTaskFields: true }) },
		{ method: 'DELETE', path: '/delete-voice/5', payload: { isEmpty: true } },
	);
	const fine = { body: { status: 'ok' } };

	test('is sent by its method without a body, and gives what it reads alone', async () => {
		const { itemContext, sent, calls } = itemContextWith({ [DELETE]: [fine] });
		expect(await runDirectCall(itemContext, deletion)).toEqual([deleted]);
		expect(sent).toEqual([DELETE]);
		expect(calls[0].body).toBeUndefined();
	});

	test('says in its own words what may have happened', async () => {
		const { itemContext, log } = itemContextWith({ [DELETE]: [silent('maybe')] });
		const { message, description } = await problemOf(runDirectCall(itemContext, deletion));
		expect(message).toBe('It may be gone');
		expect(description).toMatch(/^CAMB\.AI did not answer\. .*Look\.$/);
		expect(log).toHaveLength(1);
	});

	test('says so also where the answer came and can not be read', async () => {
		const { itemContext } = itemContextWith({ [DELETE]: [fine] });
		const kind = { whenLost, read: async () => await Promise.reject(fault('Broken')) };
		const request = requestFor(kind, { method: 'DELETE', path: '/delete-voice/5' });
		await expect(runDirectCall(itemContext, request)).rejects.toBeDefined();
		const { lost } = itemContext.session.ledger.leftOf(0);
		expect(lost).toMatchObject([{ advice: 'It may be gone. Look.' }]);
	});

	test('is sent again where that does nothing more, and found done by the one that was lost', async () => {
		const answers = [silent('maybe'), refused(402), refused(404)];
		const { itemContext, sent } = itemContextWith({ [DELETE]: answers });
		const { ledger } = itemContext.session;
		for (let tried = 0; tried < 2; tried++) {
			await problemOf(runDirectCall(itemContext, deletion));
			// The one that was lost may still have done it, whatever the next one was told.
			expect(ledger.unsure()).toEqual([0]);
		}
		expect(await runDirectCall(itemContext, deletion)).toEqual([deleted]);
		// From now on it is known to be done.
		expect(await runDirectCall(itemContext, deletion)).toEqual([deleted]);
		expect(sent).toEqual([DELETE, DELETE, DELETE]);
	});

	test('finds nothing done when none was lost before, nor by another refusal', async () => {
		const first = itemContextWith({ [DELETE]: [refused(404)] });
		expect(await problemOf(runDirectCall(first.itemContext, deletion))).toMatchObject({
			httpCode: '404',
		});
		const lost = itemContextWith({ [DELETE]: [silent('maybe'), refused(403)] });
		await problemOf(runDirectCall(lost.itemContext, deletion));
		expect(await problemOf(runDirectCall(lost.itemContext, deletion))).toMatchObject({
			httpCode: '403',
		});
	});

	test.each([
		['voice-clone', { voiceId: 9 }, 'Voice ID 9'],
		['folder-creation', { folderId: 9 }, 'Folder ID 9'],
		['dictionary-creation', { dictionaryId: 9 }, 'Dictionary ID 9'],
	])('%s tells the ID, in the log and to whatever becomes of the run', async (name, made, says) => {
		const read: DirectKind['read'] = async () => ({ json: made, hasTaskFields: true });
		const { itemContext, log } = itemContextWith({ [POST]: [fine] });
		const outputs = await runDirectCall(itemContext, requestFor({ name, read }));
		expect(outputs).toEqual([{ json: made }]);
		const ids = { kind: name, taskId: null, runId: null, ...made };
		expect(itemContext.tasks).toEqual([ids]);
		expect(itemContext.session.ledger.accepted()).toEqual([ids]);
		expect(log).toEqual([
			['info', expect.stringContaining(says), { kind: name, ...made, item: 0 }],
		]);
	});

	test('may look into a list for what was made, as it was and is by then, and warn when it is not there', async () => {
		const listed: unknown[] = [];
		const read: DirectKind['read'] = async (_reply, { listedBefore, list, warn }) => {
			listed.push(listedBefore, await list());
			warn('Not there', 'it');
			return { json: {} };
		};
		const bodies = [[], [{ id: 1 }]].map((body) => ({ body }));
		const list = { 'GET /folders': [...bodies, refused(403)] };
		// Another item has ended the run meanwhile.
		const signal = AbortSignal.abort();
		const answers = { [POST]: [fine, fine], ...list };
		const { itemContext, log, sent, calls } = itemContextWith(answers, { signal });
		for (const part of ['one', 'two'])
			await runDirectCall(
				itemContext,
				requestFor({ read, list: { listPath: '/folders', read: foldersIn } }, { part }),
			);
		expect(sent.slice(0, 3)).toEqual(['GET /folders', POST, 'GET /folders']);
		const isEnded = calls.map((call) => call.signal?.aborted ?? false);
		expect([isEnded[0], isEnded[2]]).toEqual([true, false]);
		expect(listed).toMatchObject([[], [{ folderId: 1 }], undefined, undefined]);
		expect(log.map(([level, line]) => [level, line])).toEqual([
			['warn', 'Not there (it)'],
			['warn', 'Not there (it)'],
		]);
	});
});

test('it has the name that the user chose', async () => {
	const { itemContext, files } = itemContextWith({ [POST]: [sound] });
	itemContext.settings.fileName = 'news';
	await runDirectCall(itemContext, requestFor());
	expect(files[0].name).toBe('news.flac');
});

test('while it is under way it may have been accepted, which is said in its own words', async () => {
	const known: unknown[] = [];
	const { itemContext } = itemContextWith({
		[POST]: [() => (known.push(ledger.unsure(), ledger.unsureAdvice()), silent('maybe'))],
	});
	const { ledger } = itemContext.session;
	const whenLost = { message: 'It may be there', advice: 'Look.' };
	await problemOf(runDirectCall(itemContext, requestFor({ whenLost })));
	const advice = 'It may be there. Look.';
	expect(known).toEqual([[0], [advice]]);
	expect(ledger.leftOf(0).lost).toEqual([{ kind: 'streamed-speech', advice }]);
});

describe('the next try', () => {
	test('gets what the first one got, and sends nothing', async () => {
		const { itemContext, sent } = itemContextWith({ [POST]: [sound] });
		const first = await runDirectCall(itemContext, requestFor());
		expect(await runDirectCall(itemContext, requestFor())).toEqual(first);
		expect(sent).toEqual([POST]);
	});

	test.each<[string, object, RegExp]>([
		['whose answer was lost', silent('maybe'), /: CAMB\.AI did not answer/],
		['that broke off', { breaksAfter: 'fLaC' }, /: .*arrived incomplete/],
		['that is empty', { body: '' }, /: .*empty/],
	])('does not send again one %s, since it may have been paid for', async (_name, answer, why) => {
		const { itemContext, sent } = itemContextWith({ [POST]: [answer as typeof sound] });
		const first = await problemOf(runDirectCall(itemContext, requestFor()));
		expect(first.message).toContain('may have been charged');
		const again = { payload: { json: { text: 'at another time' } } };
		const second = await problemOf(runDirectCall(itemContext, requestFor({}, again)));
		expect(second.message).toMatch(/may have charged for the first try.+not sent again/);
		expect(second.description).toMatch(/be charged again, retry this execution/);
		expect(second.description).toMatch(why);
		expect(sent).toEqual([POST]);
	});

	test('of an agent is told what it may have cost, and what an agent can do', async () => {
		const { itemContext, sent } = itemContextWith({ [POST]: [silent('maybe')] });
		itemContext.session.isTool = true;
		await problemOf(runDirectCall(itemContext, requestFor()));
		const { message, description } = await problemOf(runDirectCall(itemContext, requestFor()));
		expect(message).toMatch(/may have charged.+earlier call with this input.+not sent again/);
		expect(description).toMatch(/be charged again, call this tool with another text/);
		expect(sent).toEqual([POST]);
	});

	test('sends again one that was refused', async () => {
		const { itemContext, sent } = itemContextWith({ [POST]: [refused(422), sound] });
		await problemOf(runDirectCall(itemContext, requestFor()));
		expect(await runDirectCall(itemContext, requestFor())).toHaveLength(1);
		expect(sent).toEqual([POST, POST]);
	});

	test('of a person in a new execution sends again what was lost', async () => {
		const lost = itemContextWith({ [POST]: [silent('maybe')] });
		await problemOf(runDirectCall(lost.itemContext, requestFor()));
		const later = { kept: lost.kept, executionId: '2' };
		const { itemContext, log } = itemContextWith({ [POST]: [sound] }, later);
		expect(await runDirectCall(itemContext, requestFor())).toHaveLength(1);
		expect(log[0][1]).toMatch(/sent again.*streamed-speech/);
	});
});

test.each([
	['comes whole', true],
	['breaks', false],
])('it has a place of the plan until it %s', async (_name, isWhole) => {
	const { itemContext } = itemContextWith({ [POST]: [sound] });
	const { places } = itemContext.session;
	const seen: number[] = [];
	const read: DirectKind['read'] = async () => {
		seen.push(places.underWay);
		if (!isWhole) throw fault('It broke off');
		return { json: {} };
	};
	await runDirectCall(itemContext, requestFor({ read })).catch(() => {});
	expect([...seen, places.underWay]).toEqual([1, 0]);
});

test.each([
	['that is refused', refused(422)],
	['whose answer is lost', silent('maybe')],
])('one %s has no place any more', async (_name, answer) => {
	const { itemContext } = itemContextWith({ [POST]: [answer] });
	await problemOf(runDirectCall(itemContext, requestFor()));
	expect(itemContext.session.places.underWay).toBe(0);
});

test('it waits for a place as long as the kind does', async () => {
	const busy = refused(429);
	const { itemContext, clock, calls } = itemContextWith({ [POST]: [busy] });
	itemContext.session.places.take();
	await problemOf(runDirectCall(itemContext, requestFor()));
	expect(clock.now() - 1_000_000).toBe(60_000);
	// A Retry-After is waited out as long.
	expect(new Set(calls.map(({ waitsUntil }) => waitsUntil))).toEqual(new Set([1_060_000]));
});

test('leaves no file open that was not sent to its end', async () => {
	const opened = Readable.from(['one', 'two']);
	const early = async ({ body }: Call) => {
		const file = (body as unknown as FormData).get('file') as File;
		await (file.stream() as unknown as AsyncGenerator).next();
		return sound;
	};
	const file = { fileName: 'a.wav', mimeType: 'audio/wav', size: 6, open: async () => opened };
	const { itemContext } = itemContextWith({ [POST]: [early] });
	await runDirectCall(itemContext, requestFor({}, { payload: { form: [{ name: 'file', file }] } }));
	expect(opened.destroyed).toBe(true);
});
