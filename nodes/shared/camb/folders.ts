import type { IDataObject } from 'n8n-workflow';

import { numberIn, textIn } from './members';

/** A folder of CAMB.AI Studio (contract: Folder). What the API does not say is null. */
export interface Folder {
	folderId: number;
	name: string;
	/** How many runs are in it. */
	runCount: number | null;
}

/** The folders in rows of the list. Their members had other names before; one without an ID is of no use. */
export function foldersIn(rows: IDataObject[]): Folder[] {
	return rows.flatMap((row) => {
		const folderId = numberIn(row.folder_id ?? row.id);
		if (folderId === null) return [];
		const name = textIn(row.folder_name) ?? textIn(row.name) ?? `Folder ${folderId}`;
		return [{ folderId, name, runCount: numberIn(row.run_count) }];
	});
}
