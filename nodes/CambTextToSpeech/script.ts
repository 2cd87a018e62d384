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

/** When something is said, as transcripts have it: `00:12`, `[1:02:03]`, `(00:12.5) -`. */
const TIME = String.raw`(?:[([]?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[)\]]?\s*(?:[-–—]\s*)?)?`;
/** Bold or italic. */
const MARKUP = '[*_]{0,3}';
/** How it is said, which nobody says. */
const DIRECTION = String.raw`(?:\([^()]{0,80}\)|\[[^[\]]{0,80}\])`;
/**
 * `Anna: Hello`, also as a list, heading or quote of Markdown, in bold, with a time before the name
 * and a direction in brackets behind it: `- [00:12] **Anna** (laughing): Hello`. No two parts can
 * take the same spaces, or a line of many would take minutes.
 */
const LABEL = new RegExp(
	[
		String.raw`^[\s\p{Cf}]*(#{1,6}\s+)?(?:[-*>•]\s+|\d{1,3}[.)]\s+)?${MARKUP}${TIME}${MARKUP}\[?`,
		String.raw`([^\s*_[\]():：][^*[\]():：]{0,39}?)\]?${MARKUP}\s*`,
		String.raw`(?:${MARKUP}(${DIRECTION})${MARKUP}\s*)?(?:[*_]{1,3}\s*)?[:：]${MARKUP}\s*`,
	].join(''),
	'u',
);
/** Lines of Markdown that nobody says: headings, rules, fences, empty lines of a quote. */
const LAYOUT = /^\s*(#{1,6}\s.*|([-*_]\s*){3,}|```.*|(>\s*)+)$/;
/** Each word as a name has it: with a capital letter, or of a script without them. */
const NAME =
	/^(?=.*\p{L})[\p{Lu}\p{Lt}\p{Lo}\p{N}][^\s]*(\s+[\p{Lu}\p{Lt}\p{Lo}\p{N}][^\s]*){0,2}$/u;

/** What tells speakers from each other: whatever the case, the spaces and how letters are coded. */
export const nameKey = (name: string) =>
	name
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.trim()
		.replace(/\s+/g, ' ')
		.toLowerCase();

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
		const whole = knownLabel(line, known);
		if (whole) {
			turns.push(whole);
			continue;
		}
		const [head, heading, name = '', direction = ''] = LABEL.exec(line) ?? [''];
		// What stands in brackets may be a part of the name: `[00:12] Anna (host): Hello`.
		const speaker = [`${name} ${direction}`, name].find((each) => known.has(nameKey(each)));
		const text = line.slice(head.length);
		const isLabel = NAME.test(name) && isApart(head, text) && !(heading && text);
		if (speaker !== undefined || isLabel) {
			turns.push({ speaker: (speaker ?? name).trim(), text });
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

/** A turn of somebody who is known by all that stands before the colon: `Anna (host): Hello`. */
function knownLabel(line: string, known: Set<string>): Turn | undefined {
	const label = /^[\s\p{Cf}*_>-]{0,20}([^\s\p{Cf}*_>:：-][^:：]{0,99})[:：]/u.exec(line);
	if (!label) return undefined;
	const speaker = label[1].replace(/[*_]{1,3}$/, '').trim();
	const text = line.slice(label[0].length).replace(/^[*_]{1,3}/, '');
	return known.has(nameKey(speaker)) ? { speaker, text } : undefined;
}

/** Whether a space stands behind the colon, where one is written: none does in `12:30` and in links. */
function isApart(head: string, text: string): boolean {
	return /[\s：][*_]*$/.test(head) || /^(?:$|\P{ASCII})/u.test(text);
}
