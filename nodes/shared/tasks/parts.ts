import type { IDataObject } from 'n8n-workflow';

import { settleAll } from '../core/concurrency';
import { ExplainedError } from '../core/explainedError';
import { CANCELED } from '../errors/explainEnding';
import type { TaskIds } from '../errors/taskIds';
import { toErrorJson, toNodeError } from '../errors/nodeErrors';
import type { Fetched, Named, Output } from './kind';
import type { ItemContext } from './session';

/** How many parts of one item are worked on at the same time: each may wait for a task of its own. */
export const PARTS_AT_ONCE = 5;

/** What an item is made of: a language of a dub, a run of several, a translation of a story. */
export type Part = Named<{
	/** The task that it is of. */
	task: TaskIds;
	/** The kind of the task of its own that it will have, if any. */
	ownKind?: string;
}>;

interface Settling<P extends Part> {
	fetchOne(part: P, itemContext: ItemContext): Promise<Output[]>;
	/** What to warn of when a part does not come; no warning if not set. */
	whenMissing?: string;
	/** Whether the item ends with the first one's reason when no part comes. */
	needsOne: boolean;
}

/**
 * Fetches the parts of an item, some at once, each with its own tasks. None loses the others: one
 * that ends badly becomes an output that says why, like an item under Continue On Fail.
 */
export async function settleParts<P extends Part>(
	itemContext: ItemContext,
	parts: P[],
	{ fetchOne, whenMissing, needsOne }: Settling<P>,
): Promise<Fetched[][]> {
	const { session, item, signal } = itemContext;
	// What was accepted for one part is not told of the others.
	const tasksOf = parts.map(({ task }) => [task]);
	const work = async (index: number) => {
		const { task } = parts[index];
		const tasks = tasksOf[index];
		try {
			return await fetchOne(parts[index], { ...itemContext, tasks });
		} finally {
			// Should the item end badly after all, these come out with it.
			itemContext.tasks.unshift(...tasks.filter((other) => other !== task));
		}
	};
	const settled = await settleAll(parts.length, PARTS_AT_ONCE, work, signal);
	// What was half done when the execution was stopped is no result.
	if (signal.aborted) throw new ExplainedError(CANCELED);
	const [first] = settled;
	if (needsOne && first && !first.ok && !settled.some(({ ok }) => ok)) {
		const [{ task, name }, ...others] = parts;
		if (others.length === 0) task.about = { ...task.about, ...name };
		throw first.cause;
	}
	return settled.map((each, index) => {
		if (each.ok) return each.value;
		const { name, label } = parts[index];
		const tasks = withOwn(parts[index], tasksOf[index]);
		const { message, json } = badEnd(itemContext, each.cause, tasks, name);
		if (whenMissing) session.warnings.add(item, whenMissing, `${label}: ${message}`);
		return [{ json, hasTaskFields: true }];
	});
}

/** The tasks of a part, of which the newest is its own, also when it was not accepted. */
function withOwn({ task, ownKind }: Part, tasks: TaskIds[]): TaskIds[] {
	if (!ownKind) return tasks;
	const own = tasks.filter((other) => other !== task);
	return [task, ...(own.length > 0 ? own : [{ kind: ownKind, taskId: null, runId: null }])];
}

/** What an item under Continue On Fail says. */
function badEnd(
	{ session, item: itemIndex }: ItemContext,
	cause: unknown,
	tasks: TaskIds[],
	about: IDataObject,
) {
	const node = session.context.getNode();
	const error = toNodeError(node, cause, {
		itemIndex,
		task: tasks.at(-1),
		earlier: tasks.slice(0, -1),
		hideKey: session.client.hideKey,
		fetchAdvice: session.fetchAdvice,
	});
	const json = toErrorJson(error, node.onError === 'continueErrorOutput', about);
	return { message: error.message, json };
}
