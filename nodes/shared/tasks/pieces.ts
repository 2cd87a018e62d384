import { settleAll } from '../core/concurrency';
import { ExplainedError } from '../core/explainedError';
import { CANCELED } from '../errors/explainEnding';
import type { TaskIds } from '../errors/taskIds';
import type { CreateRequest } from './createRequest';
import type { Kind, Output, TaskRequest } from './kind';
import { PARTS_AT_ONCE } from './parts';
import type { ItemContext } from './session';

/**
 * Works on the requests of one item. Where an earlier try of this execution sent another number of
 * them, the list has changed meanwhile: its tasks and these would make one result of two lists.
 */
export async function runRequests(
	itemContext: ItemContext,
	requests: TaskRequest[],
	run: (own: ItemContext, request: TaskRequest) => Promise<Output[]>,
): Promise<Output[]> {
	const { session, item } = itemContext;
	const [first, ...more] = requests;
	const before = session.ledger.cutInto(item) ?? requests.length;
	if (before !== requests.length) {
		throw new ExplainedError({
			message: `The list needs ${countOf(requests.length)} now, and needed ${countOf(before)} on an earlier try`,
			description:
				'Nothing more was sent. Let the expression give the same list on each try, then run the workflow again.',
		});
	}
	if (more.length === 0) return await run(itemContext, first);
	return await runPieces(itemContext, first.kind, asPieces(requests), run);
}

const countOf = (tasks: number) => (tasks === 1 ? 'one task' : `${tasks} tasks`);

/**
 * Works on the pieces of an item, which is too much for one task, some at once, and makes one output
 * of them. One that ends badly ends the item, but only when the others have ended: a later try then
 * needs nothing but that one.
 *
 * @param run what to do with each piece
 */
export async function runPieces<P>(
	itemContext: ItemContext,
	kind: Kind,
	pieces: P[],
	run: (own: ItemContext, piece: P) => Promise<Output[]>,
): Promise<Output[]> {
	const { signal, session } = itemContext;
	const of = pieces.length;
	const tasksOf = pieces.map((): TaskIds[] => []);
	const work = async (index: number) =>
		await run({ ...itemContext, tasks: tasksOf[index] }, pieces[index]);
	const settled = await settleAll(of, PARTS_AT_ONCE, work, signal);

	const told = tasksOf.map((tasks, index) =>
		tasks.map((ids) => ({ ...ids, piece: { number: index + 1, of } })),
	);
	const bad = settled.findIndex((each) => !each.ok);
	itemContext.tasks.push(...told.filter((_, index) => index !== bad).flat());
	// The newest is what an error is about, also when it has no task.
	if (bad >= 0) {
		const none = { kind: kind.name, taskId: null, runId: null, piece: { number: bad + 1, of } };
		itemContext.tasks.push(...(told[bad].length > 0 ? told[bad] : [none]));
	}
	if (signal.aborted) throw new ExplainedError(CANCELED);
	const outputs = settled.flatMap((each) => {
		if (each.ok) return each.value;
		throw each.cause;
	});
	return joinPieces(kind, outputs, session.isTool);
}

/**
 * The requests of an item, each with its place. That is what tells them from each other: an
 * expression may give other content at each try, and two of them may be alike.
 */
export function asPieces<R extends CreateRequest>(requests: R[]): R[] {
	const of = requests.length;
	return requests.map((request, index) => ({
		...request,
		...(index > 0 ? { part: `piece ${index + 1}` } : {}),
		piece: { number: index + 1, of },
	}));
}

/**
 * One output of the outputs of all pieces, with the ids of each; the first one's are the item's own.
 * While one has no result yet, neither has the item.
 */
export function joinPieces(kind: Kind, outputs: Output[], isTool: boolean): Output[] {
	if (!kind.joinPieces) return outputs;
	const all = outputs.map(({ json }) => json);
	const [{ taskId, submittedAt }] = all;
	const numbers = (name: string) => all.map((json) => Number(json[name]));
	const ofAll = {
		taskId,
		submittedAt,
		waitedSeconds: Math.max(...numbers('waitedSeconds')),
		checks: numbers('checks').reduce((sum, checks) => sum + checks),
		pieces: all.map((json) => ({ taskId: json.taskId, runId: json.runId })),
	};
	const underWay = outputs.find(({ json }) => json.runId === null);
	if (underWay) return [{ ...underWay, json: { ...underWay.json, ...ofAll } }];
	return [{ json: { ...kind.joinPieces(all, isTool), ...ofAll } }];
}
