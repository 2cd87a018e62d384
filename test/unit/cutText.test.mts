import { cutText, lengthOf } from '../../nodes/shared/core/cutText';

const sentence = 'The harbour was quiet when she came down. ';
const textsOf = (all: string, longest = 100, language = 'en-us') =>
	cutText(all, longest, language).map(({ text }) => text);

test('what is short enough is one piece', () => {
	expect(cutText('Hello there.', 12, 'en-us')).toEqual([
		{ text: 'Hello there.', endsParagraph: false },
	]);
});

test('a text of one more than the limit is cut in the middle, not at the end', () => {
	const lengths = textsOf(sentence.repeat(72), 3000).map(lengthOf);
	expect(lengths).toEqual([1511, 1511]);
});

test.each([
	['paragraphs', `One.${' One two.'.repeat(5)}\n\nThree.${' Three four.'.repeat(4)}`, /two\.$/],
	[
		'sentences',
		'The dog ran home, barking. The cat stayed, of course, where it was.',
		/barking\.$/,
	],
	['clauses', 'The dog ran home because it was late, and the cat stayed where it was', /late,$/],
	['words', 'The dog ran home because it was late and the cat stayed where it was', /\w$/],
])('it is cut at the end of %s', (_, all, end) => {
	const [first, ...others] = textsOf(all, lengthOf(all) - 1);
	expect(first).toMatch(end);
	expect(others).toHaveLength(1);
	expect(`${first} ${others[0]}`.split(/\s+/)).toEqual(all.split(/\s+/));
});

test.each([
	['a title', 'We all went down to see Dr. Miller in his house by the sea there'],
	['a short form', 'Wir fuhren alle hinunter, z. B. Müller in sein Haus am Meer'],
	['a number', 'There were exactly 12.345,67 of them all over'],
	['a wrapped line', 'We all went down to the\nhouse of Miller'],
])('no sentence ends behind %s', (_, all) => {
	const [first] = textsOf(all, lengthOf(all) - 1, 'de-de');
	expect(first).not.toMatch(/(Dr|z|B)\.$|\d[.,]?$/);
});

test.each([
	[
		'ja-jp',
		'今日は天気がいいですね、散歩に行きましょう。明日は雨が降るそうですから傘を持って出かけます',
		'。',
	],
	['ar-sa', 'مرحبا بالعالم كيف الحال؟ أنا بخير والحمد لله رب', '؟'],
	['hi-in', 'आज मौसम बहुत अच्छा है। कल बारिश होगी ऐसा लगता है', '।'],
])('%s: a sentence ends with its own sign', (language, all, sign) => {
	const [first] = textsOf(all, lengthOf(all) - 1, language);
	expect(first.at(-1)).toBe(sign);
});

test.each([
	['ja-jp', '名前はまだ無い。「どこで生れたか」とんと見当がつかぬ。「ここはどこだ」と猫は言った。'],
	['en-us', 'She went home at once. "Where are you?" he asked. (Nobody was there.) He left.'],
])('%s: what opens goes with what follows', (language, all) => {
	for (let longest = lengthOf(all) - 1; longest > 15; longest--) {
		expect(textsOf(all, longest, language).join('\n')).not.toMatch(/[「(]$/m);
	}
});

test('Thai is cut between words', () => {
	const words = ['สวัสดี', 'วันนี้', 'อากาศ', 'ดีมาก'];
	const all = words.join('').repeat(4);
	const known = new Set(words);
	const parts = new Intl.Segmenter('th', { granularity: 'word' });
	for (const piece of textsOf(all, 40, 'th-th')) {
		const [first] = parts.segment(piece);
		expect([...known].some((word) => word.startsWith(first.segment))).toBe(true);
	}
});

test('a tag stays whole, however far it reaches', () => {
	const tag = `[${'HH AH0 L OW1 '.repeat(10)}]`;
	const pieces = textsOf(`${'x'.repeat(300)}${tag}${'y'.repeat(300)}`, 600);
	expect(pieces.filter((piece) => piece.includes(tag))).toHaveLength(1);
});

test('it says where a paragraph ends: at a blank line, or at a line that ends a sentence', () => {
	const blank = cutText(`${'one two '.repeat(6)}\n\n${'three four '.repeat(6)}`, 100, 'en-us');
	expect(blank.map(({ endsParagraph }) => endsParagraph)).toEqual([true, false]);
	const line = cutText(`${'one two '.repeat(6)}ends.\n${'three four '.repeat(6)}`, 110, 'en-us');
	expect(line.map(({ endsParagraph }) => endsParagraph)).toEqual([true, false]);
	const wrapped = cutText(`${'one two '.repeat(6)}\n${'three four '.repeat(6)}`, 100, 'en-us');
	expect(wrapped.map(({ endsParagraph }) => endsParagraph)).toEqual([false, false]);
});
