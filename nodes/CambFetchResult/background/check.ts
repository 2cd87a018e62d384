import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { waitingIn } from '../../shared/tasks/background/heldTask';
import { START } from '../../shared/tasks/background/workflows';
import { giveUp, toError } from './failed';

/** So often may n8n lose the workflow that looks after the tasks: it may be that which ends n8n. */
const MOST_LOST = 5;

/**
 * Gives what the node that waits gives, by the first output. When the workflow that it waited for was
 * lost, as with a killed process, what that one was to look after leaves by the second, for another one.
 */
export function check(context: IExecuteFunctions): INodeExecutionData[][] {
	const [ended, again] = checkLook(context);
	const [first] = ended.map(waitingIn);
	if (first && 'failed' in first) throw toError(context, first);
	return [ended.map(unwrap), again];
}

/** The same, with the items as they are on their way. */
export function checkLook(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	if (items.every(isOver)) return [items.map(linked), []];

	const proxy = context.getWorkflowDataProxy(0);
	const begun = items.every((item) => waitingIn(item) !== undefined) ? items : itemsOf(proxy);
	if (proxy.$runIndex + 1 < MOST_LOST) return [[], begun.map(linked)];
	const given = giveUp(context, begun, {
		message: 'n8n could not wait in the background',
		description: `It ended ${MOST_LOST} times while it looked for the result.`,
	});
	return [given.map(linked), []];
}

/** What the node that waits handed over. */
function itemsOf({ $ }: ReturnType<IExecuteFunctions['getWorkflowDataProxy']>) {
	return ($(START.name) as { all(): INodeExecutionData[] }).all();
}

function isOver(item: INodeExecutionData): boolean {
	const waiting = waitingIn(item);
	return waiting !== undefined && !('held' in waiting);
}

function linked(data: INodeExecutionData, item: number): INodeExecutionData {
	return { ...data, pairedItem: { item } };
}

function unwrap({ json, binary }: INodeExecutionData, item: number): INodeExecutionData {
	const done = json.done as INodeExecutionData['json'];
	return { json: done, ...(binary ? { binary } : {}), pairedItem: { item } };
}
