/** What there is to say, in sentences. */
export function join(...parts: string[]): string {
	return parts.filter(Boolean).map(asSentence).join(' ');
}

function asSentence(words: string): string {
	return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** A time in the unit that people would say it in. */
export function duration(ms: number): string {
	const seconds = Math.ceil(ms / 1000);
	if (seconds <= 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
	const minutes = Math.ceil(seconds / 60);
	return minutes <= 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

/** The first ten of a list, and how many there are more. */
export function firstOf(list: string[], separator: string, most = 10): string {
	const more = list.length - most;
	const shown = list.slice(0, most).join(separator);
	return more > 0 ? `${shown}${separator}and ${more.toLocaleString('en-US')} more` : shown;
}
