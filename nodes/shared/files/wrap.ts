import { columnsOf } from './columns';
import { graphemesOf, wordsOf } from './graphemes';

/**
 * What no line may begin with: closing signs, small kana, marks of repetition and length
 * (Unicode Standard Annex 14, classes CL, CP, EX, IS, NS and CJ).
 */
const NEVER_FIRST =
	/^[\p{Pe}\p{Pf}!,.:;?%\u00b0\u2026\u2025\u203c\u2030\u2047-\u2049\u3001\u3002\u3005\u301c\u303b\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u309b-\u309e\u30a0\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u30fb-\u30fe\u31f0-\u31ff\uff01\uff05\uff0c\uff0e\uff1a\uff1b\uff1f\uff5e\uff61\uff64\uff65\uff67-\uff70\uff9e\uff9f\u0e46\u0e2f\u0ec6\u17d4-\u17d6\u104a\u104b]/u;
/** What no line may end with: opening signs (class OP). */
const NEVER_LAST = /[\p{Ps}\p{Pi}\u00a1\u00bf]$/u;
/** Signs that stand alone between two spaces, as in French: « Qui ? » */
const CLOSING = /^[\p{Pe}\p{Pf}!,.:;?\u2026]+ /u;
const OPENING = /[\p{Ps}\p{Pi}\u00a1\u00bf] $/u;

/** Languages that write without spaces, with their punctuation. */
const UNSPACED =
	'[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{M}\\u3000-\\u303f\\u30fc\\uff01-\\uff65]';
/** To find the words of a text takes V8 a time that grows faster than the text. */
const BEHIND_SENTENCE = /(?<=[\u3002\uff01\uff1f])/;
const HAS_UNSPACED = new RegExp(UNSPACED, 'u');
const BEGINS_UNSPACED = new RegExp(`^${UNSPACED}`, 'u');
const ENDS_UNSPACED = new RegExp(`${UNSPACED}$`, 'u');

/**
 * A text in lines of at most `longest` columns, broken between words, also in languages that write
 * without spaces. No line begins with a closing sign or ends with an opening one. What is longer
 * than a line is broken between characters as people see them.
 */
export function wrap(text: string, longest: number): string[] {
	const lines: string[] = [];
	let line = '';
	let columns = 0;
	for (const piece of piecesOf(text)) {
		const needed = columnsOf(piece.trimEnd());
		if (columns + needed <= longest) {
			line += piece;
			columns += columnsOf(piece);
			continue;
		}
		if (line !== '') lines.push(line);
		const parts = cut(piece, longest);
		line = parts.pop() as string;
		columns = columnsOf(line);
		lines.push(...parts);
	}
	return [...lines, line].map((each) => each.trimEnd());
}

/** The parts of a text that stay together, each with the space behind it. */
function piecesOf(text: string): string[] {
	const pieces: string[] = [];
	for (const word of text.split(' ').flatMap(wordsIn)) {
		const before = pieces.pop();
		if (before === undefined) pieces.push(word);
		else if (mayBreak(before, word)) pieces.push(before, word);
		else pieces.push(before + word);
	}
	return pieces;
}

/** The words between two spaces. */
function wordsIn(text: string): string[] {
	const words = HAS_UNSPACED.test(text)
		? text.split(BEHIND_SENTENCE).flatMap((part) => [...wordsOf(part)])
		: [text];
	words.push(`${words.pop()} `);
	return words;
}

function mayBreak(before: string, after: string): boolean {
	if (before.endsWith(' ')) return !CLOSING.test(after) && !OPENING.test(before);
	const isUnspaced = ENDS_UNSPACED.test(before) || BEGINS_UNSPACED.test(after);
	return isUnspaced && !NEVER_FIRST.test(after) && !NEVER_LAST.test(before);
}

/** A piece in parts of at most `longest` columns. */
function cut(piece: string, longest: number): string[] {
	const parts: string[] = [];
	let part: string[] = [];
	let columns = 0;
	for (const character of graphemesOf(piece)) {
		const width = columnsOf(character);
		if (character !== ' ' && columns + width > longest) {
			const carried = carriedOver(part, character);
			parts.push(part.slice(0, part.length - carried).join(''));
			part = part.slice(part.length - carried);
			columns = columnsOf(part.join(''));
		}
		part.push(character);
		columns += width;
	}
	return [...parts, part.join('')];
}

/** How many characters go to the next line with one that may not begin it; none if all would. */
function carriedOver(part: string[], next: string): number {
	for (let kept = part.length; kept > 0; kept--) {
		if (!NEVER_FIRST.test(part[kept] ?? next) && !NEVER_LAST.test(part[kept - 1])) {
			return part.length - kept;
		}
	}
	return 0;
}
