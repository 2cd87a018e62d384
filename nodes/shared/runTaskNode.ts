import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Timing } from './http/timing';
import { kindByName } from './kinds';
import { parametersOf } from './parameters/parameter';
import { FIVE_AT_ONCE, readItemsAtOnce, readTaskSettings } from './parameters/taskParameters';
import { isDirect, runDirectCall } from './tasks/directCall';
import { runDirectPieces } from './tasks/directPieces';
import type { RunRequest } from './tasks/finishedRun';
import { runFinished } from './tasks/finishedRun';
import type { DirectRequest, PiecedRequest } from './tasks/directKind';
import type { TaskRequest } from './tasks/kind';
import type { ListRequest } from './tasks/listCall';
import { runListCall } from './tasks/listCall';
import { runRequests } from './tasks/pieces';
import { runItems } from './tasks/runItems';
import { runTask, submitOnly } from './tasks/runTask';
import type { ItemContext } from './tasks/session';

/** One request, or the pieces of what is too much for one. */
export type NodeRequest =
	TaskRequest | DirectRequest | ListRequest | RunRequest | TaskRequest[] | PiecedRequest;

/**
 * Runs a node that sends requests: every item is made into a request before the first one is sent,
 * so that a mistake in one item costs nothing for the others; then all are sent; tasks are polled and fetched.
 *
 * @param plan makes the request of one item, and throws NodeOperationError for bad input
 * @param itemsAtOnce the node's own, as its form has it
 */
export async function runTaskNode(
	context: IExecuteFunctions,
	timing: Timing,
	plan: (item: number) => NodeRequest | Promise<NodeRequest>,
	itemsAtOnce = FIVE_AT_ONCE,
): Promise<INodeExecutionData[][]> {
	return await runItems(context, timing, readItemsAtOnce(context, itemsAtOnce), {
		plan: async (item) => ({
			request: await plan(item),
			settings: readTaskSettings(parametersOf(context, item)),
		}),
		settingsOf: ({ settings }) => settings,
		kindByName,
		background: {
			isWanted: ({ settings }) => settings.wait && settings.inBackground,
			isOneResult: ({ request }) => isOneResult(request),
		},
		work: async (itemContext, { request, settings }) => {
			const run = async (own: ItemContext, task: TaskRequest) =>
				settings.wait ? await runTask(own, task, settings.onMaxWait) : await submitOnly(own, task);
			if (Array.isArray(request)) return await runRequests(itemContext, request, run);
			if ('pieces' in request) return await runDirectPieces(itemContext, request);
			if ('pick' in request) return await runListCall(itemContext, request);
			if ('runId' in request) return await runFinished(itemContext, request);
			if (isDirect(request)) return await runDirectCall(itemContext, request);
			return await run(itemContext, request);
		},
	});
}

/** Whether the item is one task, which Fetch Result knows, with one result. */
function isOneResult(requests: NodeRequest): boolean {
	const [request, ...more] = [requests].flat();
	if (more.length > 0 || !('payload' in request) || isDirect(request)) return false;
	const { kind, resultOptions } = request;
	return kindByName(kind.name) !== undefined && (kind.isOneResult?.(resultOptions) ?? true);
}
