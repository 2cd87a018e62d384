import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ListedKind } from '../shared/kinds/listedKind';
import type { Values } from '../shared/parameters/parameter';
import { firstOf } from '../shared/errors/sentences';
import type { Target } from './target';

/**
 * What the input item says of the task or run that is to be fetched: on n8n's error output it is
 * inside of `error`. Nothing, if it is about another one.
 */
export function toldOf({ json }: INodeExecutionData, target: Target): IDataObject {
	if (target.by === 'task') return withId(json, 'taskId', target.taskId);
	const [runId, ...others] = target.runIds;
	return others.length === 0 ? withId(json, 'runId', runId) : {};
}

function withId(json: IDataObject, name: 'taskId' | 'runId', id: unknown): IDataObject {
	const all = [Object(json.error) as IDataObject, json];
	return all.find((details) => details[name] === id) ?? {};
}

/** An item that stands for one language of its task is about that language alone. */
export function languageOf(kind: ListedKind, { language }: IDataObject): IDataObject {
	return kind.isByLanguage && typeof language === 'number' ? { onlyLanguage: language } : {};
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

/** An item of which a task was not accepted has no ID of its own: better to say why. */
export function refuseIncomplete({ json }: INodeExecutionData, from: Values) {
	const pieces = piecesIn(withId(json, 'taskId', null));
	if (pieces) throw incomplete(pieces, from);
}

function piecesIn({ pieces }: IDataObject): Piece[] | undefined {
	return Array.isArray(pieces) ? (pieces as Piece[]) : undefined;
}

function incomplete(pieces: Piece[], { refuse }: Values) {
	const known = pieces.flatMap(({ taskId }, index) =>
		taskId === null ? [] : [`${taskId} (part ${index + 1})`],
	);
	return refuse(
		`The item was cut into ${pieces.length} tasks, and not all of their IDs are known`,
		`A part of the result would be taken for the whole. Known task IDs: ${firstOf(known, ', ')}. To get such a part, enter its ID in Task ID.`,
	);
}
