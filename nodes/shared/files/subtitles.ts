import { columnsOf } from './columns';
import { wrap } from './wrap';

/** Something said. Times are seconds from the start, and may be missing or make no sense. */
export interface Spoken {
	start: number | null;
	end: number | null;
	text: string;
}

/** What a screen shows for a while, in whole ms. */
interface Cue {
	start: number;
	end: number;
	lines: string[];
}

/** As many columns fit in a line, and as many lines on a screen. */
const LINE_COLUMNS = 42;
const LINES_AT_ONCE = 2;
/** Two people who begin within this time speak at once: they share a cue, in ms. */
const AT_ONCE_MS = 200;
/** How long it takes to read what is shown at once, at ease and at the most, in ms. */
const MS_PER_COLUMN = 66;
const FASTEST_MS_PER_COLUMN = 40;
const SHORTEST_MS = 1000;
/** A later time can't be true, and players don't read it, in ms. */
const LATEST_MS = 99 * 3_600_000;

export type SubtitleFormat = 'srt' | 'vtt' | 'txt';

/** The text of a subtitle file, or of a plain transcript with one line for each segment. */
export function subtitles(spoken: Spoken[], format: SubtitleFormat): string {
	switch (format) {
		case 'srt':
			return toSrt(spoken);
		case 'vtt':
			return toVtt(spoken);
		case 'txt':
			return toPlainText(spoken);
	}
}

/** Subtitles in SubRip form; empty when nothing is said. */
function toSrt(spoken: Spoken[]): string {
	return cuesOf(spoken)
		.map(({ start, end, lines }, index) =>
			[
				index + 1,
				`${timeCode(start, ',')} --> ${timeCode(end, ',')}`,
				...lines.map(withoutTags),
				'',
			].join('\n'),
		)
		.join('\n');
}

/** Subtitles in WebVTT form. */
function toVtt(spoken: Spoken[]): string {
	const cues = cuesOf(spoken).map(({ start, end, lines }) =>
		[
			`\n${timeCode(start, '.')} --> ${timeCode(end, '.')}`,
			...lines.map((line) =>
				line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
			),
			'',
		].join('\n'),
	);
	return ['WEBVTT\n', ...cues].join('');
}

function toPlainText(spoken: Spoken[]): string {
	return spoken
		.map(({ text }) => linesIn(text).join(' '))
		.filter((line) => line !== '')
		.map((line) => `${line}\n`)
		.join('');
}

/** Cues in order, each after the one before, none empty and none larger than a screen. */
function cuesOf(spoken: Spoken[]): Cue[] {
	const cues: Cue[] = [];
	for (const cue of timed(spoken)) {
		const before = cues[cues.length - 1];
		if (before && cue.start - before.start < AT_ONCE_MS) {
			before.lines.push(...cue.lines);
			before.end = Math.max(before.end, cue.end);
		} else cues.push(cue);
	}
	return cues.flatMap((cue, index) => {
		const screens = screensOf(cue.lines);
		const isReadable = cue.end - cue.start >= readingMs(screens, FASTEST_MS_PER_COLUMN);
		// What nobody can read so fast stays until it is read, or until somebody goes on.
		const end = isReadable ? cue.end : cue.start + readingMs(screens);
		const next = cues[index + 1]?.start ?? Infinity;
		return inScreens({ ...cue, end: Math.min(end, next) }, screens);
	});
}

/** Every text with times that make sense, by their start. */
function timed(spoken: Spoken[]): Cue[] {
	let last = 0;
	const cues = spoken.flatMap(({ start: from, end: to, text }): Cue[] => {
		const lines = linesIn(text);
		if (lines.length === 0) return [];
		const start = toMs(from) ?? last;
		const end = toMs(to) ?? 0;
		last = end > start ? end : start + readingMs([lines]);
		return [{ start, end: last, lines }];
	});
	return cues.sort((a, b) => a.start - b.start || a.end - b.end);
}

function toMs(seconds: number | null): number | undefined {
	const ms = Math.round(Number(seconds ?? NaN) * 1000);
	return Number.isFinite(ms) && ms <= LATEST_MS ? Math.max(0, ms) : undefined;
}

/** How long it takes to read several screens, one after the other. */
function readingMs(screens: string[][], msPerColumn = MS_PER_COLUMN): number {
	return sum(
		screens.map((lines) => Math.max(SHORTEST_MS, sum(lines.map(columnsOf)) * msPerColumn)),
	);
}

/** Lines as wide as a screen, as many at once as fit on it. */
function screensOf(lines: string[]): string[][] {
	const wrapped = lines.flatMap((line) => wrap(line, LINE_COLUMNS));
	const screens: string[][] = [];
	for (let at = 0; at < wrapped.length; at += LINES_AT_ONCE) {
		screens.push(wrapped.slice(at, at + LINES_AT_ONCE));
	}
	return screens;
}

/** A cue as several, each shown for its share of the time that it takes to read them all. */
function inScreens({ start, end }: Cue, screens: string[][]): Cue[] {
	const total = readingMs(screens);
	const cues: Cue[] = [];
	let read = 0;
	let from = start;
	for (const lines of screens) {
		read += readingMs([lines]);
		const to = Math.max(start + Math.round(((end - start) * read) / total), from + 1);
		cues.push({ start: from, end: to, lines });
		from = to;
	}
	return cues;
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** The lines of a text, without blank ones; an arrow in it would be read as a time line. */
function linesIn(text: string): string[] {
	return text
		.replace(/--+>/g, '→')
		.split(/[\r\n\v\f\u0085\u2028\u2029]/)
		.map((line) => line.replace(/[\p{Cc}\s]+/gu, ' ').trim())
		.filter((line) => line !== '');
}

/** SRT has no way to write a tag as text: brackets of another shape stand for those of tags. */
function withoutTags(line: string): string {
	return line.replace(/<(\/?[A-Za-z!][^<>]*)>/g, '‹$1›');
}

/** 00:00:02,900 (SRT) or 00:00:02.900 (VTT). */
function timeCode(ms: number, separator: ',' | '.'): string {
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const parts = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(two);
	return `${parts.join(':')}${separator}${String(ms % 1000).padStart(3, '0')}`;
}
