/** What stands in the key's place. */
const PLACE = '[API key]';
/** Text without any of these can only hold the key as it is. */
const ESCAPES = /[\\%&]/;

/**
 * Takes the key out of text: as it is, with characters escaped as in JSON (`\u0061`, `\/`), in a
 * link (`%61`) or in HTML (`&#x61;`), also only some of them. In base64 it is not looked for: that
 * would need a server that packs what it was sent on purpose.
 */
export function keyHider(key: string): (text: string) => string {
	const everyForm = new RegExp([...key].map(formsOf).join(''), 'g');
	return (text) => {
		// Every answer and each of its headers goes through here, and none of the forms is shorter.
		if (text.length < key.length) return text;
		return ESCAPES.test(text) ? text.replace(everyForm, PLACE) : text.replaceAll(key, PLACE);
	};
}

/** All forms of one character. Keys have none but those of ASCII that can be seen: two hex digits. */
function formsOf(character: string): string {
	const code = character.charCodeAt(0);
	const digits = code.toString(16);
	const hex = digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
	const own = `\\x${digits}`;
	// Before a slash or a quote JSON may have backslashes: they go with it, or the JSON would break.
	const plain = /["\\/]/.test(character) ? `\\\\*${own}` : own;
	return `(?:${plain}|%${hex}|\\\\+u00${hex}|&#(?:[xX]0*${hex}|0*${code});)`;
}
