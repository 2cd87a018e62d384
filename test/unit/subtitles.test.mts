import fc from 'fast-check';
import { parseSync } from 'subtitle';

import { subtitles } from '../../nodes/shared/files/subtitles';

type Spoken = import('../../nodes/shared/files/subtitles').Spoken;

const said = (start: number | null, end: number | null, text: string): Spoken => ({
	start,
	end,
	text,
});
/** What a parser that is not ours reads: `[start ms, end ms, text]`. */
function cuesIn(file: string) {
	return parseSync(file).flatMap(({ type, data }) =>
		type === 'cue' ? [[data.start, data.end, data.text]] : [],
	);
}

const two = [said(0.5, 2.6, 'Bienvenidos al programa.'), said(3, 5.25, 'Hoy hablamos.')];

test('writes SRT, VTT and plain text', () => {
	expect(subtitles(two, 'srt')).toBe(
		'1\n00:00:00,500 --> 00:00:02,600\nBienvenidos al programa.\n\n2\n00:00:03,000 --> 00:00:05,250\nHoy hablamos.\n',
	);
	expect(subtitles(two, 'vtt')).toBe(
		'WEBVTT\n\n00:00:00.500 --> 00:00:02.600\nBienvenidos al programa.\n\n00:00:03.000 --> 00:00:05.250\nHoy hablamos.\n',
	);
	expect(subtitles(two, 'txt')).toBe('Bienvenidos al programa.\nHoy hablamos.\n');
});

test.each<[string, Spoken[], unknown[]]>([
	['nothing said', [said(0, 1, ' \n ')], []],
	[
		'unsorted',
		[...two].reverse(),
		[
			[500, 2600, two[0].text],
			[3000, 5250, two[1].text],
		],
	],
	['a negative start', [said(-3, 1, 'A')], [[0, 1000, 'A']]],
	['an end before the start', [said(2, 1, 'A')], [[2000, 3000, 'A']]],
	[
		'no times',
		[said(null, null, 'A'), said(null, null, 'B')],
		[
			[0, 1000, 'A'],
			[1000, 2000, 'B'],
		],
	],
	['times that are no number', [said(NaN, Infinity, 'A')], [[0, 1000, 'A']]],
	['a time that can not be true', [said(1e300, 2e300, 'A')], [[0, 1000, 'A']]],
	['more than a day', [said(90_000.001, 90_002, 'A')], [[90_000_001, 90_002_000, 'A']]],
	[
		'a longer overlap',
		[said(0, 5, 'A'), said(2, 4, 'B')],
		[
			[0, 2000, 'A'],
			[2000, 4000, 'B'],
		],
	],
	['a word said fast', [said(1, 1.1, 'A')], [[1000, 2000, 'A']]],
	[
		'a word said fast before another',
		[said(1, 1.1, 'A'), said(1.6, 5, 'B')],
		[
			[1000, 1600, 'A'],
			[1600, 5000, 'B'],
		],
	],
	['a text said fast', [said(1, 1.5, 'x'.repeat(40))], [[1000, 3640, 'x'.repeat(40)]]],
	[
		'a text said just slowly enough',
		[said(1, 2.6, 'x'.repeat(40))],
		[[1000, 2600, 'x'.repeat(40)]],
	],
	['Chinese said fast', [said(1, 1.5, '谈'.repeat(20))], [[1000, 3640, '谈'.repeat(20)]]],
	['two at once', [said(1, 3, 'A'), said(1.1, 2, 'B')], [[1000, 3000, 'A\nB']]],
	['two of whom the first ends last', [said(1, 3, 'A'), said(1, 2, 'B')], [[1000, 3000, 'B\nA']]],
	[
		'two that begin 200 ms apart',
		[said(1, 3, 'A'), said(1.2, 2, 'B')],
		[
			[1000, 1200, 'A'],
			[1200, 2200, 'B'],
		],
	],
	['a long text without an end', [said(1, null, 'x'.repeat(30))], [[1000, 2980, 'x'.repeat(30)]]],
	['nothing said before', [said(0, 9, ' '), said(null, null, 'A')], [[0, 1000, 'A']]],
	[
		'the latest time that players read',
		[said(99 * 3600, null, 'A')],
		[[356_400_000, 356_401_000, 'A']],
	],
	['a later one', [said(99 * 3600 + 0.001, null, 'A')], [[0, 1000, 'A']]],
	['lines with spaces around', [said(0, 1, '\n A \n \n B\t')], [[0, 1000, 'A\nB']]],
	['blank lines', [said(0, 1, 'A\r\n\r\n\r\nB\n')], [[0, 1000, 'A\nB']]],
	[
		'lines of other systems',
		[said(0, 1, 'AV\vB\fC')],
		[
			[0, 1000, 'AV\nB'],
			[1000, 2000, 'C'],
		],
	],
	['a long arrow', [said(0, 1, 'A ---> B')], [[0, 1000, 'A → B']]],
	[
		'a number as text',
		[said(0, 1, '42'), said(1, 2, '7')],
		[
			[0, 1000, '42'],
			[1000, 2000, '7'],
		],
	],
	[
		'a time line as text',
		[said(0, 1, '00:00:01,000 --> 00:00:02,000')],
		[[0, 1782, '00:00:01,000 → 00:00:02,000']],
	],
	['control characters', [said(0, 1, 'A\u0000\u001bB\tC')], [[0, 1000, 'A B C']]],
])('gives sensible cues for %s', (_name, spoken, cues) => {
	expect(cuesIn(subtitles(spoken, 'srt'))).toEqual(cues);
	expect(cuesIn(subtitles(spoken, 'vtt'))).toEqual(cues);
});

