import type { IDataObject } from 'n8n-workflow';

import type { Explanation } from '../core/explainedError';
import { ExplainedError } from '../core/explainedError';
import { explainFailure } from '../errors/explain';
import { LONGEST_RESULT } from '../http/body';
import type { WaitLimits } from '../http/hostBackoff';
import type { ReadRows } from '../http/readRows';
import { readRows } from '../http/readRows';
import { isTransient } from '../http/requestFailure';
import { retry } from '../http/retry';
import type { Output } from './kind';
import type { ItemContext } from './session';

/** What is picked from a list of the API. Nothing is made or paid for. */
export interface ListRequest<Row = unknown> {
	listPath: string;
	/** Reads the rows that it understands. */
	read: ReadRows<Row>;
	query?: IDataObject;
	/** Whether the API gives one thing in place of a list: then it is the one row. */
	isOne?: boolean;
	/** What is said when the API does not have it (HTTP 404). */
	whenMissing?: Explanation;
	/**
	 * Makes output items of the rows. Throws an ExplainedError when what is looked for is not there.
	 *
	 * @param isTool whether an AI agent gets the items: it reads JSON alone, and pays for every word
	 */
	pick(rows: Row[], isTool: boolean): Output[];
}

/** Which rows to load. */
type Wanted<Row> = Omit<ListRequest<Row>, 'pick'>;

/** Answers an item from a list of the API, which all items of the run share. */
export async function runListCall(
	itemContext: ItemContext,
	{ pick, ...wanted }: ListRequest,
): Promise<Output[]> {
	const { lists, isTool } = itemContext.session;
	const key = JSON.stringify([wanted.listPath, wanted.query]);
	const rows = lists.get(key) ?? loadRows(itemContext, wanted);
	lists.set(key, rows);
	return pick(await rows, isTool);
}

/** The rows as they are by now. The signal ends the request, as does Stop. */
export async function loadRows<Row>(
	{ session, signal = session.client.signal }: Pick<ItemContext, 'session'> & Partial<ItemContext>,
	{ listPath: path, read: readEach, query, isOne, whenMissing }: Wanted<Row>,
): Promise<Row[]> {
	const { client } = session;
	const call = { method: 'GET', path, query, longestText: LONGEST_RESULT } as const;
	const attempt = async (limits: WaitLimits) =>
		await readRows(client, { ...call, ...limits }, readEach, isOne);
	const read = await retry(attempt, isTransient, client.clock, { signal });
	if (read.ok) return read.rows;
	const { failure } = read;
	const isMissing = failure.what === 'refused' && failure.status === 404;
	throw new ExplainedError((isMissing && whenMissing) || explainFailure(failure, 'read'));
}
