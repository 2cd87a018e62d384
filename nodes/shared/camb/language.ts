import type { IDataObject } from 'n8n-workflow';

import type { Language } from './languages';
import { LANGUAGES } from './languages';

/** In place of a language: CAMB.AI listens which one it is (contract: SourceLanguageInput). */
export const DETECT_LANGUAGE = 'auto';

export function languageById(id: number): Language | undefined {
	return LANGUAGES.find((language) => language.id === id);
}

export function languageByTag(tag: string): Language | undefined {
	const wanted = asTag(tag);
	return LANGUAGES.find((language) => language.tag === wanted || language.locale === wanted);
}

/** What people call a language; its number when we don't know it. */
export function languageName(id: number): string {
	return languageById(id)?.name ?? `Language ${id}`;
}

/** What an item says about its language; nothing when it is not known. */
export function languageFields(language: number | string | undefined): IDataObject {
	if (typeof language !== 'number') return language === undefined ? {} : { language };
	const { tag = null, name = null } = languageById(language) ?? {};
	return { language, languageTag: tag, languageName: name };
}

/**
 * Every language that a text may mean: one for a tag (`es_ES`) or the name in the lists (`Spanish
 * (Spain)`), all of its regions for a language alone (`Spanish`, `es`).
 */
export function languagesCalled(text: string): Language[] {
	const byTag = languageByTag(text);
	if (byTag) return [byTag];
	const name = asName(text);
	const byName = LANGUAGES.filter((language) => asName(language.name) === name);
	if (byName.length > 0) return byName;
	return LANGUAGES.filter(
		(language) =>
			asName(language.name.split(' (')[0]) === name || language.tag.split('-')[0] === name,
	);
}

/** ` ES_es ` becomes es-es. */
export function asTag(text: string): string {
	return text.trim().toLowerCase().replace(/_/g, '-');
}

/** Without regard to case, spaces and accents: `norwegian bokmal`. */
function asName(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase().replace(/\s+/g, ' ');
}
