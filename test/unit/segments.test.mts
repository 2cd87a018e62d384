import { readSegments, textOf, durationOf } from '../../nodes/shared/camb/segments';

const hola = { start: 0.5, end: 2.8, speaker: 'SPEAKER_00', text: 'Hola' };

test.each<[string, unknown, unknown[]]>([
	['a list of segments', [hola], [hola]],
	['times as text', [{ ...hola, start: '0.5', end: ' 2.8 ' }], [hola]],
	['other members', [{ ...hola, confidence: 1 }], [hola]],
	[
		'words',
		[{ ...hola, words: [{ word: 'Hola' }, null, 1] }],
		[{ ...hola, words: [{ word: 'Hola' }] }],
	],
	['no words', [{ ...hola, words: null }], [hola]],
	['nothing in it', [{}], [{ start: null, end: null, speaker: '', text: '' }]],
	[
		'odd times',
		[{ start: 'soon', end: {}, text: 3 }],
		[{ start: null, end: null, speaker: '', text: '3' }],
	],
	[
		'times that are no numbers',
		[{ ...hola, start: ' ', end: true }],
		[{ ...hola, start: null, end: null }],
	],
	['times without end', [{ ...hola, end: 'Infinity' }], [{ ...hola, end: null }]],
	['white space around', [{ ...hola, speaker: ' SPEAKER_00 ', text: ' Hola\n' }], [hola]],
	['a speaker by number', [{ ...hola, speaker: 1 }], [{ ...hola, speaker: '1' }]],
	['odd texts', [{ ...hola, text: { es: 'Hola' } }], [{ ...hola, text: '' }]],
	['words that are none', [{ ...hola, words: 'Hola' }], [hola]],
	['an empty list of words', [{ ...hola, words: [[], null] }], [hola]],
	['bare texts', ['Hola', ' '], [{ start: null, end: null, speaker: '', text: 'Hola' }]],
	['no segments in the list', [null, 7, [hola]], []],
	['no list', { transcript: [hola] }, []],
	['nothing', undefined, []],
])('reads %s', (_name, transcript, segments) => {
	expect(readSegments(transcript)).toEqual(segments);
});

test('joins texts and finds the end', () => {
	const segments = readSegments([{ ...hola, end: 9 }, { ...hola, text: '' }, { text: 'Adiós' }]);
	expect(textOf(segments)).toBe('Hola Adiós');
	expect(durationOf(segments)).toBe(9);
	expect(durationOf([])).toBeNull();
	expect(durationOf(readSegments([{ text: 'Hola' }, { text: 'Adiós' }]))).toBeNull();
	expect(durationOf(readSegments([{ text: 'Hola' }, { end: 0 }]))).toBe(0);
});
