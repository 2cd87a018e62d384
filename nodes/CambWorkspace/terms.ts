import { termCreation, termDeletion, termUpdate } from '../shared/kinds/workspace/terms';
import { parseId } from '../shared/parameters/id';
import type { ItemParameters } from '../shared/parameters/parameter';
import { parameter } from '../shared/parameters/parameter';
import type { CreateRequest } from '../shared/tasks/createRequest';
import { translations } from './translations';

export const termId = parameter(
	{
		displayName: 'Term ID',
		name: 'termId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 12',
		description: 'The ID of the term, a number. The operation Get lists the terms with their IDs.',
	},
	parseId(
		'It is a whole number. The operation Get lists the terms of a dictionary with their IDs.',
	),
);

/** A new term (contract: add-term). Throws for bad input. */
export function addTerm(from: ItemParameters, dictionary: number) {
	return {
		kind: termCreation,
		path: `/dictionaries/${dictionary}/add-term`,
		...translated(from),
	};
}

/** Other translations for a term (contract: PUT /dictionaries/term). Throws for bad input. */
export function updateTerm(from: ItemParameters, dictionary: number) {
	const id = termId.read(from);
	const { payload, resultOptions } = translated(from);
	return {
		kind: termUpdate,
		method: 'PUT' as const,
		path: `/dictionaries/term/${dictionary}/${id}`,
		payload,
		resultOptions: { termId: id, ...resultOptions },
	};
}

/** Takes a term out of its dictionary (contract: DELETE /dictionaries/term). Throws for bad input. */
export function deleteTerm(from: ItemParameters, dictionary: number) {
	return {
		kind: termDeletion,
		path: `/dictionaries/term/${dictionary}/${termId.read(from)}`,
		...DELETE,
	};
}

/** How a deletion is sent. */
export const DELETE = {
	method: 'DELETE',
	payload: { isEmpty: true },
	resultOptions: {},
} satisfies Partial<CreateRequest>;

function translated(from: ItemParameters) {
	const given = translations.read(from);
	const rows = given.map(({ language, text }) => ({ translation: text, language }));
	return { payload: { json: { translations: rows } }, resultOptions: { translations: given } };
}
