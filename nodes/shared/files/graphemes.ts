/** A locale of our own: that of the machine must not change what a file looks like. */
const LOCALE = 'en';

const graphemes = new Intl.Segmenter(LOCALE, { granularity: 'grapheme' });
const words = new Intl.Segmenter(LOCALE, { granularity: 'word' });

/** The characters of a text as people see them: an emoji, or a letter with its marks, is one. */
export function* graphemesOf(text: string): Generator<string> {
	for (const { segment } of graphemes.segment(text)) yield segment;
}

/** The words of a text and what is between them, also in languages that write without spaces. */
export function* wordsOf(text: string): Generator<string> {
	for (const { segment } of words.segment(text)) yield segment;
}
