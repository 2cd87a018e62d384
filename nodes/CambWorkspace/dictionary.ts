import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { dictionaryDeletion } from '../shared/kinds/workspace/dictionaryDeletion';
import { confirmDeletion } from '../shared/parameters/confirmDeletion';
import { parseId } from '../shared/parameters/id';
import { locator } from '../shared/parameters/locator';
import { operationAmong } from '../shared/parameters/operation';
import type { ItemParameters } from '../shared/parameters/parameter';
import { parameter } from '../shared/parameters/parameter';
import { returnAllFields } from '../shared/parameters/returnAll';
import { shownWhen } from '../shared/parameters/shownWhen';
import { FIVE_AT_ONCE, optionsField } from '../shared/parameters/taskParameters';
import type { NodeRequest } from '../shared/runTaskNode';
import { description, fileFields, fileRequest } from './dictionaryFile';
import { getRequest, listRequest, termOptions } from './dictionaryLookup';
import { addTerm, DELETE, deleteTerm, termId, updateTerm } from './terms';
import { translations } from './translations';

export const dictionaryOperation = operationAmong(
	'getAll',
	{
		name: 'Add Term',
		value: 'addTerm',
		description: 'Add a term to a dictionary',
		action: 'Add a term to a dictionary',
	},
	{
		name: 'Create From File',
		value: 'create',
		description: 'Create a dictionary from a CSV or Excel file',
		action: 'Create a dictionary from a file',
	},
	{
		name: 'Delete',
		value: 'delete',
		description: 'Delete a dictionary with all its terms for good',
		action: 'Delete a dictionary',
	},
	{
		name: 'Delete Term',
		value: 'deleteTerm',
		description: 'Delete a term of a dictionary for good',
		action: 'Delete a term of a dictionary',
	},
	{
		name: 'Get',
		value: 'get',
		description: 'Get a dictionary with its terms',
		action: 'Get a dictionary with its terms',
	},
	{
		name: 'Get Many',
		value: 'getAll',
		description: 'List the dictionaries of the account',
		action: 'Get many dictionaries',
	},
	{
		name: 'Update Term',
		value: 'updateTerm',
		description: 'Change the translations of a term',
		action: 'Update a term of a dictionary',
	},
);

const dictionary = parameter(
	locator(
		{ displayName: 'Dictionary', name: 'dictionary' },
		{ searchListMethod: 'searchDictionaries', what: 'a dictionary', example: '501' },
	),
	parseId(
		'Select it from the list, or enter its ID, which is a number. Several dictionaries may have one name, so a name is not enough.',
	),
);

const confirm = confirmDeletion(
	'Whether the dictionary or the term may be deleted for good. Nothing brings it back.',
	'What is deleted',
);

const when = (operations: string[], ...fields: INodeProperties[]) =>
	shownWhen({ operation: operations }, ...fields);

export const dictionaryFields: INodeProperties[] = [
	...when(['get', 'addTerm', 'delete', 'deleteTerm', 'updateTerm'], dictionary.field),
	...when(['updateTerm', 'deleteTerm'], termId.field),
	...when(['addTerm', 'updateTerm'], translations.field),
	...when(['create'], ...fileFields),
	...when(['delete', 'deleteTerm'], confirm.field),
	...when(['getAll'], ...returnAllFields),
	...when(['create'], optionsField([description.field, FIVE_AT_ONCE.field])),
	...when(['get'], optionsField([FIVE_AT_ONCE.field, ...termOptions])),
	...when(['addTerm', 'delete', 'deleteTerm', 'updateTerm'], optionsField([FIVE_AT_ONCE.field])),
];

/** Throws for bad input. */
export async function dictionaryRequest(
	context: IExecuteFunctions,
	item: number,
	from: ItemParameters,
): Promise<NodeRequest> {
	switch (dictionaryOperation.read(from)) {
		case 'addTerm':
			return addTerm(from, dictionary.read(from));
		case 'create':
			return await fileRequest(context, item, from);
		case 'delete': {
			const path = `/dictionaries/${dictionary.read(from)}`;
			confirm.read(from);
			return { kind: dictionaryDeletion, path, ...DELETE };
		}
		case 'deleteTerm':
			confirm.read(from);
			return deleteTerm(from, dictionary.read(from));
		case 'get':
			return getRequest(from, dictionary.read(from));
		case 'getAll':
			return listRequest(from);
		case 'updateTerm':
			return updateTerm(from, dictionary.read(from));
	}
}