test('writes no blank line between the lines of a cue', () => {
	expect(subtitles([said(0, 1, '\n A \n\u00a0\n B\t\n')], 'srt')).toBe(
		'1\n00:00:00,000 --> 00:00:01,000\nA\nB\n',
	);
});

test('plain text has one line for each that says something', () => {
	const spoken = [said(0, 1, 'One\nand two.'), said(1, 2, ' \n'), said(2, 3, ' Three. ')];
	expect(subtitles(spoken, 'txt')).toBe('One and two.\nThree.\n');
	expect(subtitles([], 'txt')).toBe('');
});

test('every part of a long text that took no time is shown', () => {
	const cues = cuesIn(subtitles([said(1, 1.002, 'word '.repeat(200))], 'srt'));
	expect(cues.length).toBeGreaterThan(5);
	for (const [start, end] of cues) expect(end).toBeGreaterThan(start as number);
});

test('shows tags as text', () => {
	const spoken = [said(0, 2, '<b>1 < 2</b> & <script>')];
	expect(cuesIn(subtitles(spoken, 'srt'))).toEqual([[0, 2000, '‹b›1 < 2‹/b› & ‹script›']]);
	expect(cuesIn(subtitles(spoken, 'vtt'))).toEqual([
		[0, 2000, '&lt;b&gt;1 &lt; 2&lt;/b&gt; &amp; &lt;script&gt;'],
	]);
	expect(subtitles(spoken, 'txt')).toBe('<b>1 < 2</b> & <script>\n');
});

test.each([
	['between words', 'word '.repeat(40).trim()],
	[
		'between characters, where there are no words',
		'今日は話す機械についてお話しします。'.repeat(8),
	],
	['never inside a character', 'कार्यक्रम'.repeat(30)],
])('breaks long text %s, and shares its time', (_name, text) => {
	const cues = cuesIn(subtitles([said(10, 60, text)], 'srt')) as Array<[number, number, string]>;
	expect(cues.length).toBeGreaterThan(1);
	expect(cues[0][0]).toBe(10_000);
	expect(cues.at(-1)?.[1]).toBe(60_000);
	for (const [index, [start, , lines]] of cues.entries()) {
		if (index > 0) expect(start).toBe(cues[index - 1][1]);
		expect(lines.split('\n').length).toBeLessThanOrEqual(2);
		const characters = [...new Intl.Segmenter().segment(lines.split('\n')[0])];
		expect(characters.length).toBeLessThanOrEqual(42);
	}
	const all = cues.map(([, , lines]) => lines).join('\n');
	expect(all.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
});

test('more than there is time for is shown all the same, each line for a while', () => {
	const spoken = [said(0, 9, 'x'.repeat(84 * 300)), said(0.2, 1, 'B')];
	for (const [start, end] of cuesIn(subtitles(spoken, 'srt')) as Array<[number, number]>) {
		expect(end).toBeGreaterThan(start);
	}
});

const time = fc.option(fc.oneof(fc.double(), fc.double({ min: 0, max: 600 })));
const anything = fc.array(
	fc.record({ start: time, end: time, text: fc.string({ unit: 'grapheme', maxLength: 200 }) }),
	{ maxLength: 20 },
);

test('whatever is said, other parsers read every cue, in order', () => {
	fc.assert(
		fc.property(anything, (spoken) => {
			for (const format of ['srt', 'vtt'] as const) {
				const file = subtitles(spoken, format);
				const cues = cuesIn(file) as Array<[number, number, string]>;
				expect(cues.length).toBe(file.split(' --> ').length - 1);
				for (const [index, [start, end]] of cues.entries()) {
					expect(end).toBeGreaterThan(start);
					if (index > 0) expect(start).toBeGreaterThanOrEqual(cues[index - 1][1]);
					// Less time than it takes to read is left only where the next one begins.
					if (end - start < 1000) expect(cues[index + 1]?.[0]).toBe(end);
				}
			}
		}),
		{ numRuns: 200 },
	);
});
