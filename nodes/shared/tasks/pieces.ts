import { settleAll } from '../core/concurrency';
import { ExplainedError } from '../core/explainedError';
import { CANCELED } from '../errors/explainEnding';
import type { TaskIds } from '../errors/nodeErrors';
import type { Output, TaskRequest } from './kind';
import { PARTS_AT_ONCE } from './parts';
import type { ItemContext } from './session';

/**
 * Works on the pieces of an item, which is too much for one task, some at once. One that ends badly
 * ends the item, but only when the others have ended: a later try then needs nothing but that one.
 *
 * @param run what to do with each piece
 */
export async function runPieces(
	itemContext: ItemContext,
	pieces: TaskRequest[],
	run: (own: ItemContext, piece: TaskRequest) => Promise<Output[]>,
): Promise<Output[]> {
	const { signal } = itemContext;
	const tasksOf = pieces.map((): TaskIds[] => []);
	const work = async (index: number) =>
		await run({ ...itemContext, tasks: tasksOf[index] }, asPiece(pieces[index], index));
	const settled = await settleAll(pieces.length, PARTS_AT_ONCE, work, signal);

	const bad = settled.findIndex((each) => !each.ok);
	const others = tasksOf.filter((_, index) => index !== bad);
	// The newest is what an error is about.
	itemContext.tasks.push(...others.flat(), ...(tasksOf[bad] ?? []));
	if (signal.aborted) throw new ExplainedError(CANCELED);
	return settled.flatMap((each) => {
		if (each.ok) return each.value;
		throw each.cause;
	});
}

/** By its place: an expression may give other content at each try, and two pieces may be alike. */
function asPiece(piece: TaskRequest, index: number): TaskRequest {
	return index === 0 ? piece : { ...piece, part: `piece ${index + 1}` };
}

/** One output of the results of all pieces, with the ids of each. */
export function joinPieces(
	[{ kind }]: TaskRequest[],
	outputs: Output[],
	isTool: boolean,
): Output[] {
	const pieces = outputs.map(({ json }) => json);
	if (!kind.joinPieces || pieces.length < 2 || outputs.some(({ isPending }) => isPending)) {
		return outputs;
	}
	const numbers = (name: string) => pieces.map((piece) => Number(piece[name]));
	return [
		{
			json: {
				...kind.joinPieces(pieces, isTool),
				waitedSeconds: Math.max(...numbers('waitedSeconds')),
				checks: numbers('checks').reduce((sum, checks) => sum + checks),
				pieces: pieces.map(({ taskId, runId }) => ({ taskId, runId })),
			},
		},
	];
}
