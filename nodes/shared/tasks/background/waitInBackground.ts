import type { INodeExecutionData } from 'n8n-workflow';

import type { Ended } from '../ended';
import { outputsOf } from '../ended';
import type { Output } from '../kind';
import type { Session } from '../session';
import type { Waiting } from './heldTask';
import { waitingItems } from './heldTask';
import { park } from './park';
import { outerWorkflow } from './workflows';

/** Whether n8n is to wait for a task of this item. */
export function isHeld(end: Ended): boolean {
	return end.ok && end.outputs.some(({ held }) => held);
}

/**
 * Leaves the wait to n8n. What is done already goes along: n8n hands on nothing but what the other
 * workflow gives in the end, one item for each of the node's.
 *
 * @returns the items until then, or undefined if n8n can't
 */
export async function waitInBackground(
	{ context, client }: Session,
	ended: Ended[],
): Promise<INodeExecutionData[] | undefined> {
	const node = context.getNode();
	const outputs = ended.map((end) => outputsOf(end, node));
	// Each item is linked by its place.
	if (outputs.some(({ length }) => length !== 1)) return undefined;
	const all = outputs.map(([output]) => output);
	try {
		const items = all.map((output) => ({ json: waitingFor(output), binary: output.binary }));
		const given = await park(context, outerWorkflow(node), waitingItems(items, client));
		// It waits for nothing: n8n started no further workflow.
		if (given) return undefined;
	} catch (cause) {
		const error = client.hideKey(String(cause));
		context.logger.warn('n8n could not wait for CAMB.AI in the background', { error });
		return undefined;
	}
	// An item with an error would make Retry On Fail run the node again.
	return all.map(({ json, held }, item) => ({ json: held ? json : {}, pairedItem: { item } }));
}

function waitingFor({ held, json }: Output): Waiting {
	return held ? { held } : { done: json };
}
