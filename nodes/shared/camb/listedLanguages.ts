import type { IDataObject } from 'n8n-workflow';

import { languageById } from './language';
import { numberIn, textIn } from './members';

/** A language that the account may use. */
export interface ListedLanguage {
	id: number;
	tag: string;
	/** What people call it: as we know it, or as the API does. */
	name: string;
	/** What the API calls it, in lower case. */
	listed: string;
}

/** The languages in the rows of a list (contract: Language). */
export function languagesIn(rows: IDataObject[]): ListedLanguage[] {
	return rows.flatMap((row) => {
		const id = numberIn(row.id);
		if (id === null) return [];
		const known = languageById(id);
		const tag = textIn(row.short_name) ?? known?.tag ?? '';
		const listed = textIn(row.language) ?? '';
		return [{ id, tag, name: known?.name ?? capitalize(listed || tag), listed }];
	});
}

function capitalize(text: string): string {
	return text.replace(/(^|[\s(])\p{L}/gu, (start) => start.toUpperCase());
}
