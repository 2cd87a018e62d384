import {
	allNames,
	languageFields,
	languageIdOf,
	languagesCalled,
} from '../../nodes/shared/camb/language';

test('a text is a language by its place, unless its two letters are the code of another', () => {
	const tagsOf = (text: string) => languagesCalled(text).map(({ tag }) => tag);
	expect(tagsOf('Brazilian')).toEqual(['pt-br']);
	expect(tagsOf('British')).toEqual(['cy-gb', 'en-gb']);
	// Once it was that of Indonesian, and India is no language.
	expect(tagsOf('in')).toEqual(['id-id']);
});

test.each([
	[54, { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' }],
	[999, { language: 999, languageTag: null, languageName: null }],
	['auto', { language: 'auto' }],
	[undefined, {}],
])('an item says of language %j %j', (id, fields) => {
	expect(languageFields(id)).toEqual(fields);
});

test.each<[string, number | undefined]>([
	[' 54 ', 54],
	['54\n', 54],
	['Bosnian (Bosnia and Herzegovina)', 24],
	['bosnian, Bosnia & Herzegovina', 24],
	// Words are not put together to make another one.
	['Ice landic', undefined],
	['en-uk', 35],
])('%j is the number %j', (text, id) => expect(languageIdOf(text)).toBe(id));

test('a code of three letters means all that the one of two does, dialects too', () => {
	const tags = languagesCalled('zho').map(({ tag }) => tag);
	expect(tags).toEqual(languagesCalled('zh').map(({ tag }) => tag));
	expect(tags).toContain('zh-cn-henan');
});

test.each<['whole' | 'alone' | 'places', string, string[] | undefined]>([
	['whole', 'brazil portuguese', ['pt-br']],
	['whole', 'british english', ['en-gb']],
	['whole', 'spain spanish', ['es-es']],
	['whole', '', undefined],
	['alone', 'portuguese', ['pt-br', 'pt-pt']],
	['alone', 'castilian', ['es-es']],
	['places', 'brazil', ['pt-br']],
	['places', 'mexico', ['es-mx']],
	// The code of Norwegian, and no region.
	['places', 'no', undefined],
	['places', 'us', undefined],
])('of the names that are %s, %j means %j', (which, name, tags) => {
	expect(
		allNames()
			[which].get(name)
			?.map(({ tag }) => tag),
	).toEqual(tags);
});
