import { ApiError } from '../apiError.mts';
import { sourceLanguages, targetLanguages, type Language } from '../languages.mts';
import type { Operations } from './call.mts';

const listed = ({ id, name, tag }: Language) => ({
	id,
	language: name.toLowerCase(),
	short_name: tag,
});

const DICTIONARIES = [
	{
		id: 501,
		name: 'Product names',
		description: 'How our products are said',
		created_at: '2026-02-03T09:00:00Z',
		last_edited_at: '2026-06-11T15:30:00Z',
		dictionary_terms: [
			{
				id: 1,
				term_translations: [
					{ language: 1, term_text: 'Acme Cloud' },
					{ language: 54, term_text: 'Acme Cloud' },
				],
			},
		],
		languages: [1, 54],
	},
	{
		id: 502,
		name: 'Medical terms',
		description: null,
		created_at: '2026-04-20T12:00:00Z',
		last_edited_at: null,
		dictionary_terms: [],
		languages: [1, 31, 76],
	},
];

/** The contract names no member for a folder's own id; `folder_id` is a guess (notes, h10). */
const FOLDERS = [
	{ team_id: 71, name: 'Marketing', folder_id: 301 },
	{ team_id: 71, name: 'Podcast', folder_id: 302 },
	{ team_id: 71, name: 'Training videos', folder_id: 303 },
];

function dictionary(id: unknown) {
	const found = DICTIONARIES.find((candidate) => candidate.id === id);
	if (!found) throw new ApiError(404, { detail: 'Dictionary not found' });
	return found;
}

export const listOperations: Operations = {
	listSourceLanguages: () => sourceLanguages.map(listed),
	listTargetLanguages: () => targetLanguages.map(listed),
	listDictionaries: () => DICTIONARIES.map(({ dictionary_terms: _terms, ...rest }) => rest),
	getDictionary: ({ params }) => dictionary(params.dictionary_id),
	getDictionaryDetails: ({ params }) => dictionary(params.dictionary_id),
	listFolders({ query }) {
		const search = String(query.search_query ?? '').toLowerCase();
		const found = FOLDERS.filter(({ name }) => name.toLowerCase().includes(search));
		return found.slice(0, Number(query.limit ?? 100));
	},
};
