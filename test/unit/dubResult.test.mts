import { readDubResult, byLanguage } from '../../nodes/shared/kinds/dub/dubResult';

const v = 'https://example.com/v.mp4';
const a = 'https://example.com/a.flac';
const made = { video_url: v, audio_url: a, transcript: [] };
const read = { key: null, video: v, audio: a, transcript: [] };
const soundAlone = { ...made, video_url: null };

test.each<[string, unknown, unknown[]]>([
	['one language', made, [read]],
	[
		'the old names',
		{ output_video_url: v, output_audio_url: a },
		[{ ...read, transcript: undefined }],
	],
	['new names before old ones', { ...made, output_video_url: 'https://example.com/old' }, [read]],
	['old names beside null', { ...made, video_url: null, output_video_url: v }, [read]],
	['sound alone', soundAlone, [{ ...read, video: undefined }]],
	['a link in an object', { ...made, video_url: { output_url: v } }, [read]],
	['a link that is none', { ...made, video_url: 'soon' }, [{ ...read, video: undefined }]],
	[
		'a map',
		{ '54': made, 'fr-fr': made },
		[
			{ ...read, key: '54' },
			{ ...read, key: 'fr-fr' },
		],
	],
	['a map with gaps', { '54': made, '76': null, status: 'done' }, [{ ...read, key: '54' }]],
	['a transcript alone', { transcript: 'Hola' }, [{ key: null, transcript: 'Hola' }]],
	['an empty map', {}, []],
	['a list', [made], [{ ...read, key: '0' }]],
	['text', 'done', []],
	['nothing', null, []],
	['no body', undefined, []],
])('reads %s', (_name, body, entries) => {
	expect(readDubResult(body)).toEqual(entries);
});

/** The language and the key in the result, in the order of the items. */
function order(keys: Array<string | null>, targets: Array<number | string>) {
	const entries = keys.map((key) => ({ ...read, key }));
	return byLanguage(entries, targets).map(({ languageTag, entry }) => [
		languageTag,
		entry && entry.key,
	]);
}

test.each<[string, Array<string | null>, Array<number | string>, unknown[]]>([
	['a key nobody knows, by itself', ['klingon'], ['klingon'], [['klingon', 'klingon']]],
	[
		'such a key, of another one',
		['klingon'],
		['xx-yy'],
		[
			['xx-yy', undefined],
			['klingon', 'klingon'],
		],
	],
	['one target', [null], [54], [['es-es', null]]],
	[
		'ids, in the order asked for',
		['54', '76'],
		[76, 54],
		[
			['fr-fr', '76'],
			['es-es', '54'],
		],
	],
	[
		'tags',
		['ES_ES', 'fr-fr'],
		[54, 76],
		[
			['es-es', 'ES_ES'],
			['fr-fr', 'fr-fr'],
		],
	],
	[
		'names',
		['french (FR)', 'Spanish (ES)'],
		[54, 76],
		[
			['es-es', 'Spanish (ES)'],
			['fr-fr', 'french (FR)'],
		],
	],
	[
		'names with white space around them',
		[' French (France) ', ' 54'],
		[54, 76],
		[
			['es-es', ' 54'],
			['fr-fr', ' French (France) '],
		],
	],
	[
		'what only begins like a number',
		['54th'],
		[76, 54],
		[
			['fr-fr', undefined],
			['es-es', undefined],
			['54th', '54th'],
		],
	],
	[
		'what only ends like a number',
		['no54'],
		[76, 54],
		[
			['fr-fr', undefined],
			['es-es', undefined],
			['no54', 'no54'],
		],
	],
	[
		'a language under two names',
		['54', 'es-es'],
		[54],
		[
			['es-es', '54'],
			['es-es', 'es-es'],
		],
	],
	[
		'a key nobody knows beside a language not asked for',
		['76', 'klingon'],
		[54],
		[
			['es-es', 'klingon'],
			['fr-fr', '76'],
		],
	],
	[
		'one key nobody knows, where two languages lack',
		['klingon'],
		[54, 76],
		[
			['es-es', undefined],
			['fr-fr', undefined],
			['klingon', 'klingon'],
		],
	],
	[
		'a language not made',
		['54'],
		[54, 76],
		[
			['es-es', '54'],
			['fr-fr', undefined],
		],
	],
	[
		'a language not asked for',
		['54', '76'],
		[54],
		[
			['es-es', '54'],
			['fr-fr', '76'],
		],
	],
	[
		'one key nobody knows',
		['54', 'klingon'],
		[54, 76],
		[
			['es-es', '54'],
			['fr-fr', 'klingon'],
		],
	],
	[
		'two keys nobody knows',
		['x', 'y'],
		[54],
		[
			['es-es', undefined],
			['x', 'x'],
			['y', 'y'],
		],
	],
	['a language we do not know', ['999'], [999], [[null, '999']]],
	['no targets known', ['54'], [], [['es-es', '54']]],
	['no targets known, and no key', [null], [], [[null, null]]],
])('puts %s in order', (_name, keys, targets, languages) => {
	expect(order(keys, targets)).toEqual(languages);
});

test.each<[string, string | null, number[], object]>([
	[
		'asked for',
		'54',
		[54],
		{ language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' },
	],
	[
		'not asked for',
		'54',
		[],
		{ language: 54, languageTag: 'es-es', languageName: 'Spanish (Spain)' },
	],
	[
		'we do not know',
		'999',
		[999],
		{ language: 999, languageTag: null, languageName: 'Language 999' },
	],
	[
		'we do not know, and not asked for',
		'999',
		[],
		{ language: 999, languageTag: null, languageName: 'Language 999' },
	],
	[
		'that only has a name',
		'klingon',
		[],
		{ language: null, languageTag: 'klingon', languageName: 'klingon' },
	],
	['without a name', null, [], { language: null, languageTag: null, languageName: null }],
])('a language %s is called', (_name, key, targets, called) => {
	const entry = { ...read, key };
	expect(byLanguage([entry], targets)).toEqual([{ ...called, entry }]);
});

test.each(['video_url', 'audio_url', 'output_video_url', 'output_audio_url', 'transcript'])(
	'a language with only %s is a language',
	(member) => {
		expect(readDubResult({ '54': { [member]: null } })).toMatchObject([{ key: '54' }]);
	},
);
