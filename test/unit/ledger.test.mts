import type { IDataObject } from 'n8n-workflow';

import type { FormPart } from '../../nodes/shared/files/upload';
import type { LedgerScope } from '../../nodes/shared/tasks/ledger';
import type { Outcome } from '../../nodes/shared/tasks/ledgerEntry';

import { kindOf, requestOf } from '../support/itemContext.mts';
import { openLedger } from '../../nodes/shared/tasks/ledger';

const request = requestOf();
const another = requestOf(kindOf(), { payload: { json: { text: 'Bye' } } });
const sent = { state: 'sent' } as const;
const accepted = (taskId: string) => ({ state: 'accepted', taskId, submittedAt: 5 }) as const;
const ids = (taskId: string) => ({ kind: 'text-to-speech', taskId, runId: null });

/** A ledger in what n8n keeps, which has been through JSON. */
function open(kept: IDataObject = {}, scope: Partial<LedgerScope> = {}) {
	return openLedger(kept, { executionId: '1', account: 'account', run: '0', ...scope });
}
const stored = (kept: IDataObject) => JSON.parse(JSON.stringify(kept)) as IDataObject;

test('keeps what was sent through a retry, which stores it as JSON', () => {
	const kept: IDataObject = {};
	open(kept).write(0, request, accepted('t1'));
	const later = open(stored(kept));
	expect(later.find(0, request)).toMatchObject(accepted('t1'));
	expect(later.accepted()).toEqual([ids('t1')]);
});

test('leaves alone what others keep for the node', () => {
	const kept: IDataObject = { mine: 1 };
	open(kept).write(0, request, sent);
	expect(Object.keys(kept)).toEqual(['mine', 'cambTasks']);
});

test('a request that was forgotten may be sent again', () => {
	const kept: IDataObject = {};
	const ledger = open(kept);
	ledger.write(0, request, sent);
	ledger.write(1, request, sent);
	ledger.forget(0, request);
	expect(ledger.find(0, request)).toBeUndefined();
	expect(ledger.find(1, request)).toMatchObject(sent);
	ledger.forget(1, request);
	ledger.forget(1, request);
	expect(kept).toEqual({ cambTasks: {} });
});

test('what is forgotten of an item is not its other parts', () => {
	const ledger = open();
	ledger.write(0, request, accepted('t1'));
	ledger.write(0, { ...request, part: 'Spanish' }, accepted('t2'));
	ledger.forget(0, request);
	expect(ledger.accepted()).toEqual([ids('t2')]);
});

