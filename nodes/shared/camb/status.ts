import { plain } from './apiWords';
import { membersIn, numberIn } from './members';

/**
 * Status words that end a task badly (contract: TaskStatus), and those of Celery that programs look
 * out for. Unknown words keep waiting.
 */
const ENDED_BADLY = ['ERROR', 'TIMEOUT', 'PAYMENT_REQUIRED', 'FAILED', 'FAILURE', 'REVOKED'];
/**
 * Other words for SUCCESS. They count together with a run ID, which a task has only once it is
 * finished; without one they are like any unknown word.
 */
const SAY_SUCCESS = ['COMPLETED', 'COMPLETE', 'DONE', 'FINISHED', 'SUCCEEDED'];

/** Why a finished task is asked for again: a bare word comes without an ID (contract notes, a3). */
export const NO_RUN_ID = 'The task is finished, but CAMB.AI gave no run ID';

/** What the body of a status call says. */
export type StatusReading =
	| { is: 'running'; status: string }
	| { is: 'finished'; status: string; runId: number | null }
	| { is: 'failed'; status: string; reason?: string; message?: string }
	| { is: 'unreadable' };

/** Reads the body of a status call (contract: TaskStatusResponse). */
export function readStatus(body: unknown): StatusReading {
	// It has been seen as a bare JSON string, too.
	const reply = membersIn(typeof body === 'string' && isWord(body) ? { status: body } : body);
	if (typeof reply.status !== 'string' || reply.status.trim() === '') return { is: 'unreadable' };
	const status = reply.status.trim().toUpperCase();
	const runId = readRunId(reply.run_id);
	if (status === 'SUCCESS' || (SAY_SUCCESS.includes(status) && runId !== null)) {
		return { is: 'finished', status: 'SUCCESS', runId };
	}
	if (!ENDED_BADLY.includes(status)) return { is: 'running', status };
	const reason = plain(reply.exception_reason) || undefined;
	return {
		is: 'failed',
		status,
		reason: reason === 'NONE' ? undefined : reason,
		message: plain(reply.message) || undefined,
	};
}

/** No page and no message. */
function isWord(text: string): boolean {
	return /^\s*[a-z_]{2,40}\s*$/i.test(text);
}

/** A run id as a number; null for anything else. */
export const readRunId = numberIn;
