import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { ExplainedError } from '../../nodes/shared/core/explainedError';
import type { Call } from '../../nodes/shared/http/client';
import type { DirectKind, JoinContext, PiecedRequest } from '../../nodes/shared/tasks/directKind';
import { runDirectPieces } from '../../nodes/shared/tasks/directPieces';
import type { Output } from '../../nodes/shared/tasks/kind';
import type { Answer } from '../support/itemContext.mts';
import { fault, itemContextWith, problemOf, refused, silent } from '../support/itemContext.mts';
import { saveAs } from '../support/openResultContext.mts';

const POST = 'POST /tts-stream';
const kind: DirectKind = {
	name: 'streamed-speech',
	pollingPolicy: { maxWaitMs: 60_000 },
	async read(_reply, { field, save }) {
		const { binary } = await save(saveAs);
		return { json: {}, binary: { [field]: binary } };
	},
};

/** One file of all pieces, in order. */
async function joinAll(outputs: Output[], context: JoinContext) {
	const files = outputs.map(async ({ binary = {} }) => {
		const bytes = await context.open(Object.values(binary)[0]);
		return await buffer(bytes as AsyncIterable<Uint8Array>);
	});
	const whole = Readable.from([Buffer.concat(await Promise.all(files))]);
	const how = { name: 'speech', expect: 'audio', extension: 'flac' } as const;
	const { json, binary } = await context.saveStream(whole as never, how);
	return { json, binary: { [context.field]: binary } };
}

/** Texts as pieces of one item. */
const inPieces = (texts: string[], join: PiecedRequest['join'] = joinAll): PiecedRequest => ({
	pieces: texts.map((text) => ({
		kind,
		path: '/tts-stream',
		payload: { json: { text } },
		resultOptions: {},
	})),
	join,
});

/** An item whose pieces are spoken as told by their text, the others as FLAC of their own. */
function spoken(told: Record<string, Answer> = {}, changes: object = {}) {
	const texts: string[] = [];
	const answer = ({ body }: Call): Answer => {
		const { text } = body as { text: string };
		texts.push(text);
		return told[text] ?? { body: `fLaC ${text};`, headers: { 'content-type': 'audio/flac' } };
	};
	const given = itemContextWith({ [POST]: [answer] }, changes);
	const { session } = given.itemContext;
	return { ...given, session, texts, goOn: (goesOn = true) => goOn(session.context, goesOn) };
}
const goOn = (context: object, goesOn: boolean) =>
	void Object.assign(context, { continueOnFail: () => goesOn });

const ABC = ['a', 'b', 'c'];
const KEPT = /They are kept: retry this execution to go on without paying for them again\.$/;

/** What is told of an item whose pieces do not all come, and what its error is about. */
async function toldOf(
	given: ReturnType<typeof spoken>,
	request: PiecedRequest = inPieces(ABC),
	goesOn = false,
) {
	given.goOn(goesOn);
	const told = await problemOf(runDirectPieces(given.itemContext, request));
	return { ...told, about: given.itemContext.tasks.at(-1)?.about };
}

test('a text that is one piece is sent as it is, and its output is the item', async () => {
	const { itemContext, files, session } = spoken();
	const { pieces } = inPieces(['a']);
	const [{ json, binary }, ...others] = await runDirectPieces(itemContext, { pieces });
	expect(others).toEqual([]);
	expect(json).toMatchObject({ kind: 'streamed-speech', taskId: null, status: 'SUCCESS' });
	expect(Object.keys(binary ?? {})).toEqual(['data']);
	expect(files).toMatchObject([{ name: 'speech-7.flac', text: 'fLaC a;' }]);
	expect(session.ledger.cutInto(0)).toBe(1);
});

test('one piece that is refused is told without a word of pieces', async () => {
	const given = spoken({ a: refused(422) });
	const { pieces } = inPieces(['a']);
	const { description, about } = await toldOf(given, { pieces });
	expect(description).not.toContain('piece');
	expect(about).toBeUndefined();
});

test('several pieces become one item, in order, with the time that all took', async () => {
	const settings = { field: 'audio', fileName: 'episode' };
	const given = spoken({}, { settings });
	const { itemContext, clock, files, texts } = given;
	const request = inPieces([...ABC, 'd'], async (outputs, context) => {
		await clock.sleep(1200);
		return await joinAll(outputs, context);
	});
	expect(await runDirectPieces(itemContext, request)).toMatchObject([
		{
			json: {
				...{ kind: 'streamed-speech', taskId: null, runId: null, status: 'SUCCESS', checks: 0 },
				...{ submittedAt: new Date(1_000_000).toISOString(), waitedSeconds: 1.2 },
				fileName: 'episode.flac',
			},
			binary: { audio: { fileName: 'episode.flac' } },
		},
	]);
	expect(texts).toEqual([...ABC, 'd']);
	expect(files.at(-1)).toMatchObject({
		text: 'fLaC a;fLaC b;fLaC c;fLaC d;',
		name: 'episode.flac',
	});
	expect(itemContext.tasks).toEqual([]);
});

