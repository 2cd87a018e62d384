import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ExplainedError } from '../../shared/core/explainedError';
import type { Explanation } from '../../shared/core/explainedError';
import { toErrorJson, toNodeError } from '../../shared/errors/nodeErrors';
import type { Failed, HeldTask } from '../../shared/tasks/background/heldTask';
import { waitingIn } from '../../shared/tasks/background/heldTask';

/** An error on its way to the node that waits, as an item: n8n hands on no more of one than its message. */
export function toFailed({
	message,
	description,
	context,
}: NodeApiError | NodeOperationError): INodeExecutionData {
	const failed: Failed = { failed: { message, description, context } };
	return { json: failed as unknown as IDataObject };
}

/** The error that the node that waits is to stop with. */
export function toError(
	context: IExecuteFunctions,
	{ failed: { message, description, context: about } }: Failed,
): NodeOperationError {
	const itemIndex = about.itemIndex as number | undefined;
	const options = { description: description ?? undefined, itemIndex };
	const error = new NodeOperationError(context.getNode(), message, options);
	Object.assign(error.context, about);
	return Object.assign(error, { message });
}

/** Ends the wait of all items whose tasks are under way, in the way that the waiting node ends with an error. */
export function giveUp(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	explanation: Explanation,
): INodeExecutionData[] {
	const held = items.map(heldIn);
	const tasks = held.map((task) => task && { kind: task.kind, taskId: task.taskId, runId: null });
	const errorOf = (itemIndex: number, others: typeof tasks) =>
		toNodeError(context.getNode(), new ExplainedError(explanation), {
			itemIndex,
			task: tasks[itemIndex],
			others: others.filter((ids) => ids !== undefined),
		});
	const first = held.findIndex((task) => task !== undefined);
	if (held[first]?.onError === 'stopWorkflow') {
		return [toFailed(errorOf(first, tasks.slice(first + 1)))];
	}
	return items.map((item, index) => {
		const { onError } = held[index] ?? {};
		if (!onError) return item;
		const done = toErrorJson(errorOf(index, []), onError === 'continueErrorOutput');
		return { json: { done } };
	});
}

function heldIn(item: INodeExecutionData): HeldTask | undefined {
	const waiting = waitingIn(item);
	return waiting && 'held' in waiting ? waiting.held : undefined;
}
