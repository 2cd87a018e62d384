import type { IDataObject } from 'n8n-workflow';

import { membersIn } from './members';

/** A list of the API: a bare list, or the list in `{voices: []}` (contract notes, a3). */
export function listIn(body: unknown): unknown[] | undefined {
	const list: unknown = Array.isArray(body) ? body : membersIn(body).voices;
	return Array.isArray(list) ? list : undefined;
}

/** The entries of a list that have members. */
export function rowsIn(body: unknown): IDataObject[] | undefined {
	const isRow = (row: unknown): row is IDataObject => typeof row === 'object' && row !== null;
	return listIn(body)?.filter(isRow);
}
