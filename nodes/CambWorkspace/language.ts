import type { INodeProperties } from 'n8n-workflow';

import type { ListedLanguage } from '../shared/camb/listedLanguages';
import { languagesIn } from '../shared/camb/listedLanguages';
import { choice } from '../shared/parameters/choice';
import { operationAmong } from '../shared/parameters/operation';
import type { ItemParameters } from '../shared/parameters/parameter';
import { readLimit, returnAllFields } from '../shared/parameters/returnAll';
import type { ListRequest } from '../shared/tasks/listCall';

export const languageOperation = operationAmong('getAll', {
	name: 'Get Many',
	value: 'getAll',
	description: 'List the languages that CAMB.AI knows',
	action: 'Get many languages',
});

const languageList = choice({
	displayName: 'Languages',
	name: 'languageList',
	type: 'options',
	default: 'source',
	options: [
		{ name: 'Source', value: 'source', description: 'Languages to translate, dub or write from' },
		{ name: 'Target', value: 'target', description: 'Languages to translate, dub or speak into' },
	],
	description: 'Which list of languages to get',
});

export const languageFields: INodeProperties[] = [languageList.field, ...returnAllFields];

/** Throws for bad input. */
export function languageRequest(from: ItemParameters): ListRequest<ListedLanguage> {
	languageOperation.read(from);
	const most = readLimit(from);
	return {
		listPath: `/${languageList.read(from)}-languages`,
		read: languagesIn,
		pick: (languages) =>
			languages.slice(0, most).map(({ id, tag, name }) => ({
				json: { language: id, languageTag: tag, languageName: name },
			})),
	};
}
