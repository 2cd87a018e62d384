import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A language as CAMB.AI lists it: number, English name, tag such as en-us. */
export interface Language {
	id: number;
	name: string;
	tag: string;
}

interface LanguageRow {
	id: number;
	name: string;
	short_name: string;
	source: boolean;
	target: boolean;
}

const table = JSON.parse(
	readFileSync(fileURLToPath(new URL('./contract/languages.json', import.meta.url)), 'utf8'),
) as { languages: LanguageRow[]; tts_stream_locales: Array<{ locale: string }> };

const toLanguage = (row: LanguageRow): Language => ({
	id: row.id,
	name: row.name,
	tag: row.short_name,
});

export const sourceLanguages = table.languages.filter((row) => row.source).map(toLanguage);
export const targetLanguages = table.languages.filter((row) => row.target).map(toLanguage);

/** The locales that /tts-stream speaks. UK English is en-uk there, en-gb elsewhere. */
export const streamLocales = table.tts_stream_locales.map((row) => row.locale);

/** Finds a language by number (also as text) or tag. `auto` counts as American English. */
export function findLanguage(idOrTag: unknown): Language | undefined {
	const wanted = String(idOrTag === 'auto' ? 1 : idOrTag).replace('en-uk', 'en-gb');
	return table.languages
		.map(toLanguage)
		.find((language) => String(language.id) === wanted || language.tag === wanted);
}

/** The tag of a language that the contract already accepted; American English if unknown. */
export function tagOf(idOrTag: unknown): string {
	return findLanguage(idOrTag)?.tag ?? 'en-us';
}
