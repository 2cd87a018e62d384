import type { IExecuteFunctions, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { isToolRun } from '../toolRun';

/**
 * Whether n8n can wait for these items in the background. Where it can't, the node waits in memory
 * and says why.
 *
 * @param areOneResult whether each item is one task with one result: n8n links the results by their places
 */
export function canHoldAll(context: IExecuteFunctions, areOneResult: boolean[]): boolean {
	const why = whyInMemory(context) ?? (areOneResult.every(Boolean) ? undefined : SEVERAL_RESULTS);
	if (why === undefined) return true;
	const message = `The tasks were waited for in memory: ${why}`;
	context.addExecutionHints?.({ message, type: 'info', location: 'outputPane' });
	return false;
}

const SEVERAL_RESULTS =
	'Wait in the Background is for items with one task and one result, without several languages, translations or a conversion. If a dub or subtitles are in one language and the item does not say so, set the option Target Language Names or IDs of Fetch Result.';

/**
 * What keeps n8n from waiting for this node in the background, if anything. The name is exported since
 * n8n 2.41; from 2.39.10 on n8n also finds executions whose wait ended while it was down.
 */
function whyInMemory(context: IExecuteFunctions): string | undefined {
	if (!('WAIT_FOR_SUB_EXECUTION' in n8nWorkflow)) {
		return 'Wait in the Background needs n8n 2.41 or newer.';
	}
	const { engineType } = (context.getWorkflowSettings?.() ?? {}) as { engineType?: string };
	if (engineType === 'v2') {
		return "Engine 2.0 can't wait in the background yet.";
	}
	return isToolRun(context) ? "AI agents can't wait in the background." : undefined;
}

/**
 * Starts a workflow that n8n waits for (IExecuteFunctions.executeWorkflow): as soon as it waits
 * itself, n8n stores this execution too, and goes on with what the other one gives as what the node gives.
 *
 * @returns undefined when n8n stores the execution; else what the other one gave at once
 * @throws what n8n throws when the other one can't be started
 */
export async function park(
	context: IExecuteFunctions,
	code: IWorkflowBase,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[] | undefined> {
	const executionId = context.getExecutionId();
	const workflowId = String(context.getWorkflow().id);
	const parentExecution = { executionId, workflowId, shouldResume: true };
	const { waitTill, data } = await context.executeWorkflow({ code }, items, undefined, {
		parentExecution,
	});
	return waitTill ? undefined : (data[0] ?? []);
}
