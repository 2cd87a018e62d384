import type { IDataObject } from 'n8n-workflow';

/** The rows of a list of the API: a bare list, or the list in `{voices: []}` (contract notes, a3). */
export function rowsIn(body: unknown): IDataObject[] | undefined {
	const list = Array.isArray(body) ? body : (body as { voices?: unknown } | null)?.voices;
	if (!Array.isArray(list)) return undefined;
	return list.filter((row): row is IDataObject => typeof row === 'object' && row !== null);
}
