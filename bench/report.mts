import type { Aim } from './aims.mts';
import type { Plot } from './plot.mts';

/** The first row is the baseline. */
export interface Table {
	head: string[];
	rows: string[][];
}

export interface Part {
	text: string;
	table: Table;
	plots?: Plot[];
}

/** What one section of the page says. */
export interface Section {
	title: string;
	/** What to remember of it, in a sentence. */
	inShort?: string;
	aims?: Aim[];
	parts: Part[];
}

/** The middle value; of two in the middle, the lower one, which was measured. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** The median, and from the least to the most if they differ. */
export function spread(values: number[], digits = 2): string {
	const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)].map(
		(value) => number(value, digits),
	);
	return least === most ? middle : `${middle} (${least} – ${most})`;
}

/** The most of some moments, in ms and in order, within a second. */
export function busiestSecond(moments: number[]): number {
	let most = 0;
	let first = 0;
	for (const [index, at] of moments.entries()) {
		while (moments[first] <= at - 1000) first++;
		most = Math.max(most, index - first + 1);
	}
	return most;
}

export function number(value: number, digits = 2): string {
	return value.toLocaleString('en', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

/** Calls `measure` so many times, one after the other. */
export async function repeat<Result>(times: number, measure: (time: number) => Promise<Result>) {
	const results: Result[] = [];
	for (let time = 0; time < times; time++) results.push(await measure(time));
	return results;
}

export function markdown({ title, parts }: Section, picturesAt: string): string {
	const texts = parts.flatMap(({ text, table, plots = [] }) => [
		text,
		tableText(table),
		...plots.map(({ name, title: of }) => `![${of}](${picturesAt}/${name}.svg)`),
	]);
	return [`## ${title}`, ...texts].join('\n\n');
}

export function tableText({ head, rows }: Table): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	// The first column is words, the others are numbers.
	const rule = head.map((_, column) => (column === 0 ? '---' : '--:'));
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}
