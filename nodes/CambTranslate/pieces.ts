/**
 * CAMB.AI states no limit on what one task takes (contract: TranslationRequest), but says to make
 * requests smaller when one times out (contract notes, d). So large a request is still answered in
 * seconds, and when one ends badly, little is to be paid again.
 */
const MOST_TEXTS = 100;
/** Likewise, in characters. A text that is longer goes alone: cut in two it would lose its sense. */
const MOST_CHARACTERS = 20_000;

/** The texts in as few pieces as their number and length allow, in order. */
export function inPieces(texts: string[]): string[][] {
	const pieces: string[][] = [];
	let characters = 0;
	for (const text of texts) {
		const piece = pieces.at(-1);
		characters += text.length;
		if (piece && piece.length < MOST_TEXTS && characters <= MOST_CHARACTERS) piece.push(text);
		else {
			pieces.push([text]);
			characters = text.length;
		}
	}
	return pieces;
}
