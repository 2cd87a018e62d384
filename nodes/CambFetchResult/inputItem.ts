import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import type { ListedKind } from '../shared/kinds/listedKind';
import type { Values } from '../shared/parameters/parameter';
import { firstOf } from '../shared/errors/sentences';
import type { TaskIds } from '../shared/errors/taskIds';
import type { Target } from './target';

/**
 * What an item says of its task. On n8n's error output that is inside of `error`, also that there is
 * none; beside it stays what the item that went in says of another one.
 */
export function taskOf({ json }: INodeExecutionData): IDataObject {
	const error = Object(json.error) as IDataObject;
	return error.kind === undefined ? json : error;
}

/** The same of the task or run that is to be fetched. Nothing, if the item is about another one. */
export function toldOf(input: INodeExecutionData, target: Target): IDataObject {
	const told = taskOf(input);
	const [runId, ...others] = target.by === 'run' ? target.runIds : [];
	const isSame =
		target.by === 'task'
			? isId(told.taskId, target.taskId)
			: others.length === 0 && isId(told.runId, runId);
	return isSame ? told : {};
}

/** Sheets and databases give numbers as text. */
function isId(told: unknown, id: unknown): boolean {
	return (
		(typeof told === 'string' || typeof told === 'number') && String(told).trim() === String(id)
	);
}

/**
 * An item that stands for one language of its task is about that language alone. It has its tag, too,
 * unlike a field of the user's.
 */
export function languageOf(kind: ListedKind, { language, languageTag }: IDataObject): IDataObject {
	const isOne = kind.isByLanguage && typeof language === 'number' && languageTag !== undefined;
	return isOne ? { onlyLanguage: language } : {};
}

type Piece = { taskId: string | null; runId: number | null };

/** Each of the tasks that an item was cut into. One alone would be taken for the whole. */
export function piecesOf(
	kind: ListedKind,
	target: Target,
	told: IDataObject,
	from: Values,
): Target[] | undefined {
	const pieces = piecesIn(told);
	if (!kind.joinPieces || !pieces) return undefined;
	return pieces.map(({ taskId, runId }): Target => {
		if (target.by === 'task' && taskId !== null) return { ...target, taskId };
		if (target.by === 'run' && runId !== null) return { ...target, runIds: [runId] };
		throw incomplete(pieces, from);
	});
}

/** What is known of each of these tasks. */
export function pieceIds({ name, joinPieces }: ListedKind, told: IDataObject) {
	const pieces = joinPieces && piecesIn(told);
	return pieces?.map((ids, index): TaskIds => {
		return { kind: name, ...ids, piece: { number: index + 1, of: pieces.length } };
	});
}

/** An item of which a task was not accepted has no ID of its own: better to say why. */
export function refuseIncomplete(input: INodeExecutionData, id: 'taskId' | 'runId', from: Values) {
	const told = taskOf(input);
	const pieces = told[id] === null ? piecesIn(told) : undefined;
	if (pieces) throw incomplete(pieces, from);
}

/** The pieces as our items have them, also as JSON: a field of the user's may have this name. */
function piecesIn({ pieces }: IDataObject): Piece[] | undefined {
	const list =
		typeof pieces === 'string' ? jsonParse<unknown>(pieces, { fallbackValue: null }) : pieces;
	return Array.isArray(list) && list.length > 1 && list.every(isPiece) ? list : undefined;
}

function isPiece(value: unknown): value is Piece {
	const { taskId, runId } = Object(value) as IDataObject;
	const isText = taskId === null || typeof taskId === 'string';
	return isText && (runId === null || typeof runId === 'number');
}

function incomplete(pieces: Piece[], { refuse }: Values) {
	const known = pieces.flatMap(({ taskId, runId }, index) => {
		const id = taskId === null ? runId !== null && `Run ID ${runId}` : `Task ID ${taskId}`;
		return id ? [`${id} (part ${index + 1})`] : [];
	});
	return refuse(
		`The item was cut into ${pieces.length} tasks, and not all of their IDs are known`,
		`A part of the result would be taken for the whole. Known: ${firstOf(known, ', ')}. To get such a part, look it up by its ID.`,
	);
}