test('what joins them can save text beside, tell what is missing, and hear of Stop', async () => {
	const { itemContext, files, log, clock } = spoken(
		{},
		{ settings: { field: 'data', fileName: 'x' } },
	);
	const request = inPieces(
		ABC,
		async (_outputs, { saveText, warn, signal, isTool, ...context }) => {
			await saveText('1', { name: 'speech', expect: 'text', extension: 'srt' });
			warn('Not all is there', 'it');
			expect([signal, isTool, context.clock]).toEqual([itemContext.signal, false, clock]);
			return { json: {} };
		},
	);
	await runDirectPieces(itemContext, request);
	expect(files.at(-1)).toMatchObject({ name: 'x.srt', text: '1' });
	expect(log).toEqual([['warn', 'Not all is there (it)', { item: 0 }]]);
});

describe('a piece that is refused', () => {
	test('ends the item: no other is sent, those under way come, and the error says what is paid', async () => {
		const given = spoken({ a: refused(422) });
		const told = await toldOf(given, inPieces([...ABC, 'd', 'e', 'f']));
		expect(given.texts).toEqual(ABC);
		expect(told.description).toMatch(/^This is about piece 1 of 6\. .*2 of 6 pieces are done/);
		expect(told.description).toMatch(KEPT);
		expect(told.about).toEqual({ donePieces: [2, 3], failedPiece: 1, pieceCount: 6 });
		const [task] = given.itemContext.tasks;
		expect(task).toMatchObject({ kind: 'streamed-speech', taskId: null, runId: null });
	});

	test('is all that the next try sends', async () => {
		const first = spoken({ b: refused(422) });
		await toldOf(first);
		const { itemContext, texts, files } = spoken({}, { kept: first.kept });
		await runDirectPieces(itemContext, inPieces(ABC));
		expect(texts).toEqual(['b']);
		expect(files.at(-1)?.text).toBe('fLaC a;fLaC b;fLaC c;');
	});

	test('says nothing of money where none came', async () => {
		const all = Object.fromEntries(ABC.map((text) => [text, refused(422)]));
		const { description, about } = await toldOf(spoken(all));
		expect(description).toMatch(/^This is about piece 1 of 3\./);
		expect(description).not.toMatch(/pieces are done|kept/);
		expect(about).toEqual({ donePieces: [], failedPiece: 1, pieceCount: 3 });
	});

	test('loses the others where the workflow goes on', async () => {
		const { description } = await toldOf(spoken({ c: refused(422) }), inPieces(ABC), true);
		expect(description).toMatch(
			/2 of 3 pieces are done and charged, and are lost because On Error/,
		);
		expect(description).not.toMatch(/kept|retry|same input/);
	});

	test.each<[string, Answer, boolean]>([
		['refused', refused(422), true],
		['lost on its way', silent('maybe'), false],
	])('of an agent, if it was %s', async (_name, answer, mayCallAgain) => {
		const given = spoken({ c: answer });
		given.session.isTool = true;
		const { description } = await toldOf(given);
		expect(description).toMatch(/2 of 3 pieces are done and charged\./);
		expect(/Call this tool again with the same input/.test(description)).toBe(mayCallAgain);
		expect(description).not.toMatch(/retry this execution|\s\./);
	});
});

describe('pieces that came, but can not be joined', () => {
	test('are all paid for, and none is to blame', async () => {
		const given = spoken();
		const request = inPieces(ABC, async (outputs, context) => {
			await context.open({ ...outputs[0].binary!.data, data: 'no Base64!' });
			throw fault('Not reached');
		});
		const { message, description, about } = await toldOf(given, request);
		expect(message).toMatch(/no longer in the storage of n8n/);
		expect(description).toMatch(/^Start a new execution, which is charged again\. 3 of 3 pieces/);
		expect(about).toEqual({ donePieces: [1, 2, 3], pieceCount: 3 });
	});

	test('are told as lost from the storage also when n8n can not find a file', async () => {
		const given = spoken();
		const getBinaryMetadata = async () => await Promise.reject(fault('ENOENT'));
		Object.assign(given.session.context.helpers, { getBinaryMetadata });
		const request = inPieces(ABC, async (_outputs, { open }) => {
			await open({ id: 'filesystem:1', data: 'filesystem', mimeType: 'audio/flac' });
			throw fault('Not reached');
		});
		expect((await toldOf(given, request)).message).toMatch(/no longer in the storage of n8n/);
	});

	test('keep a reason that nobody explained, and say what they are about', async () => {
		const given = spoken();
		given.goOn(false);
		const bad = fault('It broke');
		const work = runDirectPieces(
			given.itemContext,
			inPieces(ABC, async () => await Promise.reject(bad)),
		);
		await expect(work).rejects.toBe(bad);
		expect(given.itemContext.tasks).toMatchObject([{ about: { donePieces: [1, 2, 3] } }]);
	});
});

