import { hasIds, idWords, piecesAmong } from '../../nodes/shared/errors/taskIds';
import { madeIn, madeWords } from '../../nodes/shared/errors/made';

const task = (taskId: string | null, runId: number | null = null, piece?: [number, number]) => ({
	kind: 'dub',
	taskId,
	runId,
	...(piece && { piece: { number: piece[0], of: piece[1] } }),
});

type Tasks = Parameters<typeof piecesAmong>[0];

test.each<[string, Tasks, unknown]>([
	['of no task', [], undefined],
	['of a whole task', [task('t-1')], undefined],
	[
		'of one piece of two',
		[task('t-1', 7, [1, 2])],
		[
			['t-1', 7],
			[null, null],
		],
	],
	[
		'in order, also beside a whole task',
		[task('t-2', null, [2, 3]), task('t-1', 7, [1, 3]), task('t-9')],
		[
			['t-1', 7],
			['t-2', null],
			[null, null],
		],
	],
	[
		'of the newest try',
		[task('t-1', 7, [1, 3]), task('t-2', 8, [2, 3]), task('t-3', 9, [1, 2])],
		[
			['t-3', 9],
			['t-2', 8],
		],
	],
])('the pieces %s', (_name, tasks, ids) => {
	expect(piecesAmong(tasks)?.map(({ taskId, runId }) => [taskId, runId])).toEqual(ids);
});

test.each<[string, object, boolean]>([
	['a task ID', task('t-1'), true],
	['a run ID', task(null, 0), true],
	['a voice that was made', { ...task(null), voiceId: 5 }, true],
	['nothing, since it was refused', task(null), false],
])('what has %s was accepted: it says so', (_name, ids, has) => {
	expect(hasIds(ids as never)).toBe(has);
});

test('a piece is told with its number', () => {
	expect(idWords(task('t-1', 7, [2, 3]))).toBe('Task ID t-1, Run ID 7 (dub, part 2 of 3)');
});

test('what was made is told with each of its IDs', () => {
	const made = madeIn({ voiceId: 5, folderId: 6, name: 'Ours' });
	expect(made).toEqual({ voiceId: 5, folderId: 6 });
	expect(madeWords(made!)).toBe('Voice ID 5, Folder ID 6');
	expect(madeIn({ dictionaryId: null })).toBeUndefined();
});
