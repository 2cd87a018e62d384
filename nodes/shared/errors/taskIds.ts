import type { IDataObject } from 'n8n-workflow';

import type { Made } from './made';
import { madeIn, madeWords } from './made';

/** A task as users see it: what they need to fetch its result later. */
export interface TaskIds extends Made {
	kind: string;
	taskId: string | null;
	runId: number | null;
	/** Which it is of the tasks that one item was cut into. */
	piece?: Piece;
	/** What Fetch Result needs besides the ids. */
	about?: IDataObject;
}

/** The second of three. */
export interface Piece {
	number: number;
	of: number;
}

/** A request that may have been accepted without telling the ID of its task. */
export interface LostRequest extends Pick<TaskIds, 'kind' | 'piece'> {
	/** What to do about it; to look in CAMB.AI Studio if not set. */
	advice?: string;
}

/** The ids of all tasks that the item was cut into, in order, with nulls for those not known. */
export function piecesAmong(tasks: TaskIds[]) {
	const pieces = tasks.filter(({ piece }) => piece);
	// The newest are of this try.
	const count = pieces.at(-1)?.piece?.of ?? 0;
	if (count === 0) return undefined;
	const byNumber = new Map(pieces.map((ids) => [ids.piece?.number, ids]));
	return Array.from({ length: count }, (_, index) => {
		const { taskId = null, runId = null } = byNumber.get(index + 1) ?? {};
		return { taskId, runId };
	});
}

/** Whether it was accepted: what was refused has a kind alone. */
export function hasIds({ taskId, runId, ...rest }: TaskIds): boolean {
	return taskId !== null || runId !== null || madeIn(rest) !== undefined;
}

/** `Task ID 31f7, Run ID 7 (dub)` */
export function idWords(task: TaskIds): string {
	const { taskId, runId } = task;
	const ids = [
		taskId ? `Task ID ${taskId}` : '',
		runId === null ? '' : `Run ID ${runId}`,
		madeWords(madeIn(task) ?? {}),
	];
	return `${ids.filter(Boolean).join(', ')} (${nameOf(task)})`;
}

export function nameOf({ kind, piece }: LostRequest): string {
	return piece ? `${kind}, part ${piece.number} of ${piece.of}` : kind;
}
