import type { INodeProperties } from 'n8n-workflow';

import { asTag, DETECT_LANGUAGE, languageById, languagesCalled } from '../camb/language';
import { firstOf } from '../errors/sentences';
import type { LocatorField } from './locator';
import { locator } from './locator';
import type { Parameter } from './parameter';
import { parameter } from './parameter';
import type { About } from './value';
import { comparable, shown } from './value';

/** So many of the languages that a name may mean are named. */
const MOST_NAMED = 5;

/** The language of a text, as the number that every call of the API takes. */
export function language(
	field: LocatorField,
	listSearch: 'searchSourceLanguages' | 'searchTargetLanguages',
): Parameter<number> {
	return parameter(languageField(field, listSearch), parseLanguage);
}

/** The language of something spoken, or of a text to translate, which CAMB.AI may detect itself. */
export function spokenLanguage(field: LocatorField): Parameter<number | typeof DETECT_LANGUAGE> {
	return parameter(languageField(field, 'searchSpokenLanguages'), (text, about) =>
		isDetect(text) ? DETECT_LANGUAGE : parseLanguage(text, about),
	);
}

/**
 * The language of a text as streamed speech calls it: en-uk for what others call en-gb or 35.
 * A tag that we don't know is taken as it is, since CAMB.AI learns languages.
 */
export function streamLanguage(field: LocatorField): Parameter<string> {
	return parameter(languageField(field, 'searchStreamLanguages'), parseStreamLanguage);
}

/** A number, a tag or a name as streamed speech calls the language. */
export function parseStreamLanguage(text: string, about: About): string {
	const tag = asTag(text);
	const isTag = /^[a-z]{2,3}-[a-z]{2}(-[a-z]+)?$/.test(tag);
	if (isTag && languagesCalled(text).length === 0) return tag;
	const known = languageById(parseLanguage(text, about));
	if (known) return known.locale ?? known.tag;
	throw unknown(text, about);
}

/** A number, a tag or a name as the number of a language. */
export function parseLanguage(text: string, about: About): number {
	const { label, refuse } = about;
	if (isDetect(text)) {
		throw refuse(
			`${label} cannot be detected`,
			'Only the language of audio, of video or of a text to translate can be detected. Choose the language.',
		);
	}
	const number = Number(text);
	if (/^[1-9]\d*$/.test(text.trim()) && Number.isSafeInteger(number)) return number;
	const called = languagesCalled(text);
	if (called.length === 0) throw unknown(text, about);
	if (called.length === 1) return called[0].id;
	const names = called.map(({ name }) => name);
	throw refuse(
		`${label} ${shown(text)} may be one of ${called.length} languages`,
		`Choose one of: ${firstOf(names, ', ', MOST_NAMED)}. Enter the whole name, or the tag, such as ${called[0].tag}.`,
	);
}

function unknown(text: string, { label, refuse }: About) {
	return refuse(
		`${label} ${shown(text)} is not recognized`,
		'Select it from the list, or enter its ID, such as 54, its tag, such as es-es, or its name, such as Spanish (Spain).',
	);
}

function isDetect(text: string): boolean {
	return [DETECT_LANGUAGE, 'detect automatically'].includes(comparable(text));
}

/** A language field: from the list of the account, or by ID, tag or name. */
function languageField(field: LocatorField, searchListMethod: string): INodeProperties {
	const example = '54, es-es or Spanish (Spain)';
	return locator(field, { searchListMethod, what: 'a language', example });
}
