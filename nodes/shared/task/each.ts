import type { TaskIds } from '../http/errors';
import { toErrorJson, toNodeError } from '../http/errors';
import type { Fetched, NamedRequest, Output, TaskRequest } from '../kinds/kind';
import type { Ride } from './line';
import { inOrder } from './pool';

/** How many tasks that one item needs are under way at the same time. */
const AT_ONCE = 5;

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
	const worked = await inOrder(requests.length, AT_ONCE, attempt, ride.sign);
	if (!worked.ok) return [];
	return worked.results.map((outputs) => outputs.map((output) => ({ ...output, hasHead: true })));
}

async function attemptOne(
	ride: Ride,
	request: NamedRequest,
	complete: Complete,
): Promise<Output[]> {
	const { context } = ride.line;
	const node = context.getNode();
	// A list of its own: the line takes the newest task of a ride for the one it is about.
	const tasks: TaskIds[] = [];
	try {
		return await complete({ ...ride, tasks }, request, 'error');
	} catch (cause) {
		const ids = { task: tasks[tasks.length - 1], earlier: tasks.slice(0, -1) };
		const { hideKey } = ride.line.api;
		const error = toNodeError(node, cause, { itemIndex: ride.item, ...ids, hideKey });
		const about = { kind: request.kind.name, taskId: null, runId: null, ...request.name };
		return [{ json: toErrorJson(error, node.onError === 'continueErrorOutput', about) }];
	} finally {
		// Should the item end badly after all, these come out with it.
		ride.tasks.unshift(...tasks);
	}
}
