import type { IDataObject } from 'n8n-workflow';

import { isWithin, namesOf } from './languageNames';
import type { Language } from './languages';
import { LANGUAGES } from './languages';

/** In place of a language: CAMB.AI listens which one it is (contract: SourceLanguageInput). */
export const DETECT_LANGUAGE = 'auto';

export function languageById(id: number): Language | undefined {
	return LANGUAGES.find((language) => language.id === id);
}

function languageByTag(tag: string): Language | undefined {
	const wanted = asTag(tag);
	return LANGUAGES.find((language) => language.tag === wanted || language.locale === wanted);
}

/** What people call a language; its number when we don't know it. */
export function languageName(id: number): string {
	return languageById(id)?.name ?? `Language ${id}`;
}

/** What an item says of its language: nothing when it is not known, `auto` when CAMB.AI listened. */
export function languageFields(language: number | string | undefined): IDataObject {
	if (typeof language !== 'number') return language === undefined ? {} : { language };
	const { tag = null, name = null } = languageById(language) ?? {};
	return { language, languageTag: tag, languageName: name };
}

/**
 * Every language that a text may mean: one for a tag (`es_ES`) or a name with its region (`Spanish
 * (Spain)`, `British English`), all of its regions for a language alone (`Spanish`, `es`), all
 * languages of a place (`Brazilian`).
 */
export function languagesCalled(text: string): Language[] {
	const byTag = languageByTag(text);
	if (byTag) return [byTag];
	const words = wordsOf(text);
	const { whole, alone, places } = (names ??= allNames());
	const named = whole.get(words) ?? alone.get(words) ?? places.get(words);
	return named ?? languagesTagged(asTag(text));
}

/** Read when somebody first names a language. */
let names: ReturnType<typeof allNames> | undefined;

/** The languages that each name means: with its region, alone, and by the region. */
export function allNames() {
	const whole = new Map<string, Language[]>();
	const alone = new Map<string, Language[]>();
	const places = new Map<string, Language[]>();
	for (const language of LANGUAGES) {
		const { languages, regions, areas } = namesOf(language);
		const within = [...regions, ...areas];
		const withPlace = languages.flatMap((name) => within.map((place) => `${name} ${place}`));
		for (const words of new Set(withPlace.map(wordsOf))) add(whole, words, language);
		for (const words of new Set(languages.map(wordsOf))) add(alone, words, language);
		// Two letters are the code of a language rather than of a region: `no`, `in`.
		const named = within.filter((place) => place.length > 2);
		for (const words of new Set(named.map(wordsOf))) add(places, words, language);
	}
	return { whole, alone, places };
}

function add(names: Map<string, Language[]>, words: string, language: Language) {
	names.set(words, [...(names.get(words) ?? []), language]);
}

/** The number of the one language that a text may mean: a number, a tag or a name. */
export function languageIdOf(text: string): number | undefined {
	if (/^[1-9]\d*$/.test(text.trim())) return Number(text);
	const called = languagesCalled(text);
	return called.length === 1 ? called[0].id : undefined;
}

/** ` ES_es ` becomes es-es. */
export function asTag(text: string): string {
	return text.trim().toLowerCase().replace(/_/g, '-');
}

/** What the rest of the tags may mean: `es`, `por-BR`, `zh-Hant`, `iw` (RFC 5646, CLDR's aliases). */
function languagesTagged(tag: string): Language[] {
	const ofCode = LANGUAGES.filter((language) => language.tag.split('-')[0] === tag);
	if (ofCode.length > 0) return ofCode;
	const wanted = localeOf(tag);
	if (!wanted) return [];
	const { language, region, script } = wanted;
	if (!region && !script && language !== tag) return languagesTagged(language);
	return LANGUAGES.filter(({ tag: own }) => {
		const likely = new Intl.Locale(own).maximize();
		const isDialect = own.split('-').length > 2;
		const fits = (given: string | undefined, its: string | undefined) => (given ?? its) === its;
		return (
			likely.language === language &&
			isWithin(String(likely.region), region ?? String(likely.region)) &&
			fits(script, likely.script) &&
			!isDialect
		);
	});
}

function localeOf(tag: string): Intl.Locale | undefined {
	try {
		return new Intl.Locale(tag);
	} catch {
		return undefined;
	}
}

/** The words of a name, whatever their order, case and accents: `English (UK)`, `UK english`. */
function wordsOf(name: string): string {
	const plain = name
		.normalize('NFD')
		.replace(/[\p{M}.]/gu, '')
		.toLowerCase();
	const words = plain.split(/[^\p{L}\p{N}]/u).filter((word) => word !== '' && word !== 'and');
	return words.sort().join(' ');
}
