/** A locale of our own: that of the machine must not change what a file looks like. */
const LOCALE = 'en';

// Made when they are first needed, not when n8n starts.
let graphemes: Intl.Segmenter | undefined;
let words: Intl.Segmenter | undefined;

/** The characters of a text as people see them: an emoji, or a letter with its marks, is one. */
export function* graphemesOf(text: string): Generator<string> {
	graphemes ??= new Intl.Segmenter(LOCALE, { granularity: 'grapheme' });
	for (const { segment } of graphemes.segment(text)) yield segment;
}

/** The words of a text and what is between them, also in languages that write without spaces. */
export function* wordsOf(text: string): Generator<string> {
	words ??= new Intl.Segmenter(LOCALE, { granularity: 'word' });
	for (const { segment } of words.segment(text)) yield segment;
}
