import type { IDataObject, INode, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import type { Timing } from '../../nodes/shared/http/timing';
import { systemTiming } from '../../nodes/shared/http/timing';
import type { ItemWork } from '../../nodes/shared/tasks/runItems';
import { runItems } from '../../nodes/shared/tasks/runItems';
import type { RunAs } from '../simulation/n8n.mts';
import { contextWith } from './itemContext.mts';

export interface Run extends Partial<ItemWork<string>> {
	texts?: string[];
	onError?: INode['onError'];
	retryOnFail?: boolean;
	atOnce?: number;
	/** What n8n keeps for retries. */
	kept?: IDataObject;
	stop?: AbortController;
	timing?: Timing;
	getCredentials?: () => Promise<object>;
	/** How n8n runs it: as a node if not set. */
	runAs?: RunAs;
	/** Whether n8n tells nodes of Stop. */
	tellsOfStop?: boolean;
	/** What else n8n gives the node. */
	n8n?: object;
}

/** Runs a node whose plan for an item is its text, and whose output repeats it. */
export async function runTexts(given: Run = {}): Promise<INodeExecutionData[][]> {
	const {
		texts = ['one'],
		onError,
		retryOnFail,
		runAs,
		atOnce = 2,
		kept = {},
		timing = systemTiming,
		getCredentials,
		n8n,
		...work
	} = given;
	const items = texts.map((text) => ({ json: { text } }));
	const signal = given.stop?.signal;
	const context = contextWith({
		items,
		onError,
		retryOnFail,
		runAs,
		nodeContext: kept,
		...(signal && { signal }),
	});
	Object.assign(context, n8n, getCredentials && { getCredentials });
	if (given.tellsOfStop === false) Object.assign(context, { getExecutionCancelSignal: undefined });
	return await runItems(context, timing, atOnce, {
		plan: async (item) => texts[item],
		settingsOf: () => ({ field: 'data' }),
		work: async (_itemContext, text) => [{ json: { text } }],
		...work,
	});
}

/** What a run ended with. */
export async function errorOf(given: Run) {
	try {
		await runTexts(given);
	} catch (error) {
		return error as NodeApiError & { context: IDataObject };
	}
	throw new Error('It went well');
}
