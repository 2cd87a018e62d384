import type { IDataObject } from 'n8n-workflow';

import { rowsIn } from '../camb/rows';
import type { Call, Client } from './client';
import type { Result } from './retry';

/**
 * Reads a list of the API once. What is no list is unreadable.
 *
 * @param isOne whether the answer is one thing, which is taken as a list of it
 */
export async function readRows(
	client: Client,
	call: Call,
	isOne = false,
): Promise<Result<{ rows: IDataObject[] }>> {
	const answer = await client.read(call);
	if (!answer.ok) return answer;
	const { body } = answer;
	const rows = rowsIn(isOne && !Array.isArray(body) ? [body] : body);
	if (rows && (!isOne || rows.length === 1)) return { ok: true, rows };
	const why = isOne ? 'The response has no data' : 'The response is not a list';
	return { ok: false, failure: { what: 'unreadable', status: 200, why } };
}
