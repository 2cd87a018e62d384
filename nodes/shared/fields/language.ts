import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { badInput } from './check';
import { LANGUAGES } from './languages';

/** One language of CAMB.AI: its number, its tag and its English name. */
export interface Language {
	id: number;
	tag: string;
	name: string;
	/** What streamed speech calls it, where it has a name for it. */
	locale?: string;
}

/** In place of a language: CAMB.AI listens which one it is (contract: SourceLanguageInput). */
export const DETECT_LANGUAGE = 'auto';

/** A language field: from the list of the account, or by ID (or tag, which is turned into the ID). */
export function languageField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'> & Partial<INodeProperties>,
	listSearch:
		| 'searchSourceLanguages'
		| 'searchTargetLanguages'
		| 'searchSpokenLanguages'
		| 'searchStreamLanguages',
): INodeProperties {
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a language…',
				typeOptions: { searchListMethod: listSearch, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 54 or es-es',
			},
		],
		...field,
	};
}

/** The language of a field, as the number that every call of the API takes. */
export function readLanguage(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
): number {
	const value = context.getNodeParameter(name, item, '', { extractValue: true }) as unknown;
	return toLanguageId(context, item, value, label);
}

/** The language of something that is heard, which CAMB.AI may detect itself. */
export function readSpokenLanguage(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
): number | typeof DETECT_LANGUAGE {
	const value = context.getNodeParameter(name, item, '', { extractValue: true }) as unknown;
	const isDetect = String(value).trim().toLowerCase() === DETECT_LANGUAGE;
	return isDetect ? DETECT_LANGUAGE : toLanguageId(context, item, value, label);
}

/**
 * The language of a field as streamed speech calls it: en-uk for what others call en-gb or 35.
 * A tag that we don't know is taken as it is, since CAMB.AI learns languages.
 */
export function readLocale(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
): string {
	const value = context.getNodeParameter(name, item, '', { extractValue: true }) as unknown;
	const tag = String(value).trim().toLowerCase().replace(/_/g, '-');
	const isNewTag = /^[a-z]{2,3}-[a-z]{2}(-[a-z]+)?$/.test(tag) && !languageByTag(tag);
	if (isNewTag) return tag;
	const language = languageById(toLanguageId(context, item, value, label));
	if (language) return language.locale ?? language.tag;
	throw badInput(
		context,
		item,
		`${label} ${tag} is not recognized`,
		'Select it from the list, or enter its tag, such as es-es.',
	);
}

/** A number, digits or a tag as the number of a language. */
export function toLanguageId(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
	label: string,
): number {
	const text = String(value ?? '').trim();
	if (text === '') {
		throw badInput(context, item, `${label} is empty`, 'Select a language from the list.');
	}
	const id = toKnownLanguage(text);
	if (id !== undefined) return id;
	throw badInput(
		context,
		item,
		`${label} "${text.slice(0, 40)}" is not recognized`,
		'Select it from the list, or enter its ID, such as 54, or its tag, such as es-es.',
	);
}

/** A number, digits or a tag as the number of a language; undefined when it is none. */
export function toKnownLanguage(value: unknown): number | undefined {
	const text = String(value).trim();
	return /^[1-9]\d*$/.test(text) ? Number(text) : languageByTag(text)?.id;
}

export function languageById(id: number): Language | undefined {
	return LANGUAGES.find((language) => language.id === id);
}

export function languageByTag(tag: string): Language | undefined {
	const wanted = tag.trim().toLowerCase().replace(/_/g, '-');
	return LANGUAGES.find((language) => language.tag === wanted || language.locale === wanted);
}

/** What people call a language; its number when we don't know it. */
export function languageName(id: number): string {
	return languageById(id)?.name ?? `Language ${id}`;
}
