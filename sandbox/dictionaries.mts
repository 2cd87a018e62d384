/** One term in several languages. */
export interface Term {
	id: number;
	term_translations: Array<{ language: number; term_text: string }>;
}

/** A dictionary as the API shows it (Dictionary in the contract). */
export interface Dictionary {
	id: number;
	name: string;
	description: string | null;
	created_at: string;
	last_edited_at: string | null;
	dictionary_terms: Term[];
	languages: number[];
}

/** The dictionaries that every account begins with. */
export const DICTIONARIES: Dictionary[] = [
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
			{
				id: 2,
				term_translations: [
					{ language: 1, term_text: 'storage' },
					{ language: 54, term_text: 'almacenamiento' },
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
