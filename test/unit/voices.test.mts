import { rowsIn } from '../../nodes/shared/camb/rows';
import { searchTextOf, voicesIn } from '../../nodes/shared/camb/voices';
import { hasWords } from '../../nodes/shared/core/words';
import { voiceFields } from '../../nodes/shared/kinds/voice/voiceFields';

const zoe = {
	id: 3,
	voice_name: 'Zoe',
	gender: 2,
	age: 31,
	language: 54,
	description: 'Warm',
	is_published: true,
	signed_url: 'https://files.example/zoe',
};
const readZoe = {
	voiceId: 3,
	name: 'Zoe',
	gender: 'female',
	age: 31,
	language: 54,
	description: 'Warm',
	isShared: true,
	sampleUrl: 'https://files.example/zoe',
} as const;
const nobody = {
	name: 'Voice 7',
	gender: null,
	age: null,
	language: null,
	description: null,
	isShared: false,
	sampleUrl: null,
};

test.each<[object, object[]]>([
	[zoe, [readZoe]],
	[{ ...zoe, gender: 1, is_published: false }, [{ ...readZoe, gender: 'male', isShared: false }]],
	[{ id: '7', age: '31', language: '54' }, [{ voiceId: 7, ...nobody, age: 31, language: 54 }]],
	[
		{
			id: 7,
			voice_name: ' ',
			gender: 9,
			age: 'old',
			language: 1.5,
			description: {},
			is_published: 'true',
			signed_url: 5,
		},
		[{ voiceId: 7, ...nobody }],
	],
	[{ voice_name: 'Nobody' }, []],
	[{ id: null }, []],
	[{ id: [7] }, []],
	[{ id: 'seven' }, []],
])('of the row %j only what makes sense is read', (row, voices) => {
	expect(voicesIn([row as never])).toEqual(voices);
});

test('a search looks at all that people call a voice by', () => {
	const text = searchTextOf(readZoe);
	for (const word of ['3', 'zoe', 'female', 'spain', 'es-es', 'castilian', 'espanol', 'warm']) {
		expect([word, hasWords(text, word)]).toEqual([word, true]);
	}
	expect(searchTextOf({ voiceId: 7, ...nobody })).toBe('7 Voice 7');
});

test.each([
	['Zoe, female', 'FEMALE zoe', true],
	['Zoe, female', '  ', true],
	['Zoe, female', 'zoe tall', false],
	['Zoë, female', 'zoe', true],
	['Zoe, female', 'ZOË', true],
	['Zoe, female', 'male', false],
	['Adam, Male', 'male', true],
	['Adam, male, speaks like a female', 'male', true],
])('%j has the words %j: %j', (text, search, has) => {
	expect(hasWords(text, search)).toBe(has);
});

test('an item says what the list says, without the link; an agent gets less', () => {
	expect(voiceFields(readZoe, false)).toEqual({
		voiceId: 3,
		name: 'Zoe',
		gender: 'female',
		age: 31,
		language: 54,
		languageTag: 'es-es',
		languageName: 'Spanish (Spain)',
		description: 'Warm',
		isShared: true,
	});
	expect(voiceFields(readZoe, true)).toEqual({
		voiceId: 3,
		name: 'Zoe',
		gender: 'female',
		languageName: 'Spanish (Spain)',
	});
	expect(voiceFields({ voiceId: 7, ...nobody }, true)).toHaveProperty('languageName', null);
	expect(voiceFields({ voiceId: 7, ...nobody }, false)).not.toHaveProperty('language');
});

test.each<[unknown, unknown]>([
	[[zoe, null, 'voice', 5], [zoe]],
	[{ voices: [zoe] }, [zoe]],
	[[], []],
	[{ voices: 'none' }, undefined],
	[null, undefined],
	['voices', undefined],
])('the rows of %j', (body, rows) => {
	expect(rowsIn(body)).toEqual(rows);
});
