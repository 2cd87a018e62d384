import { cutText, lengthOf } from '../../nodes/shared/core/cutText';

const sentence = 'The harbour was quiet when she came down. ';
const textsOf = (all: string, longest = 100, language = 'en-us') =>
	cutText(all, longest, language).map(({ text }) => text);

test('what is short enough is one piece', () => {
	expect(cutText('Hello there.', 12, 'en-us')).toEqual([
		{ text: 'Hello there.', endsParagraph: false },
	]);
});

test.each<[string, string, string]>([
	['Space around it does not count', '  Hello there. \n', 'Hello there.'],
	['A run of space is one', 'one \t two', 'one two'],
	['A tab stays', 'one\ttwo', 'one\ttwo'],
	['A new line stays, whatever it is', 'one\r\ntwo\rsix\u2028ten', 'one\ntwo\nsix\nten'],
	['and takes the space around it', 'one \n two', 'one\ntwo'],
	['Several are a blank line', 'one\n \n\n two', 'one\n\ntwo'],
	['Some are by themselves', 'one \u2029two', 'one\n\ntwo'],
])('%s: %j', (_, all, text) => {
	expect(textsOf(all, lengthOf(text))).toEqual([text]);
});

test('characters are counted, not code units, and what nobody sees is no piece', () => {
	expect(lengthOf('😀\uffffab')).toBe(4);
	expect(textsOf('😀'.repeat(90), 90)).toEqual(['😀'.repeat(90)]);
	expect(textsOf('\u200b'.repeat(300))).toEqual([]);
});

/** Of 120 characters, each piece may have from 42 to 78, and 60 are wanted. */
const x = (count: number) => 'x'.repeat(count);
test.each<[string, string, number]>([
	['in the middle, where there is no place', x(120), 60],
	['as early as may be', `${x(41)} ${x(78)}`, 41],
	['no earlier', `${x(40)} ${x(79)}`, 60],
	['as late as may be', `${x(77)} ${x(42)}`, 77],
	['no later', `${x(78)} ${x(41)}`, 60],
	['at the better place rather than the nearer', `${x(43)}, ${x(14)} ${x(60)}`, 44],
	['at the nearer place of one sort', `${x(45)} ${x(9)} ${x(64)}`, 55],
	['before a tag', `${x(60)}[${x(58)}]`, 60],
	['behind a tag', `[${x(58)}]${x(60)}`, 60],
	['not within a tag', `${x(43)}<break time="400ms"/>${x(56)}`, 64],
	['not within a character', `${x(59)} \u0301${x(59)}`, 61],
	['before a word rather than a sign', `${x(59)}##${x(59)}`, 61],
	['not behind what opens', `${x(59)}(${x(9)}#${x(50)}`, 70],
	['at a sentence, not at the end of a line', `${x(45)}! ${x(9)} ${x(3)}\n${x(59)}`, 46],
	[
		'at a sentence behind lines that are wrapped',
		`${x(9)}\n${x(9)}\n${x(9)}\n${x(20)}! ${x(68)}`,
		51,
	],
])('it is cut %s', (_, all, first) => {
	expect(lengthOf(all)).toBe(120);
	expect(textsOf(all).map(lengthOf)[0]).toBe(first);
});

test('many pieces are all of even length, and lose nothing', () => {
	const pieces = textsOf(x(1000));
	expect(pieces.join('')).toBe(x(1000));
	expect(pieces).toHaveLength(12);
	for (const piece of pieces) expect(Math.abs(piece.length - 1000 / 12)).toBeLessThan(1.5);
});

test('a character of a thousand marks is cut all the same', () => {
	const all = `e${'\u0323'.repeat(1000)}`;
	const pieces = textsOf(all);
	expect(pieces.join('')).toBe(all);
	expect(Math.max(...pieces.map(lengthOf))).toBeLessThanOrEqual(100);
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
	['el-gr', 'Πού πήγαν όλοι τους τότε; Μετά, έμεινε μόνος στο σπίτι του πολύ', ';'],
	['hi-in', 'आज मौसम बहुत अच्छा है। कल बारिश होगी ऐसा लगता है', '।'],
])('%s: a sentence ends with its own sign', (language, all, sign) => {
	const [first] = textsOf(all, lengthOf(all) - 1, language);
	expect(first.at(-1)).toBe(sign);
});

test.each(['', 'en_us', '1en', 'x-camb'])('a tag that nobody knows cuts as English: %j', (tag) => {
	expect(textsOf(sentence.repeat(5), 100, tag)).toEqual(textsOf(sentence.repeat(5)));
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
