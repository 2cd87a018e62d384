import { chosen, form, ITEM, refusal } from '../support/form.mts';

import { parametersOf } from '../../nodes/shared/parameters/parameter';
import { language, spokenLanguage, streamLanguage } from '../../nodes/shared/parameters/language';
import { targetLanguages } from '../../nodes/shared/parameters/targetLanguages';
import { languageFields, languageName, languagesCalled } from '../../nodes/shared/camb/language';
import { namesOf } from '../../nodes/shared/camb/languageNames';
import { LANGUAGES } from '../../nodes/shared/camb/languages';

type Parameter = import('../../nodes/shared/parameters/parameter').Parameter<unknown>;

const field = { displayName: 'Language', name: 'language', description: '' };
const reader = (parameter: Parameter) => (value: unknown) =>
	parameter.read(parametersOf(form({ language: chosen(value) }), ITEM));

const ofText = reader(language(field, 'searchSourceLanguages'));
const spoken = reader(spokenLanguage(field));
const streamed = reader(streamLanguage(field));

test.each(LANGUAGES.map(({ id, tag, name }) => [name, tag, id] as const))(
	'%s is one language: %s, %i',
	(name, tag, id) => {
		const spellings = [id, String(id), tag, name, tag.toUpperCase(), tag.replace(/-/g, '_')];
		for (const spelling of [...spellings, ` ${name.toLowerCase()} `]) {
			expect([ofText(spelling), spoken(spelling)]).toEqual([id, id]);
		}
	},
);

test.each<[unknown, number]>([
	['ES-es', 54],
	['en-uk', 35],
	['Polish', 109],
	['pl', 109],
	['norwegian bokmal', 105],
	['Turkish (Turkiye)', 131],
	['Chinese  (China, Henan)', 140],
	[9999, 9999],
	[' 54\n', 54],
])('%j is %i', (value, id) => expect(ofText(value)).toBe(id));

/** In America, but for the United States. */
const LATIN_SPANISH = LANGUAGES.map(({ tag }) => tag).filter(
	(tag) => tag.startsWith('es-') && !['es-es', 'es-gq', 'es-us'].includes(tag),
);

describe('what people and models call a language', () => {
	test.each([
		['en-us', 'English (US)', 'english us', 'US English', 'American English', 'English (U.S.)'],
		['en-gb', 'English (UK)', 'British English', 'English, United Kingdom', 'en-GB-oxendict'],
		[
			'pt-br',
			'Brazilian',
			'Brazil',
			'pt-419',
			'Latin American Portuguese',
			'pt-BR',
			'por-BR',
			'Brazilian Portuguese',
			'Português (Brasil)',
			'Portuguese/Brazil',
		],
		['es-mx', 'Mexican Spanish', 'Español (México)', 'es_MX'],
		['ar-eg', 'Egyptian Arabic', 'Arabic (EG)'],
		['ar-xa', 'Modern Standard Arabic'],
		['bn-in', 'Bangla (India)'],
		['fa-ir', 'Farsi', 'fas', 'فارسی'],
		['fil-ph', 'Filipino', 'fil'],
		['he-il', 'iw', 'iw-IL'],
		['ja-jp', '日本語', 'jpn'],
		['nb-no', 'no', 'no-NO', 'Norwegian', 'nob'],
		['nl-be', 'Flemish'],
		['tl-ph', 'Tagalog', 'tl'],
		['tr-tr', 'Turkish (Turkey)', 'tur'],
		['uz-uz', 'uz-Latn-UZ', "o'zbek (UZ)"],
		['zh-cn', 'zh-Hans', 'cmn-Hans-CN', 'Chinese (Simplified)', 'Mandarin (China)', 'cmn-CN'],
		['zh-cn-henan', 'Chinese (Henan)'],
		['zh-hk', 'Cantonese', 'yue-HK', 'zh-Hant-HK'],
		['zh-tw', 'zh-Hant-TW', 'Taiwanese Mandarin'],
	])('is %s', (tag, ...names) => {
		const { id, locale } = LANGUAGES.find((language) => language.tag === tag)!;
		for (const name of names) {
			expect([name, ofText(name), spoken(name)]).toEqual([name, id, id]);
			expect([name, streamed(name)]).toEqual([name, locale ?? tag]);
		}
	});

	test.each([
		['Mandarin', 'zh-cn', 'zh-tw'],
		['Traditional Chinese', 'zh-hk', 'zh-tw'],
		['zh-Hant', 'zh-hk', 'zh-tw'],
		['Deutsch', 'de-at', 'de-ch', 'de-de'],
		['deu', 'de-at', 'de-ch', 'de-de'],
		['Bangla', 'bn-bd', 'bn-in'],
		['British', 'cy-gb', 'en-gb'],
		['Latin American Spanish', ...LATIN_SPANISH],
		['es-419', ...LATIN_SPANISH],
		['Spanish (LatAm)', ...LATIN_SPANISH],
	])('%s may be several', async (name, ...tags) => {
		expect(languagesCalled(name).map(({ tag }) => tag)).toEqual(tags);
		for (const read of [ofText, spoken, streamed]) {
			const [, advice] = await refusal(() => read(name));
			expect(advice).toContain(tags[0]);
		}
	});

	// A region that the language is not spoken in, and another script than it is written in here.
	test.each([['ar-es'], ['sr-Latn'], ['nn-NO'], ['French, Spanish'], ['zh-CN-x'], ['es-419-x']])(
		'%s is none of them',
		(name) => expect(languagesCalled(name)).toEqual([]),
	);

	test('is that language alone, with each of its regions', () => {
		for (const language of LANGUAGES) {
			const { languages, regions } = namesOf(language);
			const names = languages.flatMap((name) => regions.map((region) => `${region} ${name}`));
			for (const name of names) expect([name, languagesCalled(name)]).toEqual([name, [language]]);
		}
	});
});

