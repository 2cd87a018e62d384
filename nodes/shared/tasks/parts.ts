import type { IDataObject } from 'n8n-workflow';

import { mapAll } from '../core/concurrency';
import type { TaskIds } from '../errors/nodeErrors';
import { toErrorJson, toNodeError } from '../errors/nodeErrors';
import type { Fetched, NamedRequest, Output, TaskRequest } from './kind';
import type { ItemContext } from './session';

/** How many tasks that one item needs are under way at the same time. */
const AT_ONCE = 5;
/** How many parts of one run are fetched at the same time: each may wait for a task of its own. */
const PARTS_AT_ONCE = 3;

type Complete = (
	itemContext: ItemContext,
	request: TaskRequest,
	onMaxWait: 'error',
) => Promise<Output[]>;

/**
 * Completes tasks that one item needs and that don't need each other. One that ends badly becomes
 * an output that says why, like an item under Continue On Fail, so that the others are kept.
 */
export async function eachForItself(
	itemContext: ItemContext,
	requests: NamedRequest[],
	complete: Complete,
): Promise<Fetched[][]> {
	const attempt = async (index: number) => await attemptOne(itemContext, requests[index], complete);
	const results = await mapAll(requests.length, AT_ONCE, attempt, itemContext.signal);
	return results.map((outputs) => outputs.map((output) => ({ ...output, hasTaskFields: true })));
}

async function attemptOne(
	itemContext: ItemContext,
	request: NamedRequest,
	complete: Complete,
): Promise<Output[]> {
	// A list of its own: the newest task of an item is taken for the one that it is about.
	const tasks: TaskIds[] = [];
	try {
		return await complete({ ...itemContext, tasks }, request, 'error');
	} catch (cause) {
		const about = { kind: request.kind.name, taskId: null, runId: null, ...request.name };
		return [badEnd(itemContext, cause, tasks, about)];
	} finally {
		// Should the item end badly after all, these come out with it.
		itemContext.tasks.unshift(...tasks);
	}
}

/**
 * Fetches the parts of one run that don't need each other. One that ends badly becomes an output
 * that says why, so that the others are kept. If all of them do, throws the first one's reason.
 *
 * @param task the one that the run is of
 * @param names what tells each part from the others
 */
export async function eachPart(
	itemContext: ItemContext,
	task: TaskIds,
	names: IDataObject[],
	fetchOne: (index: number, itemContext: ItemContext) => Promise<Output>,
): Promise<Fetched[]> {
	const parts = names.map((name) => ({ task, name }));
	const fetched = await eachOf(itemContext, parts, async (index, own) => [
		await fetchOne(index, own),
	]);
	return fetched.flat();
}

/**
 * The same for whole runs that one item asks for, of which each gives its own outputs.
 *
 * @param tasks those that the runs are of
 */
export async function eachRun(
	itemContext: ItemContext,
	tasks: TaskIds[],
	fetchOne: (index: number, itemContext: ItemContext) => Promise<Output[]>,
): Promise<Fetched[][]> {
	const parts = tasks.map((task) => ({ task, name: {} }));
	return await eachOf(itemContext, parts, fetchOne);
}

interface Part {
	task: TaskIds;
	name: IDataObject;
}

async function eachOf(
	itemContext: ItemContext,
	parts: Part[],
	fetchOne: (index: number, itemContext: ItemContext) => Promise<Output[]>,
): Promise<Fetched[][]> {
	const results = await mapAll(
		parts.length,
		PARTS_AT_ONCE,
		async (index) =>
			await attemptPart(itemContext, parts[index], async (own) => await fetchOne(index, own)),
		itemContext.signal,
	);
	const [first] = results;
	if (!itemContext.signal.aborted && first && !first.ok && !results.some(({ ok }) => ok))
		throw first.cause;
	return results.map(({ outputs }) => outputs);
}

type PartResult =
	{ ok: true; outputs: Output[] } | { ok: false; outputs: Fetched[]; cause: unknown };

async function attemptPart(
	itemContext: ItemContext,
	{ task, name }: Part,
	fetchOne: (itemContext: ItemContext) => Promise<Output[]>,
): Promise<PartResult> {
	// The tasks that one part needed are not those of the others.
	const tasks = [task];
	try {
		return { ok: true, outputs: await fetchOne({ ...itemContext, tasks }) };
	} catch (cause) {
		const output = badEnd(itemContext, cause, tasks, { ...task, ...name });
		return { ok: false, outputs: [{ ...output, hasTaskFields: true }], cause };
	} finally {
		itemContext.tasks.unshift(...tasks.filter((other) => other !== task));
	}
}

/** What an item under Continue On Fail says. */
function badEnd(
	itemContext: ItemContext,
	cause: unknown,
	tasks: TaskIds[],
	about: IDataObject,
): Output {
	const node = itemContext.session.context.getNode();
	const { client, fetchAdvice } = itemContext.session;
	const error = toNodeError(node, cause, {
		itemIndex: itemContext.item,
		task: tasks[tasks.length - 1],
		earlier: tasks.slice(0, -1),
		hideKey: client.hideKey,
		fetchAdvice,
	});
	return { json: toErrorJson(error, node.onError === 'continueErrorOutput', about) };
}
