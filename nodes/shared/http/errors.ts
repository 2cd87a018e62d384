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
	/** Other items whose tasks may have been accepted without telling their IDs. */
	unsure?: number[];
	/** What to say of an error that nobody explained. */
	unexplained?: string;
	/** How to get the result of the task; to use Fetch Result if not set. */
	fetchAdvice?: string;
	/** Takes the key out of words that came from outside. */
	hideKey?(text: string): string;
}

const USE_FETCH_RESULT =
	'Use the Fetch Result node with this ID to get the result without paying again.';

/**
 * Builds n8n's error, the only place that does. Every accepted task is in the description and in
 * `context`, so that nothing that was paid for is lost.
 */
export function toNodeError(node: INode, error: unknown, context: ErrorContext) {
	const { itemIndex, task, earlier = [], others = [], unsure = [] } = context;
	const { unexplained = 'n8n could not handle the result', hideKey = (text) => text } = context;
	const { fetchAdvice = USE_FETCH_RESULT } = context;
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		return withTasks(error, context);
	}
	const explanation: Explanation =
		error instanceof Problem
			? error.explanation
			: {
					message: unexplained,
					description: `${error instanceof Error ? error.message : String(error)}.`,
				};
	const { message, httpCode, isOver } = explanation;
	const description = [
		hideKey(explanation.description),
		task ? `${idWords(task)}.` : '',
		task && !isOver ? fetchAdvice : '',
		earlier.length ? `Earlier tasks of this item: ${earlier.map(idWords).join('; ')}.` : '',
		others.length ? `Tasks accepted for other items: ${others.map(idWords).join('; ')}.` : '',
		unsure.length
			? `CAMB.AI may also have accepted the task of item ${unsure.join(', ')}, but its response was lost: check CAMB.AI Studio before you retry.`
			: '',
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

/**
 * The error's item when the workflow goes on: what happened, and the ids of the paid task. Before
 * 2.36, n8n sends an item to the error output only if `error` is its one field (or for an error of
 * the item's own, for which it drops all JSON), so there everything is inside.
 *
 * @param about what else the item says
 */
export function toErrorJson(
	error: NodeApiError | NodeOperationError,
	forErrorOutput: boolean,
	about: IDataObject = {},
): IDataObject {
	const { kind, taskId, runId, earlier } = error.context as IDataObject;
	const details: IDataObject = {
		...about,
		...(error.description ? { description: error.description } : {}),
		...(kind ? { kind, taskId, runId } : {}),
		...(earlier ? { earlier } : {}),
	};
	const { message } = error;
	return forErrorOutput ? { error: { message, ...details } } : { error: message, ...details };
}

function withTasks<E extends NodeApiError | NodeOperationError>(
	error: E,
	context: ErrorContext,
): E {
	const { task, earlier = [], others = [], unsure = [] } = context;
	Object.assign(error.context, task);
	if (earlier.length) error.context.earlier = earlier;
	if (others.length) error.context.others = others;
	if (unsure.length) error.context.unsure = unsure;
	return error;
}

function idWords({ kind, taskId, runId }: TaskIds): string {
	const ids = [taskId ? `Task ID ${taskId}` : '', runId === null ? '' : `Run ID ${runId}`];
	return `${ids.filter(Boolean).join(', ')} (${kind})`;
}
