import type { IDataObject } from 'n8n-workflow';

import type { Dictionary, Term, Translation } from '../../camb/dictionaries';
import { languageFields, languageName } from '../../camb/language';

/** What an item says of a dictionary. An agent needs what it chooses by, and pays for every word. */
export function dictionaryFields(dictionary: Dictionary, isTool: boolean): IDataObject {
	const { dictionaryId, name, description, languages, createdAt, lastEditedAt } = dictionary;
	const languageNames = languages.map(languageName);
	if (isTool) return { dictionaryId, name, description, languageNames };
	return { dictionaryId, name, description, languages, languageNames, createdAt, lastEditedAt };
}

/** The same of one of its terms. */
export function termFields({ termId, translations }: Term, isTool: boolean): IDataObject {
	return { termId, translations: translationFields(translations, isTool) };
}

/** What a term is called in each language. */
export function translationFields(translations: Translation[], isTool: boolean): IDataObject[] {
	return translations.map(({ language, text }) =>
		isTool ? { languageName: languageName(language), text } : { ...languageFields(language), text },
	);
}
