import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readRunId } from '../../shared/camb/status';
import { ExplainedError } from '../../shared/core/explainedError';
import type { Explanation } from '../../shared/core/explainedError';
import { toErrorJson, toNodeError } from '../../shared/errors/nodeErrors';
import type { TaskIds } from '../../shared/errors/taskIds';
import { hasIds } from '../../shared/errors/taskIds';
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

/** The error of one item that ends the whole wait, with the IDs of all others. */
export function failAll(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	itemIndex: number,
	cause: unknown,
): INodeExecutionData[] {
	const others = items.flatMap((item, index) => (index === itemIndex ? [] : tasksIn(item)));
	// n8n's own has its task already.
	const [task] = cause instanceof ExplainedError ? tasksIn(items[itemIndex]) : [];
	const { fetchAdvice } = heldIn(items[itemIndex]) ?? {};
	const about = { itemIndex, task, others, fetchAdvice };
	return [toFailed(toNodeError(context.getNode(), cause, about))];
}

/** Ends the wait for all tasks that are under way, in the way in which the node that waits ends badly. */
export function giveUp(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	explanation: Explanation,
): INodeExecutionData[] {
	const held = items.map(heldIn);
	const first = held.findIndex((task) => task !== undefined);
	if (held[first]?.onError === 'stopWorkflow') {
		return failAll(context, items, first, new ExplainedError(explanation));
	}
	const ended = giveUpEach(context, items, explanation);
	return ended.map((item, index) => (held[index] ? { json: { done: item.json } } : items[index]));
}

/** What each item gives when its wait ends so: the error with its ids, or what it has come to already. */
export function giveUpEach(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	explanation: Explanation,
): INodeExecutionData[] {
	return items.map((item, itemIndex) => {
		const held = heldIn(item);
		if (!held) return { ...item, json: (item.json.done as IDataObject | undefined) ?? item.json };
		const [task] = tasksIn(item);
		const error = toNodeError(context.getNode(), new ExplainedError(explanation), {
			itemIndex,
			task,
		});
		return { json: toErrorJson(error, held.onError === 'continueErrorOutput') };
	});
}

/** The task of an item: that is waited for, or of which this is the result. */
function tasksIn(item: INodeExecutionData): TaskIds[] {
	const { held, done } = item.json as { held?: HeldTask; done?: IDataObject };
	const { kind, taskId, runId } = held ? { ...held, runId: null } : Object(done);
	const ids = { kind, taskId: taskId ?? null, runId: readRunId(runId) };
	return typeof kind === 'string' && hasIds(ids) ? [ids] : [];
}

export function heldIn(item: INodeExecutionData): HeldTask | undefined {
	const waiting = waitingIn(item);
	return waiting && 'held' in waiting ? waiting.held : undefined;
}
