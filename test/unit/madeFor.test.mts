import type { IDataObject } from 'n8n-workflow';

import {
	isOneLanguage,
	onlyLanguageFields,
	onlyLanguageIn,
} from '../../nodes/shared/kinds/madeFor';

test.each<[IDataObject, number | string | undefined]>([
	[{ language: 54, languageTag: 'es-es' }, 54],
	[{ language: '54', languageTag: 'es-es' }, 54],
	[{ language: ' es-es ', languageTag: null }, 54],
	// A field of the user's.
	[{ language: 1 }, undefined],
	[{ language: 999, languageTag: null }, 999],
	[{ language: null, languageTag: 'es_ES' }, 54],
	[{ language: '', languageTag: 'xx-yy ' }, 'xx-yy'],
	[{ language: 'Spanish', languageTag: 'es-mx' }, 58],
	[{ language: null, languageTag: null }, undefined],
	[{ language: '', languageTag: '' }, undefined],
	[{ language: { id: 54 }, languageTag: true }, undefined],
	[{}, undefined],
])('%j is about %j', (item, onlyLanguage) => {
	expect(onlyLanguageIn(item)).toEqual(onlyLanguage === undefined ? {} : { onlyLanguage });
});

test.each([
	[[54], 54],
	[[54, 76], undefined],
	[[], undefined],
])('a task for the languages %j is about %j alone', (targetLanguages, language) => {
	expect(onlyLanguageFields({ targetLanguages }).language).toBe(language);
});

test.each([
	[54, { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' }],
	['xx-yy', { language: null, languageTag: 'xx-yy', languageName: 'xx-yy' }],
	[undefined, {}],
])('%j alone is said as it is read', (onlyLanguage, fields) => {
	expect(onlyLanguageFields({ onlyLanguage })).toEqual(fields);
});

test.each([
	[{ onlyLanguage: 54, targetLanguages: [54, 76] }, true],
	[{ onlyLanguage: 'xx-yy' }, true],
	[{ targetLanguages: [54] }, true],
	[{ targetLanguages: [54, 76] }, false],
	[{}, false],
])('%j is one language: %j', (options, isOne) => {
	expect(isOneLanguage(options)).toBe(isOne);
});
