import type { IDataObject } from 'n8n-workflow';

/**
 * Why a part has no result, with its name beside, if the output stands for one that ended badly.
 * For n8n's error output everything is inside of `error` (see toErrorJson).
 */
export function badEndIn(json: IDataObject): (IDataObject & { message: string }) | undefined {
	const { error } = json;
	if (!error) return undefined;
	if (typeof error !== 'object') return { ...json, message: String(error) };
	return { ...error, message: String((error as IDataObject).message) };
}
