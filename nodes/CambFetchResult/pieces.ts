import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { readRunId } from '../shared/camb/status';
import { firstOf } from '../shared/errors/sentences';
import type { ListedKind } from '../shared/kinds/listedKind';
import type { Values } from '../shared/parameters/parameter';
import { allAbout, idIn } from './inputItem';
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

/** An item of which a task was not accepted has no ID of its own: better to say why. */
export function refuseIncomplete({ json }: INodeExecutionData, from: Values) {
	const [pieces] = allAbout(json, 'taskId', '').flatMap((details) => {
		const each = piecesIn(details);
		return each ? [each] : [];
	});
	if (pieces) throw incomplete(pieces, from);
}

/** Whether there are any, however a sheet or n8n's CSV (`pieces.0.taskId`) has them. */
function saysPieces(details: IDataObject): boolean {
	const { pieces } = details;
	const isEmpty = pieces === undefined || pieces === null || pieces === '';
	return !isEmpty || Object.keys(details).some((name) => /^pieces\.\d/.test(name));
}

/** The pieces in a list or in the JSON of one; undefined when they can't be read. */
function piecesIn({ pieces }: IDataObject): Piece[] | undefined {
	const list: unknown =
		typeof pieces === 'string' ? jsonParse<unknown>(pieces, { fallbackValue: null }) : pieces;
	if (!Array.isArray(list) || list.length === 0 || !list.every(isPiece)) return undefined;
	return list.map(({ taskId, runId }) => ({ taskId: idIn(taskId), runId: readRunId(runId) }));
}

function isPiece(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && ('taskId' in value || 'runId' in value);
}

function incomplete(pieces: Piece[], { refuse }: Values) {
	const known = pieces.flatMap(({ taskId }, index) =>
		taskId ? [`${taskId} (part ${index + 1})`] : [],
	);
	const advice =
		known.length > 0
			? `Known task IDs: ${firstOf(known, ', ')}. To get such a part, enter its ID in Task ID.`
			: 'None of their task IDs is known.';
	return refuse(
		`The item was cut into ${pieces.length} tasks, and not all of their IDs are known`,
		`A part of the result would be taken for the whole. ${advice}`,
	);
}