describe('in the same execution', () => {
	test('says how many tasks an item was cut into', () => {
		const kept: IDataObject = {};
		const ledger = open(kept);
		expect(ledger.cutInto(0)).toBeUndefined();
		ledger.write(0, request, accepted('t1'));
		ledger.write(1, { ...request, part: 'piece 2', piece: { number: 2, of: 3 } }, accepted('t2'));
		expect([0, 1, 2].map((item) => open(kept).cutInto(item))).toEqual([1, 3, undefined]);
		// A person may have changed the list on purpose, and a tool has another input.
		expect(open(kept, { executionId: '2' }).cutInto(1)).toBeUndefined();
		expect(open(kept, { inputOf: () => 'x' }).cutInto(1)).toBeUndefined();
	});

	describe('what was sent for a piece', () => {
		const pieceOf = (of: number, text: string) => ({
			...requestOf(kindOf(), { payload: { json: { text } } }),
			piece: { number: 1, of },
		});
		const isOfOther = (first: typeof request, second: typeof request, executionId = '1') => {
			const kept: IDataObject = {};
			open(kept).write(0, first, accepted('t1'));
			return open(kept, { executionId }).isOfOther(0, second);
		};

		test.each<[string, typeof request, typeof request, boolean]>([
			['the same text', pieceOf(2, 'a'), pieceOf(2, 'a'), false],
			['another text', pieceOf(2, 'a'), pieceOf(2, 'b'), true],
			['the same text in more pieces', pieceOf(2, 'a'), pieceOf(3, 'a'), true],
			['one that is several pieces by now', request, pieceOf(2, 'Hello'), true],
			['one that was several pieces', pieceOf(2, 'Hello'), request, true],
			// It is found again by its place alone.
			['another text, each whole', request, another, false],
			['another text, each one piece', pieceOf(1, 'a'), pieceOf(1, 'b'), false],
		])('is of another text or not: %s', (_name, first, second, isOther) => {
			expect(isOfOther(first, second)).toBe(isOther);
		});

		test('is of none where nothing was sent, or by another execution', () => {
			expect(open().isOfOther(0, pieceOf(2, 'a'))).toBe(false);
			expect(isOfOther(pieceOf(2, 'a'), pieceOf(3, 'a'), '2')).toBe(false);
		});
	});

	test('an item is the same work, whatever its parameters say by then', () => {
		const kept: IDataObject = {};
		open(kept).write(0, { ...request, resultOptions: { language: 54 } }, accepted('t1'));
		const found = open(kept).find(0, { ...another, resultOptions: { language: 76 } });
		expect(found).toMatchObject({ ...accepted('t1'), resultOptions: { language: 54 } });
		expect(found?.isOfThisExecution).toBe(true);
	});

	test('each part of an item is work of its own', () => {
		const ledger = open();
		ledger.write(0, request, accepted('t1'));
		ledger.write(0, { ...request, part: 'Spanish' }, accepted('t2'));
		expect(ledger.find(0, { ...request, part: 'French' })).toBeUndefined();
		expect(ledger.find(0, { ...request, part: 'Spanish' })).toMatchObject(accepted('t2'));
		expect(ledger.find(0, request)).toMatchObject(accepted('t1'));
	});

	test('another item is other work, and so is another run of a loop', () => {
		const kept: IDataObject = {};
		open(kept).write(0, request, sent);
		expect(open(kept).find(1, request)).toBeUndefined();
		expect(open(kept, { run: '1' }).find(0, request)).toBeUndefined();
	});

	test('a loop that has moved on leaves nothing of its earlier rounds', () => {
		const kept: IDataObject = {};
		open(kept, { run: '9' }).write(0, request, sent);
		open(kept, { run: '10' });
		expect(kept).toEqual({ cambTasks: {} });
	});
});

describe('in a later execution', () => {
	const file = { fileName: 'a.wav', mimeType: 'audio/wav', size: 5, digest: 'd1' };
	const form = (changes: object = {}, fields: Record<string, string> = {}) =>
		requestOf(kindOf(), {
			payload: {
				form: [
					...Object.entries({ language: '1', ...fields }).map(([name, value]) => ({ name, value })),
					{ name: 'file', file: { ...file, open: async () => [], ...changes } },
				] as FormPart[],
			},
		});
	const json = (fields: IDataObject) =>
		requestOf(kindOf(), { payload: { json: { text: 'Hello', ...fields } } });
	/** A request that names a file, by a link or the ID of an upload. */
	const naming = (changes: object = {}, by = 'video_url') =>
		requestOf(kindOf(), {
			payload: {
				json: { text: 'Hello' },
				file: {
					source: { ...file, open: async () => (async function* () {})(), ...changes },
					refer: async () => ({ [by]: String(Math.random()) }),
				},
			},
		});
	const isFound = (first: typeof request, second: typeof request, scope: object = {}) => {
		const kept: IDataObject = {};
		open(kept).write(0, first, accepted('t1'));
		return open(stored(kept), { executionId: '2', ...scope }).find(0, second) !== undefined;
	};

	test.each([
		['text', request, another],
		['path', request, requestOf(kindOf(), { path: '/tts/2' })],
		['kind', request, requestOf(kindOf({ name: 'dub' }))],
		['part', request, { ...request, part: 'Spanish' }],
		['field of a form', form(), form({}, { language: '2' })],
		['file size', form(), form({ size: 6 })],
		['file content', form(), form({ digest: 'd2' })],
		['size of a named file', naming(), naming({ size: 6 })],
		['source than a named file', naming(), json({})],
	])('another %s is other work', (_name, first, second) => {
		expect(isFound(first, second)).toBe(false);
		expect(isFound(first, { ...first })).toBe(true);
	});

	test('another account has other tasks', () => {
		expect(isFound(request, request, { account: 'another' })).toBe(false);
	});

	test.each([
		['project name', json({ project_name: 'Monday' }), json({ project_name: 'Tuesday' })],
		['description', json({ project_description: 'one' }), json({})],
		['folder', json({ folder_id: 1 }), json({ folder_id: 2 })],
		['title', form({}, { title: 'One' }), form({}, { title: 'Two' })],
		['description of a story', form({}, { description: 'One' }), form()],
		['name of a voice', form({}, { voice_name: 'One' }), form({}, { voice_name: 'Two' })],
		['file name', form(), form({ fileName: 'b.wav' })],
		['name of a named file', naming(), naming({ fileName: 'b.wav' })],
		['way to name a file', naming(), naming({}, 'file_id')],
	])('another %s is the same work', (_name, first, second) => {
		expect(isFound(first, second)).toBe(true);
	});

	test('how the result is wanted is what the person says by now', () => {
		const kept: IDataObject = {};
		open(kept).write(0, request, accepted('t1'));
		const resultOptions = { includeLinks: true };
		const found = open(kept, { executionId: '2' }).find(0, { ...request, resultOptions });
		expect(found).toMatchObject({ ...accepted('t1'), resultOptions, isOfThisExecution: false });
		// From now on it is this execution's own.
		expect(open(kept, { executionId: '2' }).find(0, another)).toMatchObject(accepted('t1'));
	});
});

