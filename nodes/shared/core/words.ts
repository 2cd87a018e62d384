/** Whether every word of a search is somewhere in the text, whatever its case. */
export function hasWords(text: string, search: string): boolean {
	const lower = text.toLowerCase();
	// "female" has "male" in it.
	const within = (word: string) => (word === 'male' ? lower.replaceAll('female', '') : lower);
	return search
		.toLowerCase()
		.split(/\s/)
		.every((word) => within(word).includes(word));
}
