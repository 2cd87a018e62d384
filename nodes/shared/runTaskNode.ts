import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readResultOptions } from './fields/resultOptions';
import { readItemsAtOnce, readTaskSettings } from './fields/taskFields';
import type { TaskRequest } from './kinds/kind';
import { complete, submitOnly } from './task/complete';
import { runItems } from './task/items';

/**
 * Runs a node that submits tasks: every item is made into a request before the first one is sent,
 * so that a mistake in one item costs nothing for the others; then all go along the line.
 *
 * @param plan makes the request of one item, and throws NodeOperationError for bad input
 */
export async function runTaskNode(
	context: IExecuteFunctions,
	plan: (item: number) => TaskRequest | Promise<TaskRequest>,
): Promise<INodeExecutionData[][]> {
	return await runItems(context, readItemsAtOnce(context), {
		plan: async (item) => {
			const request = await plan(item);
			const { resultOptions } = request.kind;
			const wants = readResultOptions(context, item, request.wants, resultOptions);
			return { request: { ...request, wants }, settings: readTaskSettings(context, item) };
		},
		settingsOf: ({ settings }) => settings,
		work: async (ride, { request, settings }) =>
			settings.wait
				? await complete(ride, request, settings.onMaxWait)
				: await submitOnly(ride, request),
	});
}