describe('a piece that does not fit the others', () => {
	const unfit = (...unfitPieces: number[]) => {
		const why = { message: 'They differ', description: 'Look.', unfitPieces };
		return inPieces(ABC, async () => await Promise.reject(new ExplainedError(why)));
	};

	test('is paid for once by all tries, and is the only one that a person has made again', async () => {
		const first = spoken();
		const { description, about } = await toldOf(first, unfit(1));
		expect(description).toMatch(
			/^Look\. 3 of 3 pieces are .*kept, but for piece 2: retry .*charged/,
		);
		expect(about).toEqual({ donePieces: [1, 2, 3], pieceCount: 3 });
		const { kept } = first;
		const second = spoken({}, { kept });
		expect((await toldOf(second, unfit(1))).message).toBe('They differ');
		const later = spoken({}, { kept, executionId: '2' });
		await runDirectPieces(later.itemContext, inPieces(ABC));
		expect([second.texts, later.texts]).toEqual([[], ['b']]);
		const last = spoken({}, { kept, executionId: '3' });
		await runDirectPieces(last.itemContext, inPieces(ABC));
		expect(last.texts).toEqual([]);
	});

	test('may be one of two: both are named, and made again', async () => {
		const first = spoken();
		expect((await toldOf(first, unfit(0, 1))).description).toMatch(/but for pieces 1 and 2: retry/);
		const { itemContext, texts } = spoken({}, { kept: first.kept, executionId: '2' });
		await runDirectPieces(itemContext, inPieces(ABC));
		expect(texts).toEqual(['a', 'b']);
	});

	test('does not become another one for an agent that calls its tool again', async () => {
		const given = spoken();
		given.session.isTool = true;
		const { description } = await toldOf(given, unfit(1));
		expect(description).toBe('Look. 3 of 3 pieces are done and charged.');
	});
});

describe('Stop', () => {
	test('sends no further piece, and joins no half of them', async () => {
		const stop = new AbortController();
		const join = jest.fn();
		const given = spoken({}, { signal: stop.signal });
		const { open } = given.client;
		given.client.open = async (call) => (stop.abort(), await open(call));
		const told = await toldOf(given, inPieces([...ABC, 'd', 'e'], join));
		expect(told.message).toBe('The execution was canceled');
		expect(told.description).not.toContain('pieces');
		expect(given.texts.length).toBeLessThanOrEqual(3);
		expect(join).not.toHaveBeenCalled();
	});

	test('while they are joined says nothing of pieces', async () => {
		const stop = new AbortController();
		const bad = fault('aborted');
		const { itemContext, goOn } = spoken({}, { signal: stop.signal });
		goOn(false);
		const join = async () => (stop.abort(), await Promise.reject(bad));
		await expect(runDirectPieces(itemContext, inPieces(ABC, join))).rejects.toBe(bad);
		expect(itemContext.tasks).toEqual([]);
	});
});

describe('another try of the same execution', () => {
	const single = { pieces: inPieces(['a']).pieces };
	const refusedThere = { b: refused(422) };

	test.each<[string, PiecedRequest, PiecedRequest]>([
		['one other piece', inPieces(ABC), inPieces(['A', 'b', 'c'])],
		['one piece more', inPieces(ABC), inPieces([...ABC, 'd'])],
		['several pieces instead of one', single, inPieces(ABC)],
		['one piece instead of several', inPieces(ABC), single],
	])(
		'sends nothing of a text with %s, which would be half of either',
		async (_name, one, other) => {
			const first = spoken(refusedThere);
			first.goOn(false);
			await runDirectPieces(first.itemContext, one).catch(() => {});
			const second = spoken({}, { kept: first.kept });
			const { message, description } = await toldOf(second, other);
			expect(message).toMatch(/not the same as on an earlier try/);
			expect(description).toMatch(/Nothing more was sent\..+same values/);
			expect(second.texts).toEqual([]);
			expect(second.itemContext.tasks).toEqual([]);
		},
	);
});

test('a person who retries with another text has that one spoken', async () => {
	const first = spoken({ b: refused(422) });
	await toldOf(first);
	const { itemContext, texts } = spoken({}, { kept: first.kept, executionId: '2' });
	await runDirectPieces(itemContext, inPieces(['A', 'b', 'c', 'd']));
	expect(texts).toEqual(['A', 'b', 'd']);
});
