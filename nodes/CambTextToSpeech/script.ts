import { isBlank } from '../shared/core/blank';
import { arrayIn } from '../shared/parameters/arrayIn';
import { valuesIn } from '../shared/parameters/parameter';
import type { About } from '../shared/parameters/value';
import { oneText } from '../shared/parameters/value';

/** What one speaker says until somebody else does. */
export interface Turn {
	speaker: string;
	text: string;
}

/**
 * `Anna: Hello`, also as a list or heading of Markdown, in bold, and with a direction in brackets
 * behind the name: `- **Anna** (laughing): Hello`.
 */
const LABEL =
	/^\s*(?:#{1,6}\s+|[-*>•]\s+|\d{1,3}[.)]\s+)?[*_]{0,3}\[?([^\s*_[\]():：][^*_[\]():：]{0,39}?)\]?[*_]{0,3}\s*(?:\([^()]{0,80}\)|\[[^[\]]{0,80}\])?\s*[*_]{0,3}\s*(?:：|:(?=[*_]{0,3}(?:\s|$|\P{ASCII})))[*_]{0,3}\s*/u;
/** Lines of Markdown that nobody says: headings, rules, fences. */
const LAYOUT = /^\s*(#{1,6}\s.*|([-*_]\s*){3,}|```.*)$/;
/** Each word as a name has it: with a capital letter, or of a script without them. */
const NAME =
	/^(?=.*\p{L})[\p{Lu}\p{Lt}\p{Lo}\p{N}][^\s]*(\s+[\p{Lu}\p{Lt}\p{Lo}\p{N}][^\s]*){0,2}$/u;

/** What tells speakers from each other: whatever the case and the spaces. */
export const nameKey = (name: string) => name.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * The turns of a script: lines with a name before a colon and what follows them, or a list of
 * `{ speaker, text }`. Turns of one speaker in a row are one.
 *
 * @param speakers the names that are known. Other names are told from words before a colon by their
 * capital letters.
 */
export function readTurns(value: unknown, speakers: string[], about: About): Turn[] {
	const list = arrayIn(value);
	const turns = list
		? list.map((entry, index) => turnOf(entry, index, about))
		: turnsIn(oneText(value, about), speakers, about);
	if (turns.length === 0) {
		throw about.refuse(
			`${about.label} is empty`,
			'Begin each turn with a name and a colon, such as "Anna: Hello", or check the expression in this field.',
		);
	}
	const joined: Turn[] = [];
	for (const turn of turns) {
		const before = joined.at(-1);
		if (before && nameKey(before.speaker) === nameKey(turn.speaker)) {
			before.text += `\n${turn.text}`;
		} else joined.push({ ...turn });
	}
	return joined;
}

function turnOf(entry: unknown, index: number, { refuse }: About): Turn {
	const label = `Turn ${index + 1} of Script`;
	const values = valuesIn(entry, { label, refuse });
	const textAt = (name: string) => {
		const text = oneText(values[name], {
			label: `The ${name} of turn ${index + 1}`,
			refuse,
		}).trim();
		if (!isBlank(text)) return text;
		throw refuse(`${label} has no ${name}`, 'Each turn needs a "speaker" and a "text".');
	};
	return { speaker: textAt('speaker'), text: textAt('text') };
}

function turnsIn(script: string, speakers: string[], { label, refuse }: About): Turn[] {
	const known = new Set(speakers.map(nameKey));
	const turns: Turn[] = [];
	for (const line of script.split(/\r\n?|[\n\u2028\u2029]/)) {
		const [head, name = ''] = LABEL.exec(line) ?? [''];
		if (name && (known.has(nameKey(name)) || NAME.test(name))) {
			turns.push({ speaker: name.trim(), text: line.slice(head.length) });
		} else if (turns.length > 0) {
			const last = turns[turns.length - 1];
			if (!LAYOUT.test(line)) last.text += `\n${line}`;
		} else if (!isBlank(line) && !LAYOUT.test(line)) {
			throw refuse(
				`${label} has words before the first speaker`,
				`The first line is "${line.trim().slice(0, 60)}". Begin each turn with a name and a colon, such as "Anna: Hello".`,
			);
		}
	}
	return turns
		.map(({ speaker, text }) => ({ speaker, text: text.trim() }))
		.filter(({ text }) => !isBlank(text));
}
