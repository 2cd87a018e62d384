/** What stands in the key's place. */
const PLACE = '[API key]';

/**
 * Takes the key out of text: as it is, with characters escaped as in JSON (`\u0061`, `\/`), in a
 * link (`%61`) or in HTML (`&#x61;`), also only some of them. In base64 it is not looked for: that
 * would need a server that packs what it was sent on purpose.
 */
export function keyHider(key: string): (text: string) => string {
	const everyForm = new RegExp([...key].map(formsOf).join(''), 'g');
	return (text) => text.replace(everyForm, PLACE);
}

/** All forms of one character. Keys have none but ASCII's. */
function formsOf(character: string): string {
	const code = character.charCodeAt(0);
	const hex = code
		.toString(16)
		.padStart(2, '0')
		.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
	const own = `\\u${code.toString(16).padStart(4, '0')}`;
	// Before a slash or a quote JSON may have backslashes: they go with it, or the JSON would break.
	const plain = /["\\/]/.test(character) ? `\\\\*${own}` : own;
	return `(?:${plain}|%${hex}|\\\\+u00${hex}|&#(?:[xX]0*${hex}|0*${code});)`;
}