describe('of a tool', () => {
	const call = (kept: IDataObject, run: string, input = 'the input', executionId = '1') =>
		open(kept, { executionId, run, inputOf: () => input });

	test('a call like one that left its task goes on with it', () => {
		const kept: IDataObject = {};
		const first = call(kept, 'a');
		first.write(0, request, accepted('t1'));
		first.leave();
		const second = call(kept, 'b');
		expect(second.find(0, another)).toMatchObject(accepted('t1'));
		expect([first.accepted(), second.accepted()]).toEqual([[], [ids('t1')]]);
	});

	test('a call that is under way keeps its own', () => {
		const kept: IDataObject = {};
		call(kept, 'a').write(0, request, accepted('t1'));
		expect(call(kept, 'b').find(0, request)).toBeUndefined();
	});

	test('what one call has taken over is under way again', () => {
		const kept: IDataObject = {};
		const first = call(kept, 'a');
		first.write(0, request, accepted('t1'));
		first.leave();
		call(kept, 'b').find(0, request);
		expect(call(kept, 'c').find(0, request)).toBeUndefined();
	});

	test('another input is other work', () => {
		const kept: IDataObject = {};
		const first = call(kept, 'a');
		first.write(0, request, accepted('t1'));
		first.leave();
		expect(call(kept, 'b', 'another input').find(0, request)).toBeUndefined();
	});

	test('what was delivered is new work', () => {
		const kept: IDataObject = {};
		const first = call(kept, 'a');
		first.write(0, request, accepted('t1'));
		first.close();
		expect(call(kept, 'b').find(0, request)).toBeUndefined();
		expect(kept).toEqual({ cambTasks: {} });
	});

	test('a later execution goes on with what has the same content', () => {
		const kept: IDataObject = {};
		call(kept, 'a').write(0, request, accepted('t1'));
		expect(call(kept, 'b', 'another input', '2').find(0, another)).toBeUndefined();
		expect(call(kept, 'b', 'another input', '2').find(0, request)).toMatchObject(accepted('t1'));
	});
});

