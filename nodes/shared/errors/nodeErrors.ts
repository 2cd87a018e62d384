import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { shorten } from '../camb/apiWords';
import type { Explanation } from '../core/explainedError';
import { ExplainedError } from '../core/explainedError';
import { madeIn } from './made';
import { firstOf, join } from './sentences';
import type { LostRequest, TaskIds } from './taskIds';
import { hasIds, idWords, nameOf, piecesAmong } from './taskIds';

/** What n8n's error says beside the explanation. */
export interface ErrorContext {
	itemIndex?: number;
	/** The task that the item was at, once it was accepted. */
	task?: TaskIds;
	/** Tasks of the same item that came before: the story that is being translated. */
	earlier?: TaskIds[];
	/** Requests of the same item, also the one that the error is about. */
	lost?: LostRequest[];
	/** Accepted tasks of other items, or of all when the error is about none, which end with it. */
	others?: TaskIds[];
	/** Other items whose tasks may have been accepted without telling their IDs. */
	unsure?: number[];
	/** What to do about these; to look in CAMB.AI Studio if not set. */
	unsureAdvice?: string[];
	/** What to say of an error that nobody explained. */
	unexplained?: string;
	/** How to get the result of the task after all: with Fetch Result if not set. */
	fetchAdvice?: string;
	/**
	 * Message and description both say it all: an AI agent gets nothing else of an error than the
	 * message, or than the description (n8n 1.120: makeHandleToolInvocation).
	 */
	forAgent?: boolean;
	/** Takes the key out of words that came from outside. */
	hideKey?(text: string): string;
}

/** No description is longer, in characters: n8n stores it and shows it whole. */
const LONGEST = 3900;
const CHECK_STUDIO =
	'Check CAMB.AI Studio before you retry: you may already have been charged for it.';
const USE_FETCH_RESULT =
	'Use the Fetch Result node with this ID to get the result without paying again.';

/**
 * Builds n8n's error, the only place that does. The item's own task is in the description, and the
 * first of the others; `context` has all of them, so that nothing that was paid for is lost.
 */
export function toNodeError(node: INode, error: unknown, context: ErrorContext) {
	const { itemIndex, forAgent, hideKey = (text) => text } = context;
	const explanation = explanationOf(error, context);
	const { httpCode } = explanation;
	const toDo = hideKey(describe(explanation, context));
	const happened = hideKey(shorten(explanation.message));
	const whole = join(happened, toDo);
	const words = forAgent
		? { message: whole, description: whole }
		: { message: happened, description: toDo };
	const isN8ns = error instanceof NodeApiError || error instanceof NodeOperationError;
	// One inside another would show only the inner one.
	if (isN8ns && !forAgent) return withTasks(Object.assign(error, words), context);
	const { message } = words;
	const options = { ...words, itemIndex };
	// For an agent n8n puts any other error into a NodeOperationError, in words of its own.
	const made =
		httpCode && !forAgent
			? new NodeApiError(node, { message } as JsonObject, { ...options, httpCode })
			: new NodeOperationError(node, message, options);
	// n8n puts words of its own in place of a message that names ECONNREFUSED or the like (2.41).
	return withTasks(Object.assign(made, words), context);
}

function explanationOf(error: unknown, context: ErrorContext): Explanation {
	if (error instanceof ExplainedError) return error.explanation;
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		return { message: error.message, description: error.description ?? '' };
	}
	const { unexplained: message = 'n8n could not handle the result' } = context;
	const words = error instanceof Error ? error.message : String(error);
	return { message, description: `${shorten(words)}.` };
}

/** What to do, and which tasks there are to do it with. */
function describe({ description, isOver, isLost }: Explanation, context: ErrorContext): string {
	const { itemIndex, task, earlier = [], lost = [], others = [], unsure = [] } = context;
	const { fetchAdvice = USE_FETCH_RESULT, unsureAdvice = [CHECK_STUDIO] } = context;
	const ids = task && hasIds(task) ? `${idWords(task)}.` : '';
	const isFetchable = task && ids !== '' && !madeIn(task) && !isOver;
	const more = [
		isFetchable ? fetchAdvice : '',
		earlier.length
			? `${ids ? 'Other tasks' : 'Tasks'} of this item: ${firstOf(earlier.map(idWords), '; ')}.`
			: '',
		// The error's own request is told by its message.
		lost.length > (isLost ? 1 : 0)
			? `CAMB.AI may also have accepted requests of this item whose responses were lost (${firstOf(lost.map(nameOf), '; ')}). ${adviceOn(lost)}`
			: '',
		others.length
			? `Accepted${itemIndex === undefined ? '' : ' for other items'}: ${firstOf(others.map(idWords), '; ')}.`
			: '',
		unsure.length
			? `CAMB.AI may also have accepted the request of item ${firstOf(unsure.map(String), ', ')}, but its response was lost. ${unsureAdvice.join(' ')}`
			: '',
	];
	// The item's own ID is never what is cut off.
	const begin = description.slice(0, LONGEST / 2);
	const whole = [begin, ids, ...more].filter(Boolean).join(' ');
	return whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole;
}

/**
 * The error's item when the workflow goes on: what happened, and the ids of the paid task. Before
 * 2.36, n8n sends an item to the error output only if `error` is its one field (or for an error of
 * the item's own, for which it drops all JSON), so there everything is inside.
 *
 * @param more what else the item says
 */
export function toErrorJson(
	error: NodeApiError | NodeOperationError,
	forErrorOutput: boolean,
	more: IDataObject = {},
): IDataObject {
	const { kind = null, taskId = null, runId = null } = error.context as IDataObject;
	const { about, earlier, pieces } = error.context as IDataObject;
	const { message, description } = error;
	const details: IDataObject = {
		...more,
		...(about as IDataObject | undefined),
		...(description && description !== message ? { description } : {}),
		// On the error output the item that went in stays beside: nobody must take its IDs for these.
		...(kind || forErrorOutput ? { kind, taskId, runId } : {}),
		...madeIn(error.context),
		...(earlier ? { earlier } : {}),
		...(pieces ? { pieces } : {}),
	};
	return forErrorOutput ? { error: { message, ...details } } : { error: message, ...details };
}

function withTasks<E extends NodeApiError | NodeOperationError>(
	error: E,
	context: ErrorContext,
): E {
	const { task, earlier = [], lost = [], others = [], unsure = [] } = context;
	Object.assign(error.context, task);
	const pieces = piecesAmong(task ? [...earlier, task] : earlier);
	if (pieces) error.context.pieces = pieces;
	if (earlier.length) error.context.earlier = earlier;
	if (lost.length) error.context.lost = lost.map(({ kind, piece }) => ({ kind, piece }));
	if (others.length) error.context.others = others;
	if (unsure.length) error.context.unsure = unsure;
	return error;
}

function adviceOn(lost: LostRequest[]): string {
	return [...new Set(lost.map(({ advice = CHECK_STUDIO }) => advice))].join(' ');
}
