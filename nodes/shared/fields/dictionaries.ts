import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readList } from './listValue';
import { readId } from './project';

/** Which dictionaries of the account a task follows. */
export const dictionariesOption: INodeProperties = {
	displayName: 'Dictionary Names or IDs',
	name: 'dictionaries',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getDictionaries' },
	default: [],
	description:
		'Your own terms and how to translate them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The ids of `options.dictionaries`, each once. When there are none, don't send the field. */
export function readDictionaries(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
): number[] {
	const ids = readList(value).map((part) => readId(context, item, part, 'Dictionary') as number);
	return [...new Set(ids)];
}