describe('what earlier tries left of an item', () => {
	const part = (name: string) => ({ ...request, part: name });

	test('is its tasks, its own last, and the requests that may have been accepted', () => {
		const ledger = open();
		ledger.write(0, request, accepted('t1'));
		ledger.write(0, part('es'), accepted('es'));
		ledger.write(1, request, accepted('other'));
		expect(ledger.leftOf(0)).toEqual({ tasks: [ids('es'), ids('t1')], lost: [] });
		ledger.write(0, part('fr'), sent);
		expect(ledger.leftOf(0)).toMatchObject({ lost: [{ kind: 'text-to-speech' }] });
		expect(ledger.leftOf(2)).toEqual({ tasks: [], lost: [] });
		ledger.write(3, { ...request, piece: { number: 1, of: 2 } }, accepted('p1'));
		ledger.write(3, { ...part('piece 2'), piece: { number: 2, of: 2 } }, sent);
		expect(ledger.leftOf(3)).toEqual({
			tasks: [{ ...ids('p1'), piece: { number: 1, of: 2 } }],
			lost: [{ kind: 'text-to-speech', piece: { number: 2, of: 2 } }],
		});
	});

	test('is a lost request with what there is to say of it', () => {
		const ledger = open();
		ledger.write(0, part('stream'), { state: 'sent', advice: 'It is not kept.' });
		ledger.write(0, part('answered'), { state: 'answered', submittedAt: 5, answer: null });
		ledger.write(0, request, sent);
		expect(ledger.leftOf(0).lost).toEqual([
			{ kind: 'text-to-speech', advice: 'It is not kept.' },
			{ kind: 'text-to-speech' },
		]);
	});

	test('is a run where there is no task, and nothing where there is neither', () => {
		const ledger = open();
		const run = (runId: number) => ({ kind: 'text-to-speech', taskId: null, runId });
		ledger.write(0, request, { state: 'answered', submittedAt: 5, answer: { run_id: 7 } });
		ledger.write(1, request, { state: 'done', outputs: [{ json: { runId: 8 } }] });
		ledger.write(2, request, { state: 'done', outputs: [] });
		ledger.write(3, request, { state: 'answered', submittedAt: 5, answer: null });
		expect([0, 1, 2, 3].map((item) => ledger.leftOf(item).tasks)).toEqual([
			[run(7)],
			[run(8)],
			[],
			[],
		]);
		expect(ledger.accepted()).toEqual([run(7), run(8)]);
	});

	test('is for a tool what a call with the same input left, whichever it was', () => {
		const kept: IDataObject = {};
		const call = (run: string, input: string) => open(kept, { run, inputOf: () => input });
		const first = call('call-1', 'hello');
		first.write(0, request, accepted('t1'));
		expect(call('call-2', 'hello').leftOf(0).tasks).toEqual([]);
		first.leave();
		expect(call('call-2', 'hello').leftOf(0).tasks).toEqual([ids('t1')]);
		expect(call('call-2', 'bye').leftOf(0).tasks).toEqual([]);
	});
});

describe('what there is to say of lost requests', () => {
	const lost = (advice?: string): Outcome => ({ state: 'sent', advice });

	test.each<[string, Outcome[], string[] | undefined]>([
		['is nothing where none is lost', [accepted('t1')], undefined],
		['is nothing where none is there', [], undefined],
		['is what each has to say, once', [lost('A'), lost('B'), lost('A')], ['A', 'B']],
		['is said beside tasks', [lost('A'), accepted('t1')], ['A']],
		['is nothing more than of tasks where one is for a task', [lost('A'), lost()], undefined],
		['is nothing more than of tasks where all are', [lost(), lost()], undefined],
	])('%s', (_name, outcomes, advice) => {
		const ledger = open();
		for (const [item, outcome] of outcomes.entries()) ledger.write(item, request, outcome);
		expect(ledger.unsureAdvice()).toEqual(advice);
		expect(ledger.unsure()).toEqual(
			outcomes.flatMap(({ state }, item) => (state === 'sent' ? [item] : [])),
		);
	});
});

describe('of all items', () => {
	const kept: IDataObject = {};
	const ledger = open(kept, { run: '1' });
	beforeAll(() => {
		open(kept, { run: '11' }).write(4, request, sent);
		ledger.write(0, request, accepted('t1'));
		ledger.write(12, request, sent);
		ledger.write(12, { ...another, part: 'Spanish' }, sent);
		ledger.write(2, request, { state: 'done', outputs: [] });
	});

	test('tells the tasks of this run of the node', () => {
		expect(ledger.accepted()).toEqual([ids('t1')]);
	});

	test('tells each item once that may have been accepted', () => {
		expect(ledger.unsure()).toEqual([12]);
		ledger.write(12, { ...another, part: 'French' }, accepted('t2'));
		expect(ledger.unsure()).toEqual([12]);
	});

	test('closed, it has forgotten this run and no other', () => {
		ledger.close();
		expect([ledger.accepted(), ledger.unsure()]).toEqual([[], []]);
		expect(open(kept, { run: '11' }).unsure()).toEqual([4]);
	});
});
