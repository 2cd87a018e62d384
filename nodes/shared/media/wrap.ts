/**
 * A text in lines of at most `longest` characters, broken between words; a longer word is broken
 * between characters as people see them, as in languages that write without spaces.
 */
export function wrap(text: string, longest: number): string[] {
	const lines: string[] = [];
	let line: string[] = [];
	for (const word of text.split(' ')) {
		const characters = charactersOf(word);
		if (line.length > 0 && line.length + 1 + characters.length <= longest) {
			line.push(' ', ...characters);
			continue;
		}
		if (line.length > 0) lines.push(line.join(''));
		while (characters.length > longest) lines.push(characters.splice(0, longest).join(''));
		line = characters;
	}
	return [...lines, line.join('')];
}

/** Of itself it parts characters as people see them, rather than words. */
const graphemes = new Intl.Segmenter();

function charactersOf(word: string): string[] {
	return Array.from(graphemes.segment(word), ({ segment }) => segment);
}
