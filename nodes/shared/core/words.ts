/** Whether every word of a search is somewhere in the text, whatever its case and accents. */
export function hasWords(text: string, search: string): boolean {
	const plain = folded(text);
	// "female" has "male" in it.
	const within = (word: string) => (word === 'male' ? plain.replaceAll('female', '') : plain);
	return folded(search)
		.split(/\s/)
		.every((word) => within(word).includes(word));
}

function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
