import { chosen, form, ITEM, refusal } from '../support/form.mts';
import { built } from '../support/harness.mts';

type Module = typeof import('../../nodes/shared/fields/language');
const {
	languageByTag,
	languageName,
	readLanguage,
	readLocale,
	readSpokenLanguage,
	toKnownLanguage,
} = built<Module>('nodes/shared/fields/language.js');
const { readTargetLanguages } = built<typeof import('../../nodes/shared/fields/targetLanguages')>(
	'nodes/shared/fields/targetLanguages.js',
);

type Read = (...args: Parameters<Module['readLanguage']>) => unknown;
const readWith = (read: Read) => (value: unknown) =>
	read(form({ language: chosen(value) }), ITEM, 'language', 'Language');

const EMPTY = ['Language is empty', 'Select a language from the list.'];
const ADVICE = 'Select it from the list, or enter its ID, such as 54, or its tag, such as es-es.';

describe('the language of a field', () => {
	const read = readWith(readLanguage);

	test.each<[unknown, number]>([
		[54, 54],
		['54', 54],
		[' 54 ', 54],
		['es-es', 54],
		[' ES_ES\n', 54],
		['en-gb', 35],
		['en-uk', 35],
		[9999, 9999],
	])('%j is %i', (value, id) => {
		expect(read(value)).toBe(id);
	});

	test.each([[''], [' '], [null], [undefined]])('%j is empty', async (value) => {
		expect(await refusal(() => read(value))).toEqual(EMPTY);
	});

	test('a field that the form does not have is empty', async () => {
		for (const each of [readLanguage, readSpokenLanguage, readLocale] as Read[]) {
			expect(await refusal(() => each(form({}), ITEM, 'language', 'Language'))).toEqual(EMPTY);
		}
	});

	test.each([
		['Spanish', 'Spanish'],
		['es', 'es'],
		['0', '0'],
		['054', '054'],
		['5.4', '5.4'],
		['54x', '54x'],
		['x54', 'x54'],
		['-54', '-54'],
		['auto', 'auto'],
		['x'.repeat(50), 'x'.repeat(40)],
	])('%j is none', async (value, shown) => {
		expect(await refusal(() => read(value))).toEqual([
			`Language "${shown}" is not recognized`,
			ADVICE,
		]);
	});
});

describe('the language of something that is heard', () => {
	const read = readWith(readSpokenLanguage);

	test.each<[unknown, number | 'auto']>([
		['auto', 'auto'],
		[' AUTO ', 'auto'],
		[54, 54],
		['es-es', 54],
	])('%j is %j', (value, language) => {
		expect(read(value)).toBe(language);
	});

	test.each([[''], [null]])('%j is empty, not detected', async (value) => {
		expect(await refusal(() => read(value))).toEqual(EMPTY);
	});
});

describe('the language of streamed speech', () => {
	const read = readWith(readLocale);

	test.each<[string, unknown, string]>([
		['its own name for it', 35, 'en-uk'],
		['its own name for a tag', 'en-gb', 'en-uk'],
		['that name itself', 'en-uk', 'en-uk'],
		['a tag in another spelling', ' ES_es ', 'es-es'],
		['the tag of a language that it has no name for', 20, 'az-az'],
		['a tag that came after this package', ' xx-yy\n', 'xx-yy'],
		['a new tag of three letters', 'XXX_YY', 'xxx-yy'],
		['a new tag with a region', 'xx-yy-region', 'xx-yy-region'],
	])('is %s', (_what, value, locale) => {
		expect(read(value)).toBe(locale);
	});

	test.each([
		['xx'],
		['x-yy'],
		['xxxx-yy'],
		['xx-y'],
		['xx-yyy'],
		['xx-yy-'],
		['xx-yy-9'],
		['1xx-yy'],
	])('%j is none', async (value) => {
		expect(await refusal(() => read(value))).toEqual([
			`Language "${value}" is not recognized`,
			ADVICE,
		]);
	});

	test('has no name for an ID that nobody knows', async () => {
		expect(await refusal(() => read(9999))).toEqual([
			'Language 9999 is not recognized',
			'Select it from the list, or enter its tag, such as es-es.',
		]);
		expect(await refusal(() => read(null))).toEqual(EMPTY);
	});
});

describe('languages elsewhere', () => {
	test('are known by number, tag and the name of streamed speech', () => {
		const values = [' 54 ', ' es_ES ', 'en-uk', 9999, 'Spanish', '', null];
		expect(values.map(toKnownLanguage)).toEqual([
			54,
			54,
			35,
			9999,
			undefined,
			undefined,
			undefined,
		]);
		expect(languageByTag(' ES_ES ')?.id).toBe(54);
	});

	test('have a name, if only their number', () => {
		expect([54, 9999].map(languageName)).toEqual(['Spanish (Spain)', 'Language 9999']);
	});
});

describe('several languages to translate into', () => {
	const read = (value: unknown) => readTargetLanguages(form({}), ITEM, value);

	test.each<[unknown, number[]]>([
		[
			[76, '54'],
			[76, 54],
		],
		['fr-fr, 54', [76, 54]],
		[[], []],
		[undefined, []],
	])('%j are %j', (value, ids) => {
		expect(read(value)).toEqual(ids);
	});

	test.each<[unknown, string, string]>([
		[
			['auto'],
			'A target language cannot be detected',
			'Automatic detection only works for the source language. Choose the languages to translate into.',
		],
		[
			['54', [' Auto ']],
			'A target language cannot be detected',
			'Automatic detection only works for the source language. Choose the languages to translate into.',
		],
		[
			['54', 'es-es'],
			'Spanish (Spain) is selected twice',
			'Select each target language only once.',
		],
		[['Klingon'], 'Target Language "Klingon" is not recognized', ADVICE],
	])('%j are turned down', async (value, ...told) => {
		expect(await refusal(() => read(value))).toEqual(told);
	});
});
