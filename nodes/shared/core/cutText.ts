import { isBlank } from './blank';

/** A piece of a long text. */
export interface TextPiece {
	text: string;
	/** Whether a paragraph ends with it. */
	endsParagraph: boolean;
}

/** So much of the limit is used, which leaves room to look for a good place to cut. */
const FILLED = 0.9;
/** A piece may be so much shorter or longer than all would be if they were even. */
const SLACK = 0.3;
/** What stays whole: words in brackets, such as `[laughter]`, `<break time="400ms"/>` or phonemes. */
const TAG = /\[[^[\]]{0,200}\]|<[^<>]{0,200}>|\{[^{}]{0,200}\}/gu;
const LONGEST_TAG = 202;

/** What ends a sentence, and what may close behind it. */
const ENDS_SENTENCE = /[.!?…‽。！？．｡؟।॥።។။]["'”’»)\]」』›]*$/u;
/** A full stop behind a short word may be that of an abbreviation: Dr., Nr., z. B. */
const ABBREVIATES = /(?<![\p{L}\p{N}\p{M}]{4})\.["'”’»)\]]*\s*$/u;
const ENDS_PARAGRAPH = /\n\n|(?<=[.!?…‽。！？．｡؟।॥።។။]["'”’»)\]」』›]*)\n/gu;
const ENDS_CLAUSE = /[,;:–—](?=\s)\s|[،؛、，；：]|\n/gu;
const OPENS = /[\p{Ps}\p{Pi}¡¿]$/u;

/**
 * Cuts a text into pieces of even length: where a paragraph ends, else a sentence, a clause or a
 * word, and never inside a tag or a character as people see it. Nothing is lost but space.
 *
 * @param longest of a piece, in characters
 * @param language a tag such as `en-us`: what a word is depends on it
 */
export function cutText(text: string, longest: number, language: string): TextPiece[] {
	const whole = withShortSpace(text);
	const pieces: TextPiece[] = [];
	let left = lengthOf(whole);
	for (let start = 0; start < whole.length;) {
		const end = left > longest ? endOfPiece(whole, start, left, longest, language) : whole.length;
		const piece = whole.slice(start, end);
		const endsParagraph = isParagraphEnd(piece.trimEnd(), whole, start);
		if (!isBlank(piece)) pieces.push({ text: piece.trim(), endsParagraph });
		left -= lengthOf(piece);
		start = end;
	}
	return pieces;
}

/** Where to cut: at the best sort of place that there is, and there as even as can be. */
function endOfPiece(
	text: string,
	start: number,
	left: number,
	longest: number,
	language: string,
): number {
	const even = left / Math.ceil(left / (longest * FILLED));
	const [least, wanted, most] = [even * (1 - SLACK), even, even * (1 + SLACK)].map((characters) =>
		unitsOf(text, start, Math.min(Math.floor(characters), longest)),
	);
	const window = text.slice(start, start + most + LONGEST_TAG);
	const tags = [...window.matchAll(TAG)].map(({ index, 0: tag }) => [index, index + tag.length]);
	const characters = segmenterOf(language, 'grapheme').segment(window);
	const mayCut = (at: number) =>
		!tags.some(([from, to]) => from < at && at < to) && characters.containing(at)?.index === at;
	for (const placesIn of SORTS_OF_PLACES) {
		const found = placesIn(window, language)
			.filter((at) => at >= least && at <= most)
			.sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted))
			.find(mayCut);
		if (found) return start + found;
	}
	// A character of a thousand marks.
	return start + most;
}

/** The sorts of places to cut at, the best first: each gives those in a text. */
const SORTS_OF_PLACES: Array<(text: string, language: string) => number[]> = [
	(text) => endsOf(text, ENDS_PARAGRAPH),
	sentenceEnds,
	(text) => endsOf(text, ENDS_CLAUSE),
	(text) => endsOf(text, /\s/gu),
	wordStarts,
	(text, language) => partsOf(text, language, 'grapheme').map(({ index }) => index),
];

function endsOf(text: string, what: RegExp): number[] {
	return [...text.matchAll(what)].map(({ index, 0: found }) => index + found.length);
}

/**
 * Without those that may be abbreviations, or have the next one's opening quote at their end (UAX 29,
 * SB9). The end of a line alone ends none: mails wrap theirs.
 */
function sentenceEnds(text: string, language: string): number[] {
	const unwrapped = text.replace(/(?<!\n)\n(?!\n)/g, ' ');
	return partsOf(unwrapped, language, 'sentence')
		.filter(({ segment }) => !ABBREVIATES.test(segment) && !OPENS.test(segment.trimEnd()))
		.map(({ index, segment }) => index + segment.length);
}

/** Where words begin, but not behind what opens. */
function wordStarts(text: string, language: string): number[] {
	return partsOf(text, language, 'word')
		.filter(({ index, isWordLike }) => isWordLike && !OPENS.test(text.slice(0, index)))
		.map(({ index }) => index);
}

type Granularity = 'grapheme' | 'word' | 'sentence';

function partsOf(text: string, language: string, granularity: Granularity) {
	return [...segmenterOf(language, granularity).segment(text)];
}

const segmenters = new Map<string, Intl.Segmenter>();

/** For a language without its region: services have tags that no other program knows. */
function segmenterOf(language: string, granularity: Granularity): Intl.Segmenter {
	const [plain] = language.toLowerCase().split('-');
	const locale = /^[a-z]{2,3}$/.test(plain) ? plain : 'en';
	const key = `${locale} ${granularity}`;
	const known = segmenters.get(key) ?? new Intl.Segmenter(locale, { granularity });
	segmenters.set(key, known);
	return known;
}

/** Whether the space behind a piece parts two paragraphs: a blank line, or a line that ends a sentence. */
function isParagraphEnd(piece: string, text: string, start: number): boolean {
	const end = start + piece.length;
	return text.startsWith('\n\n', end) || (text.startsWith('\n', end) && ENDS_SENTENCE.test(piece));
}

/** Long runs of space would make pieces without a word: a blank line, a new line or one space stays. */
function withShortSpace(text: string): string {
	return text
		.trim()
		.replace(/\r\n?|\u2028/g, '\n')
		.replace(/\s{2,}/g, (space) => {
			const lines = space.replace(/\u2029/g, '\n\n').match(/\n/g)?.length ?? 0;
			return lines > 1 ? '\n\n' : lines === 1 ? '\n' : ' ';
		});
}

/** The length of a text in characters, as Unicode code points. */
export function lengthOf(text: string): number {
	let length = 0;
	for (let at = 0; at < text.length; at += unitsAt(text, at)) length++;
	return length;
}

/** How many code units so many characters take. */
function unitsOf(text: string, start: number, characters: number): number {
	let at = start;
	for (let count = 0; count < characters; count++) at += unitsAt(text, at);
	return at - start;
}

function unitsAt(text: string, at: number): number {
	return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
