import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { orTold, taskOf, toldOf } from '../../nodes/CambFetchResult/inputItem';
import { piecesOf, refuseIncomplete } from '../../nodes/CambFetchResult/pieces';
import type { Target } from '../../nodes/CambFetchResult/target';
import { kindByName } from '../../nodes/shared/kinds';
import type { ListedKind } from '../../nodes/shared/kinds/listedKind';

const from = {
	valueOf: () => undefined,
	refuse: (...words: string[]) => words.join(': ') as never,
};
const byTask = (taskId: string) => ({ by: 'task', taskId }) as Target;
const byRun = (...runIds: number[]): Target => ({ by: 'run', runIds });
const translation = kindByName('translation') as ListedKind;
const pieces = [
	{ taskId: 'T1', runId: 7 },
	{ taskId: 'T2', runId: 8 },
];
const read = (told: IDataObject, target = byTask('T1'), kind = translation) =>
	piecesOf(kind, target, told, from);

test.each<[IDataObject, unknown]>([
	[{ a: 1 }, 1],
	[{ a: 1, error: 'Gone' }, 1],
	[{ a: 1, error: null }, 1],
	// Of another node.
	[{ a: 1, error: { message: 'Gone', a: 2 } }, 1],
	[{ a: 1, error: { kind: 'dub', a: 2 } }, 2],
	[{ a: 1, error: { kind: null, a: 2 } }, 2],
])('%j tells of its task what is beside its kind', (json, told) => {
	expect(taskOf({ json }).a).toBe(told);
});

test.each<[IDataObject, Target, unknown]>([
	[{ taskId: 'T1', a: 1 }, byTask('T1'), 1],
	[{ taskId: 'T2', a: 1, error: { kind: 'dub', taskId: 'T1', a: 2 } }, byTask('T1'), 2],
	[{ taskId: 'T2', a: 1, error: { kind: 'dub', taskId: 'T1', a: 2 } }, byTask('T2'), undefined],
	[{ taskId: 'T1', a: 1, error: 'Gone' }, byTask('T1'), 1],
	[{ taskId: 'T1', a: 1 }, byTask('T3'), undefined],
	[{ runId: '7', a: 1 }, byRun(7), 1],
	[{ runId: 7, a: 1 }, byRun(7, 8), undefined],
])('%j tells of %j what is its own', (json, target, told) => {
	expect(toldOf({ json }, target).a).toBe(told);
});

test('an option that is not set is as the item tells it, and one that is empty is empty', () => {
	const set: IDataObject = { a: 1, b: '', c: 0 };
	const values = orTold({ ...from, valueOf: ({ name }) => set[name] }, { a: 2, b: 3, c: 4, d: 5 });
	const valueOf = (name: string) => values.valueOf({ name } as INodeProperties);
	expect(['a', 'b', 'c', 'd', 'e'].map(valueOf)).toEqual([1, '', 0, 5, undefined]);
	expect(values.refuse).toBe(from.refuse);
});

describe('pieces', () => {
	test.each<[string, unknown]>([
		['a list', pieces],
		['JSON', JSON.stringify(pieces)],
		['texts', pieces.map(({ taskId, runId }) => ({ taskId: `${taskId} `, runId: `${runId}` }))],
	])('as %s are each a task or a run', (_, given) => {
		const told = { pieces: given } as IDataObject;
		expect(read(told)).toEqual([byTask('T1'), byTask('T2')]);
		expect(read(told, byRun(7))).toEqual([byRun(7), byRun(8)]);
	});

	test.each<[IDataObject]>([
		[{}],
		[{ pieces: null }],
		[{ pieces: '' }],
		[{ 'piecesOf.0': 1, 'my pieces.0': 1, 'pieces.no': 1 }],
		// Fields of the user's.
		[{ pieces: [] }],
		[{ pieces: '[]' }],
		[{ pieces: [null] }],
		[{ pieces: ['a'] }],
		[{ pieces: [{}] }],
		[{ pieces: 2 }],
	])('%j has none', (told) => {
		expect(read(told)).toBeUndefined();
	});

	test('are of kinds that are cut alone', () => {
		expect(read({ pieces }, byTask('T1'), kindByName('dub') as ListedKind)).toBeUndefined();
		expect(read({ pieces: [] }, byTask('T1'), kindByName('dub') as ListedKind)).toBeUndefined();
	});

	test.each<[unknown]>([
		[{ pieces: [pieces[0], 5] }],
		[{ pieces: '[object Object]' }],
		[{ pieces: '[{"taskId":"T1' }],
		[{ 'pieces.0.taskId': 'T1' }],
	])('%j are refused: they can not be read', (told) => {
		expect(() => read(told as IDataObject)).toThrow(/"pieces".+can't be read: .+part.+remove/);
	});

	test('of which an ID is not known are refused with those that are', () => {
		const some = [pieces[0], { taskId: null, runId: null }, { taskId: 'T3', runId: 9 }];
		const words = /3 tasks.+T1 \(part 1\), Task ID T3 \(part 3\)\. /;
		expect(() => read({ pieces: some })).toThrow(words);
		expect(() => read({ pieces: some }, byRun(7))).toThrow(words);
		for (const item of [
			{ taskId: null, pieces: some },
			{ taskId: '', pieces: JSON.stringify(some) },
			{ error: { kind: 'translation', pieces: some } },
		]) {
			expect(() => refuseIncomplete({ json: item as IDataObject }, 'taskId', from)).toThrow(words);
		}
		expect(() => read({ pieces: [{ runId: 7 }, { taskId: null }] })).toThrow(
			/Run ID 7 \(part 1\)\./,
		);
		expect(() => read({ pieces: [{ taskId: null }, { runId: 'x' }] })).toThrow(/2 tasks.+None of/);
		expect(() => refuseIncomplete({ json: { runId: null, pieces: some } }, 'runId', from)).toThrow(
			words,
		);
	});

	test.each<[IDataObject]>([[{}], [{ pieces: [] }], [{ taskId: 'T1', pieces }]])(
		'%j without an ID that is missing is not refused for them',
		(json) => {
			expect(() => refuseIncomplete({ json }, 'taskId', from)).not.toThrow();
		},
	);
});
