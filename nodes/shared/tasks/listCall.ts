import type { IDataObject } from 'n8n-workflow';

import { ExplainedError } from '../core/explainedError';
import { explainFailure } from '../errors/explain';
import { LONGEST_RESULT } from '../http/body';
import type { WaitLimits } from '../http/hostBackoff';
import { readRows } from '../http/readRows';
import { isTransient } from '../http/requestFailure';
import { retry } from '../http/retry';
import type { Output } from './kind';
import type { ItemContext } from './session';

/** What is picked from a list of the API. Nothing is made or paid for. */
export interface ListRequest {
	listPath: string;
	/**
	 * Makes output items of the rows. Throws an ExplainedError when what is looked for is not there.
	 *
	 * @param isTool whether an AI agent gets the items: it reads JSON alone, and pays for every word
	 */
	pick(rows: IDataObject[], isTool: boolean): Output[];
}

/** Answers an item from a list of the API, which all items of the run share. */
export async function runListCall(
	itemContext: ItemContext,
	{ listPath, pick }: ListRequest,
): Promise<Output[]> {
	const { lists, isTool } = itemContext.session;
	const known = lists.get(listPath);
	const rows = known ?? loadRows(itemContext, listPath);
	if (!known) lists.set(listPath, rows);
	return pick(await rows, isTool);
}

async function loadRows({ session, signal }: ItemContext, path: string): Promise<IDataObject[]> {
	const { client } = session;
	const call = { method: 'GET', path, longestText: LONGEST_RESULT } as const;
	const attempt = async (limits: WaitLimits) => await readRows(client, { ...call, ...limits });
	const read = await retry(attempt, isTransient, client.clock, { signal });
	if (read.ok) return read.rows;
	throw new ExplainedError(explainFailure(read.failure, 'read'));
}
