import type { IDataObject } from 'n8n-workflow';

import { numberIn, textIn } from './members';
import { rowsIn } from './rows';

/** A dictionary of the account (contract: Dictionary). What the API does not say is null. */
export interface Dictionary {
	dictionaryId: number;
	name: string;
	description: string | null;
	/** The numbers of its languages. */
	languages: number[];
	createdAt: string | null;
	lastEditedAt: string | null;
	/** Only where the API was asked for them. */
	terms: Term[];
}

/** One term in several languages (contract: DictionaryTerm). */
export interface Term {
	termId: number;
	translations: Translation[];
}

export interface Translation {
	language: number;
	text: string;
}

/** The dictionaries in rows of the list; one without an ID is of no use. */
export function dictionariesIn(rows: IDataObject[]): Dictionary[] {
	return rows.flatMap((row) => {
		const dictionaryId = numberIn(row.id);
		if (dictionaryId === null) return [];
		const languages = Array.isArray(row.languages) ? row.languages.map(numberIn) : [];
		return [
			{
				dictionaryId,
				name: textIn(row.name) ?? `Dictionary ${dictionaryId}`,
				description: textIn(row.description),
				languages: languages.filter((language) => language !== null),
				createdAt: textIn(row.created_at),
				// The docs print another name than the SDKs (contract notes, a3).
				lastEditedAt: textIn(row.last_edited_at) ?? textIn(row.updated_at),
				terms: termsIn(row.dictionary_terms),
			},
		];
	});
}

/** Whether an answer without an ID is a dictionary: a refusal has neither name nor terms. */
export function isDictionary({ name, dictionary_terms: terms }: IDataObject): boolean {
	return textIn(name) !== null || Array.isArray(terms);
}

function termsIn(value: unknown): Term[] {
	return (rowsIn(value) ?? []).flatMap((row) => {
		const termId = numberIn(row.id);
		return termId === null ? [] : [{ termId, translations: translationsIn(row) }];
	});
}

function translationsIn({ term_translations: translations }: IDataObject): Translation[] {
	return (rowsIn(translations) ?? []).flatMap((row) => {
		const language = numberIn(row.language);
		return language === null ? [] : [{ language, text: textIn(row.term_text) ?? '' }];
	});
}
