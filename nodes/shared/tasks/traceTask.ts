import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n puts `n8n.node.custom.` before it. */
const ATTRIBUTE = 'camb.task_ids';
/** A trace names no more tasks of one run of a node. */
const MOST_NAMED = 50;

/**
 * Names a task in what n8n sends to OpenTelemetry about this run of the node (ITaskMetadata.tracing).
 * A version of n8n without that keeps it unread. Whatever goes wrong here is of no account.
 */
export function traceTask(context: IExecuteFunctions, taskId: string) {
	try {
		// n8n 1.120 puts what it is given in place of what is there.
		const { tracing = {} } = context.getExecuteData().metadata ?? {};
		const named = String(tracing[ATTRIBUTE] ?? '')
			.split(', ')
			.filter(Boolean);
		if (named.includes(taskId) || named.length >= MOST_NAMED) return;
		const value = [...named, taskId].join(', ');
		context.setMetadata({ tracing: { ...tracing, [ATTRIBUTE]: value } });
	} catch {
		// A trace is all that is missed.
	}
}
