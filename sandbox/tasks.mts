import { randomUUID } from 'node:crypto';
import type { Kind } from './settings.mts';

/** How a task ends; anything but SUCCESS carries a reason and perhaps a message. */
export interface Ending {
	status: string;
	exceptionReason?: string | null;
	message?: unknown;
}

/** A task and the run that it becomes. Times are ms on the account's clock. */
export interface Task {
	taskId: string;
	kind: Kind;
	runId: number;
	submittedAt: number;
	endsAt: number;
	ending: Ending;
	/** Status requests received for this task, answered or not. */
	polls: number;
	/** The body of the submit, parsed. */
	request: Record<string, unknown>;
	/** All text of the submit, for the `contains` of a fault. */
	text: string;
	/** What the kind keeps between submit and result. */
	data: Record<string, unknown>;
}

let nextRunId = 40_001;

/** Makes a task; run ids never repeat, also not between accounts. */
export function createTask(parts: Omit<Task, 'taskId' | 'runId' | 'polls'>): Task {
	return { ...parts, taskId: randomUUID(), runId: nextRunId++, polls: 0 };
}

/** The status word at a time (ms on the account's clock). */
export function statusAt(task: Task, now: number): string {
	return now < task.endsAt ? 'PENDING' : task.ending.status;
}

/** Words for a good end; all but SUCCESS are words that programs only guard against (notes, a3). */
export function isSuccess(status: string): boolean {
	return /^(success|completed|done)$/i.test(status);
}

/** The body of a status call (TaskStatusResponse in the contract). */
export function statusBody(task: Task, now: number, runIdAs: 'integer' | 'text') {
	const status = statusAt(task, now);
	if (status === 'PENDING') return { status, run_id: null };
	if (isSuccess(status)) {
		return { status, run_id: runIdAs === 'text' ? String(task.runId) : task.runId };
	}
	const { exceptionReason = null, message = null } = task.ending;
	return { status, run_id: null, exception_reason: exceptionReason, message };
}
