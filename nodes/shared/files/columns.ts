import { graphemesOf } from './graphemes';

/** East Asian characters of double width (Unicode Standard Annex 11, W and F), and emoji. */
const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]|\p{Emoji}\ufe0f/u;
/** Marks that stand alone, and characters that nobody sees. */
const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Most texts: every code unit is a character, and none joins another. */
const PLAIN =
	/^[\x20-\x7e\xa1-\xa8\xaa-\xac\xaf-\u02ff\u2010-\u2027\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff60]*$/;
const PLAIN_WIDE = /[\u3001-\uff60]/g;

/** How wide a text is on a screen, in columns: most characters take one, East Asian ones two. */
export function columnsOf(text: string): number {
	if (PLAIN.test(text)) return text.length + (text.match(PLAIN_WIDE)?.length ?? 0);
	let columns = 0;
	for (const character of graphemesOf(text)) columns += widthOf(character);
	return columns;
}

function widthOf(character: string): number {
	if (NOTHING.test(character)) return 0;
	return WIDE.test(character) ? 2 : 1;
}
