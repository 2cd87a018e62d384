import type { IDataObject } from 'n8n-workflow';

import type { TaskIds } from '../http/errors';
import { toErrorJson, toNodeError } from '../http/errors';
import type { Fetched, NamedRequest, Output, TaskRequest } from '../kinds/kind';
import type { Ride } from './line';
import { inOrder } from './pool';

/** How many tasks that one item needs are under way at the same time. */
const AT_ONCE = 5;
/** How many parts of one run are fetched at the same time: each may wait for a task of its own. */
const PARTS_AT_ONCE = 3;

type Complete = (ride: Ride, request: TaskRequest, onMaxWait: 'error') => Promise<Output[]>;

/**
 * Completes tasks that one item needs and that don't need each other. One that ends badly becomes
 * an output that says why, like an item under Continue On Fail, so that the others are kept.
 */
export async function eachForItself(
	ride: Ride,
	requests: NamedRequest[],
	complete: Complete,
): Promise<Fetched[][]> {
	const attempt = async (index: number) => await attemptOne(ride, requests[index], complete);
	const worked = await inOrder(requests.length, AT_ONCE, attempt, ride.signal);
	if (!worked.ok) return [];
	return worked.results.map((outputs) => outputs.map((output) => ({ ...output, hasHead: true })));
}

async function attemptOne(
	ride: Ride,
	request: NamedRequest,
	complete: Complete,
): Promise<Output[]> {
	// A list of its own: the line takes the newest task of a ride for the one it is about.
	const tasks: TaskIds[] = [];
	try {
		return await complete({ ...ride, tasks }, request, 'error');
	} catch (cause) {
		const about = { kind: request.kind.name, taskId: null, runId: null, ...request.name };
		return [badEnd(ride, cause, tasks, about)];
	} finally {
		// Should the item end badly after all, these come out with it.
		ride.tasks.unshift(...tasks);
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
	ride: Ride,
	task: TaskIds,
	names: IDataObject[],
	fetchOne: (index: number, ride: Ride) => Promise<Output>,
): Promise<Fetched[]> {
	const parts = names.map((name) => ({ task, name }));
	const fetched = await eachOf(ride, parts, async (index, own) => [await fetchOne(index, own)]);
	return fetched.flat();
}

/**
 * The same for whole runs that one item asks for, of which each gives its own outputs.
 *
 * @param tasks those that the runs are of
 */
export async function eachRun(
	ride: Ride,
	tasks: TaskIds[],
	fetchOne: (index: number, ride: Ride) => Promise<Output[]>,
): Promise<Fetched[][]> {
	const parts = tasks.map((task) => ({ task, name: {} }));
	return await eachOf(ride, parts, fetchOne);
}

interface Part {
	task: TaskIds;
	name: IDataObject;
}

async function eachOf(
	ride: Ride,
	parts: Part[],
	fetchOne: (index: number, ride: Ride) => Promise<Output[]>,
): Promise<Fetched[][]> {
	const worked = await inOrder(
		parts.length,
		PARTS_AT_ONCE,
		async (index) =>
			await attemptPart(ride, parts[index], async (own) => await fetchOne(index, own)),
		ride.signal,
	);
	if (!worked.ok) return [];
	const { results } = worked;
	const [first] = results;
	if (!ride.signal.aborted && first && !first.ok && !results.some(({ ok }) => ok))
		throw first.cause;
	return results.map(({ outputs }) => outputs);
}

type PartResult =
	{ ok: true; outputs: Output[] } | { ok: false; outputs: Fetched[]; cause: unknown };

async function attemptPart(
	ride: Ride,
	{ task, name }: Part,
	fetchOne: (ride: Ride) => Promise<Output[]>,
): Promise<PartResult> {
	// The tasks that one part needed are not those of the others.
	const tasks = [task];
	try {
		return { ok: true, outputs: await fetchOne({ ...ride, tasks }) };
	} catch (cause) {
		const output = badEnd(ride, cause, tasks, { ...task, ...name });
		return { ok: false, outputs: [{ ...output, hasHead: true }], cause };
	} finally {
		ride.tasks.unshift(...tasks.filter((other) => other !== task));
	}
}

/** What an item under Continue On Fail says. */
function badEnd(ride: Ride, cause: unknown, tasks: TaskIds[], about: IDataObject): Output {
	const node = ride.line.context.getNode();
	const { api, fetchAdvice } = ride.line;
	const error = toNodeError(node, cause, {
		itemIndex: ride.item,
		task: tasks[tasks.length - 1],
		earlier: tasks.slice(0, -1),
		hideKey: api.hideKey,
		fetchAdvice,
	});
	return { json: toErrorJson(error, node.onError === 'continueErrorOutput', about) };
}