test.each([['Spanish'], ['es'], [' ES ']])('%j may be one of several', async (value) => {
	for (const read of [ofText, spoken, streamed]) {
		const [message, advice] = await refusal(() => read(value));
		expect(message).toMatch(new RegExp(`^Language "${value.trim()}" .*22`));
		expect(advice).toMatch(/Spanish \(Argentina\), .+ 17 more\. .*es-ar\.$/);
		expect(advice.match(/Spanish \(/g)).toHaveLength(5);
	}
	const [, advice] = await refusal(() => ofText('Swahili'));
	expect(advice).toContain(': Swahili (Kenya), Swahili (Tanzania). ');
});

test.each([
	['Klingon'],
	['Spanish (Mars)'],
	['xx-yy-zz-1'],
	['0'],
	['054'],
	['5.4'],
	['54x'],
	['5e3'],
	['-54'],
	['5,400'],
	['9007199254740993'],
])('%j is none', async (value) => {
	for (const read of [ofText, spoken, streamed]) {
		const [message, advice] = await refusal(() => read(value));
		expect(message).toMatch(`Language "${value}" is not`);
		expect(advice).toMatch(/list.+\b54\b.+es-es.+Spanish \(Spain\)/);
	}
});

test('an empty field is none, and is not detected', async () => {
	for (const read of [ofText, spoken, streamed]) {
		for (const value of ['', ' ', null, undefined]) {
			expect((await refusal(() => read(value)))[0]).toBe('Language is empty');
		}
	}
});

test.each([['auto'], [' AUTO '], ['Detect  automatically']])(
	'%j is detected where CAMB.AI listens, and only there',
	async (value) => {
		expect(spoken(value)).toBe('auto');
		for (const read of [ofText, streamed]) {
			const [message, advice] = await refusal(() => read(value));
			expect(message).toMatch(/^Language .*detected/);
			expect(advice).toMatch(/Only.+Choose the language/);
		}
	},
);

describe('streamed speech', () => {
	test.each<[string, unknown, string]>([
		['its own name', 35, 'en-uk'],
		['its own name for a tag', 'en-gb', 'en-uk'],
		['its own name for a name', 'English (United Kingdom)', 'en-uk'],
		['the tag of a language that it has no name for', 20, 'az-az'],
		['a tag that came after this package', ' xx-yy\n', 'xx-yy'],
		['a new tag of three letters', 'XXX_YY', 'xxx-yy'],
		['a new tag with a region', 'xx-yy-region', 'xx-yy-region'],
	])('is told %s', (_what, value, locale) => expect(streamed(value)).toBe(locale));

	test.each([['xx'], ['x-yy'], ['xxxx-yy'], ['xx-y'], ['xx-yyy'], ['xx-yy-'], [9999]])(
		'has no %j',
		async (value) => {
			expect((await refusal(() => streamed(value)))[0]).toMatch(`Language "${value}" is not`);
		},
	);
});

describe('several languages to translate into', () => {
	const read = (value: unknown) =>
		targetLanguages().read(parametersOf(form({ targetLanguages: value } as never), ITEM));

	test.each<[unknown, number[]]>([
		[
			[76, '54', 'German (Austria)'],
			[76, 54, 29],
		],
		['fr-fr, 54', [76, 54]],
		['fr-fr 54', [76, 54]],
		['zh_cn_henan  54, 76 81', [140, 54, 76, 81]],
		['French (France), Chinese (China, Henan); Polish\n81', [76, 140, 109, 81]],
		['Norwegian Bokmål', [105]],
		[54, [54]],
		[[], []],
		[undefined, []],
	])('%j are %j', (value, ids) => expect(read(value)).toEqual(ids));

	test('are each chosen once', async () => {
		expect(await refusal(() => read(['54', 'es-es']))).toEqual([
			expect.stringMatching(/^Spanish \(Spain\) .*twice/),
			expect.stringMatching(/only once/),
		]);
	});

	test.each<[unknown, RegExp]>([
		[['auto'], /^Target Language .*detected/],
		['54, detect automatically', /^Target Language .*detected/],
		[['Klingon'], /^Target Language "Klingon" is not/],
		['Polish 54', /^Target Language "Polish 54" is not/],
		['54, Spanish', /^Target Language "Spanish" .*22/],
		['Spanish (Mars)', /^Target Language "Spanish \(Mars\)" is not/],
	])('%j are turned down', async (value, message) => {
		expect((await refusal(() => read(value)))[0]).toMatch(message);
	});
});

test('a language has a name, if only its number', () => {
	expect([54, 9999].map(languageName)).toEqual(['Spanish (Spain)', 'Language 9999']);
	expect(languagesCalled('')).toEqual([]);
});

test.each([
	[54, { language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' }],
	[999, { language: 999, languageTag: null, languageName: null }],
	['auto', { language: 'auto' }],
	[undefined, {}],
])('an item says of language %j %j', (id, fields) => {
	expect(languageFields(id)).toEqual(fields);
});
