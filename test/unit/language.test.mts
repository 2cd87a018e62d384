import { languageFields } from '../../nodes/shared/camb/language';

test.each([
	[54, { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' }],
	[999, { language: 999, languageTag: null, languageName: null }],
	['auto', { language: 'auto' }],
	[undefined, {}],
])('an item says of language %j %j', (id, fields) => {
	expect(languageFields(id)).toEqual(fields);
});
