import type { Fetched, Output } from '../kinds/kind';

/** What every item says about its task. */
export interface Head {
	kind: string;
	taskId: string | null;
	runId: number | null;
	status: string;
	/** In ms since 1970; unknown for a task that somebody else submitted. */
	submittedAt: number | null;
	waitedMs: number;
	checks: number;
}

/** An output with its head before its own fields, as saved workflows read it. */
export function withHead(head: Head, { hasHead, ...output }: Fetched): Output {
	if (hasHead) return output;
	const { kind, taskId, runId, status, submittedAt, waitedMs, checks } = head;
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
