import type { Fetched, Output } from './kind';

/** What every item says about its task. */
export interface TaskFields {
	kind: string;
	taskId: string | null;
	runId: number | null;
	status: string;
	/** In ms since 1970; unknown for a task that somebody else submitted. */
	submittedAt: number | null;
	waitedMs: number;
	checks: number;
}

/** Of a result that no task was waited for. Times are in ms, since 1970 and in all. */
export function finishedFields(
	kind: string,
	submittedAt: number | null,
	waitedMs: number,
	runId: number | null = null,
): TaskFields {
	return { kind, taskId: null, runId, status: 'SUCCESS', submittedAt, waitedMs, checks: 0 };
}

/** An output with the fields of its task before its own, as saved workflows read it. */
export function withTaskFields(fields: TaskFields, { hasTaskFields, ...output }: Fetched): Output {
	if (hasTaskFields) return output;
	const { kind, taskId, runId, status, submittedAt, waitedMs, checks } = fields;
	return {
		...output,
		json: {
			kind,
			taskId,
			runId,
			status,
			submittedAt: submittedAt === null ? null : new Date(submittedAt).toISOString(),
			waitedSeconds: Math.round(waitedMs / 100) / 10,
			checks,
			...output.json,
		},
	};
}
