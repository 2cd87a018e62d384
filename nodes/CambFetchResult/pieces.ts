import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { trimmedIn } from '../shared/camb/members';
import { readRunId } from '../shared/camb/status';
import { firstOf } from '../shared/errors/sentences';
import type { TaskIds } from '../shared/errors/taskIds';
import type { ListedKind } from '../shared/kinds/listedKind';
import type { Values } from '../shared/parameters/parameter';
import { taskOf } from './inputItem';
import type { Target } from './target';

/** A task that an item was cut into. What is not known of it is empty. */
type Piece = { taskId: string; runId: number | null };

/** Each of the tasks that an item was cut into. One alone would be taken for the whole. */
export function piecesOf(
	kind: ListedKind,
	target: Target,
	told: IDataObject,
	from: Values,
): Target[] | undefined {
	if (!kind.joinPieces || !saysPieces(told)) return undefined;
	const pieces = piecesIn(told);
	if (!pieces) {
		throw from.refuse(
			'The field "pieces" of the item can\'t be read',
			'It has the IDs of all tasks that the item was cut into, and a part of the result would be taken for the whole. Use the item as the node gave it. To get the one part with this ID, remove the field.',
		);
	}
	return pieces.map(({ taskId, runId }): Target => {
		if (target.by === 'task' && taskId) return { ...target, taskId };
		if (target.by === 'run' && runId !== null) return { ...target, runIds: [runId] };
		throw incomplete(pieces, from);
	});
}

/** What is known of each of these tasks. */
export function pieceIds({ name, joinPieces }: ListedKind, told: IDataObject) {
	const pieces = joinPieces && piecesIn(told);
	return pieces?.map(({ taskId, runId }, index): TaskIds => {
		const piece = { number: index + 1, of: pieces.length };
		return { kind: name, taskId: taskId || null, runId, piece };
	});
}

/** An item of which a task was not accepted has no ID of its own: better to say why. */
export function refuseIncomplete(input: INodeExecutionData, id: 'taskId' | 'runId', from: Values) {
	const told = taskOf(input);
	const pieces = trimmedIn(told[id]) === '' ? piecesIn(told) : undefined;
	if (pieces) throw incomplete(pieces, from);
}

/**
 * Whether there are any, however a sheet or n8n's CSV (`pieces.0.taskId`) has them. A field of the
 * user's may have this name.
 */
function saysPieces(details: IDataObject): boolean {
	const isOurs = /taskId|\[object Object\]/.test(JSON.stringify(details.pieces ?? ''));
	return isOurs || Object.keys(details).some((name) => /^pieces\.\d/.test(name));
}

/** The pieces in a list or in the JSON of one; undefined when they can't be read. */
function piecesIn({ pieces }: IDataObject): Piece[] | undefined {
	const list: unknown =
		typeof pieces === 'string' ? jsonParse<unknown>(pieces, { fallbackValue: null }) : pieces;
	if (!Array.isArray(list) || list.length < 2 || !list.every(isPiece)) return undefined;
	return list.map(({ taskId, runId }) => ({ taskId: trimmedIn(taskId), runId: readRunId(runId) }));
}

function isPiece(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && ('taskId' in value || 'runId' in value);
}

function incomplete(pieces: Piece[], { refuse }: Values) {
	const known = pieces.flatMap(({ taskId, runId }, index) => {
		const id = taskId ? `Task ID ${taskId}` : runId !== null && `Run ID ${runId}`;
		return id ? [`${id} (part ${index + 1})`] : [];
	});
	const advice =
		known.length > 0
			? `Known: ${firstOf(known, ', ')}. To get such a part, look it up by its ID.`
			: 'None of them is known.';
	return refuse(
		`The item was cut into ${pieces.length} tasks, and not all of their IDs are known`,
		`A part of the result would be taken for the whole. ${advice}`,
	);
}
