/**
 * A text in lines of at most `longest` characters, broken between words; a longer word is broken
 * between characters as people see them, as in languages that write without spaces.
 */
export function wrap(text: string, longest: number): string[] {
	const lines: string[] = [];
	let line = '';
	let length = 0;
	for (const word of text.split(' ')) {
		const characters = charactersOf(word);
		if (length > 0 && length + 1 + characters.length <= longest) {
			line += ` ${word}`;
			length += 1 + characters.length;
			continue;
		}
		if (length > 0) lines.push(line);
		while (characters.length > longest) lines.push(characters.splice(0, longest).join(''));
		line = characters.join('');
		length = characters.length;
	}
	return length > 0 ? [...lines, line] : lines;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function charactersOf(word: string): string[] {
	return Array.from(graphemes.segment(word), ({ segment }) => segment);
}
