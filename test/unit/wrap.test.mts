import fc from 'fast-check';

import { wrap } from '../../nodes/shared/files/wrap';
import { columnsOf } from '../../nodes/shared/files/columns';

const family = '👨‍👩‍👧‍👦';

test.each<[string, string, number]>([
	['letters', 'Grüße, “quoted” — yes', 21],
	['letters with marks apart', 'e\u0301a\u0308', 2],
	['Chinese', '今天来谈', 8],
	['Japanese with its signs', '「はい」、ー。', 14],
	['Japanese of half width', 'ﾃｽﾄ', 3],
	['Korean', '안녕', 4],
	['rare Chinese', '𠮷', 2],
	['wide letters', 'ＡＢ', 4],
	['Thai, whose vowels stand above', 'ที่นี่', 2],
	['Hindi', 'हिन्दी', 2],
	['emoji', '😀', 2],
	['an emoji made of several', family, 2],
	['a flag', '🇪🇸', 2],
	['a sign shown as emoji', '❤️', 2],
	['the same as text', '❤', 1],
	['what nobody sees', '\u200b\u00ad', 0],
	['marks without a letter', '\u0301\u0302', 0],
])('%s: %j', (_name, text, columns) => {
	expect(columnsOf(text)).toBe(columns);
});

test.each<[string, string, string[]]>([
	['a short text', 'one', ['one']],
	['words that just fit', 'one two 90', ['one two 90']],
	['words that do not fit', 'one two 901', ['one two', '901']],
	['a word that just fits', '1234567890', ['1234567890']],
	['a word that just fits, among others', 'a 1234567890 b', ['a', '1234567890', 'b']],
	['a word that is too long', '1234567890abc', ['1234567890', 'abc']],
	['a word twice too long', '1234567890'.repeat(2), ['1234567890', '1234567890']],
	['more behind a long word', '1234567890abc d', ['1234567890', 'abc d']],
	['a long word behind more', 'a 1234567890abc', ['a', '1234567890', 'abc']],
	[
		'characters of several code points',
		`${family.repeat(2)} ${family.repeat(2)} e\u0301`,
		[`${family.repeat(2)} ${family.repeat(2)}`, 'e\u0301'],
	],
	['Chinese, between words', '今天我们来谈人工智能', ['今天我们来', '谈人工智能']],
	['Japanese, with signs that stay', '「東京」です。はい。', ['「東京」', 'です。', 'はい。']],
	['a word of Thai', 'วันนี้เครื่องจักร', ['วันนี้', 'เครื่องจักร']],
	['Korean, between spaces', '안녕하세요 여러분', ['안녕하세요', '여러분']],
	['a sign behind a space', 'Vous êtes ! Moi', ['Vous', 'êtes ! Moi']],
	['a sign before a space', 'Il dit : « Où ? »', ['Il dit :', '« Où ? »']],
	['words joined by signs', 'a well-known man', ['a', 'well-known', 'man']],
	['a name in Chinese', '我爱n8n和Node', ['我爱n8n和', 'Node']],
	['small letters', 'アッアッアッアッ', ['アッアッ', 'アッアッ']],
	['nothing but signs', '！！！！！！', ['！！！！！', '！']],
	['nothing but opening signs', '('.repeat(12), ['('.repeat(10), '((']],
	['a sign at the end of a long word', '1234567890)x', ['123456789', '0)x']],
	['signs at the end of a long word', '123456789))abcdefg', ['12345678', '9))abcdefg']],
	['an opening sign in a long word', '123456789(abc)', ['123456789', '(abc)']],
	['a word with signs behind Chinese', '我们well-known人', ['我们', 'well-known', '人']],
	['Chinese behind a word', 'abcdefgh我们', ['abcdefgh', '我们']],
	['a number behind Chinese', '今天我们3.14', ['今天我们', '3.14']],
	['a word with a sign behind a space', 'one two three.', ['one two', 'three.']],
	['several signs behind a space', 'Vous êtes ?! Moi', ['Vous', 'êtes ?!', 'Moi']],
	['a word behind a sign and a word', '« Où est Anne', ['« Où est', 'Anne']],
	['opening signs between spaces', '1234 « “ Oui', ['1234', '« “ Oui']],
])('%s, in lines of ten columns', (_name, text, lines) => {
	expect(wrap(text, 10)).toEqual(lines);
});

const WORDS = [
	'今日',
	'機械',
	'東京',
	'話します',
	'オリンピック',
	'チケット',
	'医疗',
	'未来',
	'Node',
	'42',
];
const CLOSING = ['。', '、', '」', '！', '）', '，'];
const phrase = fc
	.tuple(
		fc.constantFrom('', '「', '（'),
		fc.constantFrom(...WORDS),
		fc.constantFrom('', ...CLOSING),
	)
	.map((parts) => parts.join(''));

test('whatever is said in Chinese and Japanese, lines fit, and signs stay with their words', () => {
	fc.assert(
		fc.property(fc.array(phrase, { minLength: 1, maxLength: 60 }), (phrases) => {
			const text = phrases.join('');
			const lines = wrap(text, 42);
			expect(lines.join('')).toBe(text);
			const bounds = [...new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)].map(
				({ index }) => index,
			);
			let at = 0;
			for (const line of lines) {
				expect(line.replace(/[^\x20-\x7e]/g, '  ').length).toBeLessThanOrEqual(42);
				expect(line).not.toMatch(/^[。、」！），ー]/);
				expect(line).not.toMatch(/[「（]$/);
				expect(bounds).toContain(at);
				at += line.length;
			}
		}),
		{ numRuns: 300 },
	);
});
