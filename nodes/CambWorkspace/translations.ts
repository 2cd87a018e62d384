import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Translation } from '../shared/camb/dictionaries';
import { languageName } from '../shared/camb/language';
import { repeatedIn } from '../shared/core/repeated';
import { parseLanguage } from '../shared/parameters/language';
import { languageOption } from '../shared/parameters/languageOption';
import type { Parameter, Values } from '../shared/parameters/parameter';
import { readOne, valuesIn } from '../shared/parameters/parameter';
import { checkLength } from '../shared/parameters/text';

/** In characters (contract: TermTranslationInput). */
const LONGEST = 255;

const field: INodeProperties = {
	displayName: 'Translations',
	name: 'translations',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	required: true,
	placeholder: 'Add Translation',
	default: {},
	options: [
		{
			displayName: 'Translation',
			name: 'translation',
			values: [
				languageOption('The language that the term has this form in'),
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					placeholder: 'e.g. cloud',
					description: 'The term in this language, at most 255 characters',
				},
			],
		},
	],
	description:
		'What the term is in each language, also in the one to translate from. To change a term, enter all of them, also those that stay the same.',
};

/** What a term is in each language, at least one. */
export const translations: Parameter<Translation[]> = { field, read: readTranslations };

function readTranslations(from: Values): Translation[] {
	const { refuse } = from;
	const { translation } = valuesIn(from.valueOf(field), { label: 'Translations', refuse });
	const read = [translation ?? []]
		.flat()
		.map((row) => readTranslation(valuesIn(row, { label: 'A translation', refuse }), refuse));
	if (read.length === 0) {
		throw refuse('The term has no translations', 'Add the term in at least one language.');
	}
	const twice = repeatedIn(read, ({ language }) => language);
	if (!twice) return read;
	throw refuse(
		`${languageName(twice.language)} has two translations`,
		'Keep only one translation for each language.',
	);
}

function readTranslation({ language, text }: IDataObject, refuse: Values['refuse']): Translation {
	const id = readOne(
		language,
		{ label: 'The language of a translation', refuse },
		parseLanguage,
		'Select a language from the list.',
	);
	const about = { label: `The translation for ${languageName(id)}`, refuse };
	const parse = (value: string) => checkLength(value.trim(), about, { max: LONGEST });
	return { language: id, text: readOne(text, about, parse, 'Enter the term in this language.') };
}
