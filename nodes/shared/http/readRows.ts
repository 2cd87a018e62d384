import type { IDataObject } from 'n8n-workflow';

import { rowsIn } from '../camb/rows';
import type { Call, Client } from './client';
import type { Result } from './retry';

/** Reads a list of the API once. What is no list is unreadable. */
export async function readRows(
	client: Client,
	call: Call,
): Promise<Result<{ rows: IDataObject[] }>> {
	const answer = await client.read(call);
	if (!answer.ok) return answer;
	const rows = rowsIn(answer.body);
	if (rows) return { ok: true, rows };
	const why = 'The response is not a list';
	return { ok: false, failure: { what: 'unreadable', status: 200, why } };
}
