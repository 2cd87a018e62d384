import type { IDataObject } from 'n8n-workflow';

import { readRunId } from '../camb/status';
import { madeIn } from '../errors/made';
import type { Piece, TaskIds } from '../errors/taskIds';
import type { Output } from './kind';

/** What became of a request. */
export type Outcome =
	/**
	 * Sent; whether the API took it is not known (yet). Why its answer was lost, and what there is to
	 * say of it where that is no task.
	 */
	| { state: 'sent'; why?: string; advice?: string }
	| { state: 'accepted'; taskId: string; submittedAt: number }
	/** Answered with the body of a result instead of a task: its files may not be here yet. */
	| { state: 'answered'; submittedAt: number; answer: unknown }
	/** Brought its result in the create's own reply; unfit if it does not go with the other pieces. */
	| { state: 'done'; outputs: Output[]; isUnfit?: boolean };

/** A request that was sent, and what became of it. Plain JSON: n8n stores it with the execution. */
export type Entry = Outcome & {
	executionId: string;
	kind: string;
	/** Tells the requests of one item from each other. */
	part: string;
	/** Which it is of the tasks that the item was cut into. */
	piece?: Piece;
	content: string;
	/** How the result was wanted when the request was sent. */
	resultOptions: IDataObject;
	/** The input of a call of a tool that is over, but has not delivered. */
	leftBy?: string;
};

/** What a request brought that CAMB.AI keeps: a task or, without one, a run, a voice, a folder … */
export function idsOf(entry: Entry): TaskIds[] {
	const { kind, piece } = entry;
	if (entry.state === 'accepted') {
		return [{ kind, taskId: entry.taskId, runId: null, ...(piece ? { piece } : {}) }];
	}
	const { answer, outputs } = entry as { answer?: IDataObject | null; outputs?: Output[] };
	const made = outputs?.[0]?.json ?? {};
	const ids = madeIn(made);
	if (ids) return [{ kind, taskId: null, runId: null, ...ids }];
	const runId = readRunId(answer?.run_id ?? made.runId);
	return runId === null ? [] : [{ kind, taskId: null, runId }];
}
