import type { IDataObject } from 'n8n-workflow';

import { plain } from '../http/apiWords';

/** Status words that end a task badly (contract: TaskStatus). Unknown words keep waiting. */
const ENDED_BADLY = ['ERROR', 'TIMEOUT', 'PAYMENT_REQUIRED', 'FAILED'];

/** What the body of a status call says. */
export type StatusReading =
	| { is: 'running'; status: string }
	| { is: 'finished'; status: string; runId: number | null }
	| { is: 'failed'; status: string; reason?: string; message?: string }
	| { is: 'unreadable' };

/** Reads the body of a status call (contract: TaskStatusResponse). */
export function readStatus(body: unknown): StatusReading {
	if (typeof body !== 'object' || body === null) return { is: 'unreadable' };
	const reply = body as IDataObject;
	if (typeof reply.status !== 'string' || reply.status.trim() === '') return { is: 'unreadable' };
	const status = reply.status.trim().toUpperCase();
	if (status === 'SUCCESS') return { is: 'finished', status, runId: readRunId(reply.run_id) };
	if (!ENDED_BADLY.includes(status)) return { is: 'running', status };
	const reason = plain(reply.exception_reason) || undefined;
	return {
		is: 'failed',
		status,
		reason: reason === 'NONE' ? undefined : reason,
		message: plain(reply.message) || undefined,
	};
}

/** A run id as a number, whether it came as a number or as digits; null for anything else. */
export function readRunId(value: unknown): number | null {
	const id = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
	return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null;
}
