import { openAcceptedTasks, without } from '../../nodes/shared/tasks/acceptedTasks';
import { openLedger } from '../../nodes/shared/tasks/ledger';
import { kindOf, requestOf } from '../support/itemContext.mts';

const request = requestOf(kindOf({ name: 'dub' }));
const task = (taskId: string) => ({ kind: 'dub', taskId, runId: null });
const run = (runId: number, kind = 'dub') => ({ kind, taskId: null, runId });

/** What a run of three items knows, of which earlier tries had some accepted. */
function opened(earlier: Array<[item: number, taskId: string]> = []) {
	const ledger = openLedger({}, { executionId: '1', run: '0', account: 'account' });
	for (const [item, taskId] of earlier) {
		ledger.write(item, request, { state: 'accepted', taskId, submittedAt: 0 });
	}
	return { ledger, accepted: openAcceptedTasks(ledger, 3) };
}

test('each item has a list of its own, of which the newest task is the one to fetch', () => {
	const { accepted } = opened();
	accepted.of(1).push(task('setup'), task('t1'));
	expect(accepted.of(0)).toEqual([]);
	expect(accepted.aboutItem(1)).toMatchObject({ task: task('t1'), earlier: [task('setup')] });
	expect(accepted.aboutItem(0)).toEqual({ task: undefined, earlier: [], lost: [] });
});

test('what an earlier try sent for an item comes before its own, and is no task to fetch', () => {
	const { accepted } = opened([[1, 'old']]);
	expect(accepted.aboutItem(1)).toMatchObject({ task: undefined, earlier: [task('old')] });
	accepted.of(1).push(task('t1'));
	expect(accepted.aboutItem(1)).toMatchObject({ task: task('t1'), earlier: [task('old')] });
	accepted.of(1).unshift(task('old'));
	expect(accepted.aboutItem(1).earlier).toEqual([task('old')]);
});

test('the error that ends a run has every task once: the others of this try, then of earlier ones', () => {
	const { accepted, ledger } = opened([
		[0, 'old 0'],
		[1, 'old 1'],
		[2, 't2'],
	]);
	accepted.of(1).push(task('t1'));
	accepted.of(2).push(task('t2'));
	expect(accepted.aboutRun(1)).toEqual({
		task: task('t1'),
		earlier: [task('old 1')],
		others: [task('t2'), task('old 0')],
		lost: [],
		unsure: [],
	});
	ledger.write(0, request, { state: 'sent' });
	ledger.write(1, request, { state: 'sent' });
	expect(accepted.aboutRun(1)).toMatchObject({ unsure: [0], lost: [{ kind: 'dub' }] });
});

test('a run without items is about no task', () => {
	const { ledger } = opened();
	const about = { task: undefined, earlier: [], lost: [] };
	expect(openAcceptedTasks(ledger, 0).aboutRun(0)).toEqual({ ...about, others: [], unsure: [] });
});

test('what was refused of another item is none of the tasks that were accepted', () => {
	const { accepted } = opened();
	accepted.of(0).push({ kind: 'dub', taskId: null, runId: null }, task('t0'));
	expect(accepted.aboutRun(1).others).toEqual([task('t0')]);
});

test('what was made is told apart by its ID', () => {
	const made = (more: object) => ({ kind: 'voice-clone', taskId: null, runId: null, ...more });
	const all = [made({ voiceId: 1 }), made({ voiceId: 2 }), made({ folderId: 1 }), made({})];
	expect(without(all, [made({ voiceId: 1 })])).toEqual(all.slice(1));
	expect(without(all, [made({})])).toEqual(all.slice(0, 3));
});

test('runs that have no task are told apart by their kind and number', () => {
	const all = [run(7), run(8), run(7, 'story')];
	expect(without(all, [run(7)])).toEqual([run(8), run(7, 'story')]);
});
