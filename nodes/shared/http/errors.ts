import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Explanation } from './explain';

/** A task as users see it: what they need to fetch its result later. */
export interface TaskIds {
	kind: string;
	taskId: string | null;
	runId: number | null;
}

/** Carries an explanation up to the one place that makes n8n's error of it. */
export class Problem extends Error {
	constructor(readonly explanation: Explanation) {
		super(explanation.message);
	}
}

/** What n8n's error says beside the explanation. */
export interface ErrorContext {
	itemIndex?: number;
	/** The task that the item was at, once it was accepted. */
	task?: TaskIds;
	/** Tasks of the same item that came before: the story that is being translated. */
	earlier?: TaskIds[];
	/** Accepted tasks of other items, which end with this error. */
	others?: TaskIds[];
}

/**
 * Builds n8n's error, the only place that does. Every accepted task is in the description and in
 * `context`, so that nothing that was paid for is lost.
 */
export function toNodeError(node: INode, error: unknown, context: ErrorContext) {
	const { itemIndex, task, earlier = [], others = [] } = context;
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		return withTasks(error, context);
	}
	const explanation: Explanation =
		error instanceof Problem
			? error.explanation
			: {
					message: 'n8n could not handle the result',
					description: `${error instanceof Error ? error.message : String(error)}.`,
				};
	const { message, httpCode } = explanation;
	const description = [
		explanation.description,
		task
			? `${idWords(task)}. Use the Fetch Result node with this ID to get the result without paying again.`
			: '',
		earlier.length ? `Before it: ${earlier.map(idWords).join('; ')}.` : '',
		others.length ? `Accepted for other items: ${others.map(idWords).join('; ')}.` : '',
	]
		.filter(Boolean)
		.join(' ');
	const options = { message, description, itemIndex };
	return withTasks(
		httpCode
			? new NodeApiError(node, { message } as JsonObject, { ...options, httpCode })
			: new NodeOperationError(node, message, options),
		context,
	);
}

/** The error's item under Continue On Fail: what happened and the ids of the paid task. */
export function toErrorJson(error: NodeApiError | NodeOperationError): IDataObject {
	const { kind, taskId, runId, earlier } = error.context as IDataObject;
	return {
		error: error.message,
		...(error.description ? { description: error.description } : {}),
		...(taskId ? { kind, taskId, runId } : {}),
		...(earlier ? { earlier } : {}),
	};
}

function withTasks<E extends NodeApiError | NodeOperationError>(
	error: E,
	context: ErrorContext,
): E {
	const { task, earlier = [], others = [] } = context;
	if (task) Object.assign(error.context, task);
	if (earlier.length) error.context.earlier = earlier;
	if (others.length) error.context.others = others;
	return error;
}

function idWords({ kind, taskId, runId }: TaskIds): string {
	const ids = [taskId ? `Task ID ${taskId}` : '', runId === null ? '' : `Run ID ${runId}`];
	return `${ids.filter(Boolean).join(', ')} (${kind})`;
}
