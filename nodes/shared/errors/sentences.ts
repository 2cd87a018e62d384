/** What there is to say, in sentences. */
export function join(...parts: string[]): string {
	return parts.filter(Boolean).map(asSentence).join(' ');
}

function asSentence(words: string): string {
	return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** Units of time, in seconds. */
const UNITS: Array<[name: string, seconds: number]> = [
	['hour', 3600],
	['minute', 60],
	['second', 1],
];

/** A time of some ms in the unit that people would say it in, never shorter than it is. */
export function duration(ms: number): string {
	const seconds = Math.ceil(ms / 1000);
	const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? ['second', 1];
	const count = Math.ceil((seconds * 10) / size) / 10;
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The first ten of a list, and how many there are more. */
export function firstOf(list: string[], separator: string, most = 10): string {
	const more = list.length - most;
	const shown = list.slice(0, most).join(separator);
	return more > 0 ? `${shown}${separator}and ${more.toLocaleString('en-US')} more` : shown;
}
