import type { INodeProperties } from 'n8n-workflow';

import type { Dictionary } from '../shared/camb/dictionaries';
import { dictionariesIn, isDictionary } from '../shared/camb/dictionaries';
import { dictionaryFields, termFields } from '../shared/kinds/workspace/dictionaryFields';
import { number } from '../shared/parameters/number';
import type { ItemParameters } from '../shared/parameters/parameter';
import { optional } from '../shared/parameters/parameter';
import { readLimit } from '../shared/parameters/returnAll';
import { trimmedText } from '../shared/parameters/text';
import type { ListRequest } from '../shared/tasks/listCall';

const maxTerms = optional(
	number({
		displayName: 'Max Terms',
		name: 'maxTerms',
		type: 'number',
		default: 100,
		typeOptions: { minValue: 1, numberPrecision: 0 },
		description: 'How many terms to get at most. If not set: as many as CAMB.AI gives.',
	}),
);

const searchTerm = optional(
	trimmedText({
		displayName: 'Search Terms',
		name: 'searchTerm',
		type: 'string',
		default: '',
		placeholder: 'e.g. cloud',
		description: 'Only terms in which CAMB.AI finds this',
	}),
);

/** Which of the terms of a dictionary to get. */
export const termOptions: INodeProperties[] = [maxTerms.field, searchTerm.field];

/** All dictionaries of the account. */
export function listRequest(from: ItemParameters): ListRequest<Dictionary> {
	const most = readLimit(from);
	return {
		listPath: '/dictionaries',
		read: dictionariesIn,
		pick: (dictionaries, isTool) =>
			dictionaries
				.slice(0, most)
				.map((dictionary) => ({ json: dictionaryFields(dictionary, isTool) })),
	};
}

/** One dictionary with its terms (contract: full-details). */
export function getRequest(from: ItemParameters, id: number): ListRequest<Dictionary> {
	return {
		listPath: `/dictionaries/${id}/full-details`,
		query: { limit: maxTerms.read(from.options), search_term: searchTerm.read(from.options) },
		isOne: true,
		whenMissing: {
			message: `This account has no dictionary with the ID ${id}`,
			description:
				'It may have been deleted, or belong to another account. Get Many lists the dictionaries that there are.',
		},
		read: (rows) => dictionariesIn(rows.filter(isDictionary).map((row) => ({ ...row, id }))),
		pick: (dictionaries, isTool) =>
			dictionaries.map((dictionary) => ({
				json: {
					...dictionaryFields(dictionary, isTool),
					terms: dictionary.terms.map((term) => termFields(term, isTool)),
				},
			})),
	};
}
