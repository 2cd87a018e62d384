import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../http/client';

/** What a direct call cost, when the API says so. */
export function creditsIn({ headers }: Reply): IDataObject {
	const header = headers['x-credits-required'];
	return header && Number.isFinite(Number(header)) ? { credits: Number(header) } : {};
}
