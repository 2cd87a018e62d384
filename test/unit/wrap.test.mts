import { built } from '../support/harness.mts';

const { wrap } = built<typeof import('../../nodes/shared/media/wrap')>(
	'nodes/shared/media/wrap.js',
);

const family = '👨‍👩‍👧‍👦';

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
		`${family.repeat(4)} ${family.repeat(5)} e\u0301`,
		[`${family.repeat(4)} ${family.repeat(5)}`, 'e\u0301'],
	],
])('%s, in lines of ten characters', (_name, text, lines) => {
	expect(wrap(text, 10)).toEqual(lines);
});
