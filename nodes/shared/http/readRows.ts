import type { IDataObject } from 'n8n-workflow';

import { listIn, rowsIn } from '../camb/rows';
import type { Call, Client } from './client';
import type { Result } from './retry';
import { unreadable } from './retry';

/** Reads the rows that it understands, as `dictionariesIn` does. */
export type ReadRows<Row> = (rows: IDataObject[]) => Row[];

/**
 * Reads a list of the API once. What is no list is unreadable, and so is a list of which nothing is
 * understood.
 *
 * @param isOne whether the answer is one thing, which is taken as a list of it
 */
export async function readRows<Row>(
	client: Client,
	call: Call,
	read: ReadRows<Row>,
	isOne = false,
): Promise<Result<{ rows: Row[] }>> {
	const answer = await client.read(call);
	if (!answer.ok) return answer;
	const { body } = answer;
	const list = listIn(isOne && !Array.isArray(body) ? [body] : body);
	const rows = read(rowsIn(list) ?? []);
	const isRead = isOne ? rows.length === 1 : rows.length > 0 || list?.length === 0;
	if (isRead) return { ok: true, rows };
	const why = isOne
		? 'The response has no data that can be read'
		: list
			? 'Nothing in the list can be read'
			: 'The response is not a list';
	return unreadable(200, why);
}
