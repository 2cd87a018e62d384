import fc from 'fast-check';

import { cutText, lengthOf } from '../../nodes/shared/core/cutText';
import { holds } from '../support/property.mts';

const WORDS = [
	...['a', 'Hello', 'Dr.', 'z. B.', '3,000.50', 'café', 'e\u0301\u0308', 'über', 'naïve', "don't"],
	...['今日は', '天気が', 'いい。', 'สวัสดีครับ', 'วันนี้', 'مرحبا بالعالم', '؟', 'नमस्ते', '안녕'],
	...['👩‍👩‍👧‍👦', '🇩🇪', '❤️', '[laughter]', '[HH AH0 L OW1]', '<break time="400ms"/>', '{p}'],
	...['[', ']', '<', '“Yes!”', 'end.', 'what?', ';', '—', 'x'.repeat(40), '\ud7ff', '\u200b'],
];
const SPACES = ['', '', ' ', ' ', ' ', '\n', '\n\n', '\r\n', '\u2028', '\u00a0', '   ', '\t\n \n'];
const TAGS = ['[laughter]', '[HH AH0 L OW1]', '<break time="400ms"/>'];
const textOf = (words: string[], spaces = SPACES) =>
	fc
		.array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...spaces)), {
			minLength: 10,
			maxLength: 300,
			size: 'max',
		})
		.map((parts) => parts.flat().join(''));
const text = textOf(WORDS);
/** Nothing but words, tags and marks: no better place to cut than within them. */
const tagged = textOf(
	[...TAGS, 'Hello', '\u0301x', 'e\u0301\u0308', '👩‍👩‍👧‍👦', '🇩🇪', '❤️'],
	['', '', ' '],
);
const languages = fc.constantFrom('en-us', 'en-uk', 'ja-jp', 'th-th', 'zh-cn-sichuan', 'ar-sa', '');

const solid = (all: string) => all.replace(/[\s\u200b]/g, '');

test('nothing is lost or doubled but space, and no piece is too long or empty', async () => {
	await holds(
		'cutText',
		fc.record({ all: text, longest: fc.integer({ min: 60, max: 400 }), language: languages }),
		({ all, longest, language }) => {
			const pieces = cutText(all, longest, language).map((piece) => piece.text);
			expect(solid(pieces.join(''))).toBe(solid(all));
			for (const piece of pieces) {
				expect(lengthOf(piece)).toBeLessThanOrEqual(longest);
				expect(piece).toBe(piece.trim());
				expect(solid(piece)).not.toBe('');
			}
			// As even as can be: no crumb, which the API refuses.
			if (lengthOf(all) > longest && !/\s{2}|\u200b/.test(all)) {
				for (const piece of pieces) expect(lengthOf(piece)).toBeGreaterThan(longest * 0.25);
			}
		},
	);
});

test('no tag and no character as people see it is cut', async () => {
	const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
	await holds('tags', fc.tuple(tagged, languages), ([well, language]) => {
		const pieces = cutText(well, 300, language).map((piece) => piece.text);
		for (const tag of TAGS) {
			const count = (among: string) => among.split(tag).length;
			const found = pieces.reduce((sum, piece) => sum + count(piece) - 1, 1);
			expect([tag, found]).toEqual([tag, count(well)]);
		}
		const whole = new Set([...graphemes.segment(well)].map(({ segment }) => segment));
		for (const piece of pieces) {
			const [first] = graphemes.segment(piece);
			if (first && !/\s/.test(first.segment)) expect(whole).toContain(first.segment);
		}
	});
});

test.each([
	['letters without a space', 'x'.repeat(200_000), 'en-us'],
	['emoji', '👩‍👩‍👧‍👦'.repeat(20_000), 'en-us'],
	['flags', '🇩🇪'.repeat(50_000), 'de-de'],
	['Thai', 'สวัสดีครับวันนี้อากาศดีมาก'.repeat(7500), 'th-th'],
	['Japanese', '今日は天気がいいですね。'.repeat(16_000), 'ja-jp'],
	['Japanese without a full stop', '今日は天気がいいですね'.repeat(16_000), 'ja-jp'],
	['Arabic', 'مرحبا بالعالم، كيف الحال؟ '.repeat(7500), 'ar-sa'],
	['open brackets', '[<{'.repeat(60_000), 'en-us'],
	['tags', '[laughter]'.repeat(20_000), 'en-us'],
	['a letter of 200,000 marks', `e${'\u0301'.repeat(200_000)}`, 'en-us'],
	['lines', 'a\n'.repeat(100_000), 'en-us'],
	['space', `a${' '.repeat(200_000)}b`, 'en-us'],
])('%s: 200,000 characters come to an end', (_, all, language) => {
	const pieces = cutText(all, 3000, language);
	expect(solid(pieces.map((piece) => piece.text).join(''))).toBe(solid(all));
	const lengths = pieces.map((piece) => lengthOf(piece.text));
	expect(Math.max(...lengths)).toBeLessThanOrEqual(3000);
	expect(Math.min(...lengths)).toBeGreaterThanOrEqual(3);
	expect(pieces.length).toBeLessThan(110);
});
