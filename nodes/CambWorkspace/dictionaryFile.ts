import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readInputFile } from '../shared/files/inputFile';
import { textParts } from '../shared/files/upload';
import { dictionaryCreation } from '../shared/kinds/workspace/dictionaryCreation';
import { inputDataField } from '../shared/parameters/inputDataField';
import type { ItemParameters } from '../shared/parameters/parameter';
import { optional } from '../shared/parameters/parameter';
import { trimmedText } from '../shared/parameters/text';
import type { DirectRequest } from '../shared/tasks/directKind';

/** CSV or Excel (contract: /dictionaries/create-from-file). */
const FORMATS = ['csv', 'xlsx', 'xls'];

const dictionaryName = trimmedText(
	{
		displayName: 'Name',
		name: 'dictionaryName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Product names',
		description: 'The name of the new dictionary, at most 100 characters',
	},
	{ max: 100 },
);

export const description = optional(
	trimmedText(
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. How our products are said',
			description: 'What the dictionary is for, at most 1000 characters',
		},
		{ max: 1000 },
	),
);

export const fileFields: INodeProperties[] = [
	inputDataField(
		'The name of the input field containing the terms: a CSV file in UTF-8 or an Excel file, in the layout that CAMB.AI Studio asks for',
	),
	dictionaryName.field,
];

/** One item's file as a new dictionary. Throws for bad input. */
export async function fileRequest(
	context: IExecuteFunctions,
	item: number,
	from: ItemParameters,
): Promise<DirectRequest<{ name: string; description?: string }>> {
	const told = { name: dictionaryName.read(from), description: description.read(from.options) };
	const file = await readInputFile(context, item, 'inputDataField', FORMATS);
	const form = [
		...textParts({ dictionary_name: told.name, dictionary_description: told.description }),
		// The file comes last, so that the API knows the rest by then.
		{ name: 'dictionary_file', file },
	];
	return {
		kind: dictionaryCreation,
		path: '/dictionaries/create-from-file',
		payload: { form },
		resultOptions: told,
	};
}
