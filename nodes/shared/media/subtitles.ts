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

/** As many characters fit in a line, and as many lines on a screen. */
const LINE_LENGTH = 42;
const LINES_AT_ONCE = 2;
/** Two people who begin within this time speak at once: they share a cue, in ms. */
const AT_ONCE_MS = 200;
/** How long a text without an end is shown: by reading speed, in ms. */
const MS_PER_CHARACTER = 66;
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
		} else {
			if (before) before.end = Math.min(before.end, cue.start);
			cues.push(cue);
		}
	}
	return cues.flatMap(inScreens);
}

/** Every text with times that make sense, by their start. */
function timed(spoken: Spoken[]): Cue[] {
	let last = 0;
	const cues = spoken.flatMap(({ start: from, end: to, text }): Cue[] => {
		const lines = linesIn(text);
		if (lines.length === 0) return [];
		const start = toMs(from) ?? last;
		const end = toMs(to) ?? 0;
		last = end > start ? end : start + readingMs(lines);
		return [{ start, end: last, lines }];
	});
	return cues.sort((a, b) => a.start - b.start || a.end - b.end);
}

function toMs(seconds: number | null): number | undefined {
	const ms = Math.round(Number(seconds ?? NaN) * 1000);
	return Number.isFinite(ms) && ms <= LATEST_MS ? Math.max(0, ms) : undefined;
}

function readingMs(lines: string[]): number {
	return Math.max(SHORTEST_MS, lengthOf(lines) * MS_PER_CHARACTER);
}

/** A cue with too many lines as several, each shown for as long as its share of the text. */
function inScreens({ start, end, lines }: Cue): Cue[] {
	const wrapped = lines.flatMap((line) => wrap(line, LINE_LENGTH));
	const total = lengthOf(wrapped);
	const cues: Cue[] = [];
	let told = 0;
	for (let at = 0; at < wrapped.length; at += LINES_AT_ONCE) {
		const shown = wrapped.slice(at, at + LINES_AT_ONCE);
		const from = told;
		told += lengthOf(shown);
		const time = (characters: number) => start + Math.round(((end - start) * characters) / total);
		cues.push({ start: time(from), end: Math.max(time(told), time(from) + 1), lines: shown });
	}
	return cues;
}

function lengthOf(lines: string[]): number {
	return lines.reduce((sum, line) => sum + line.length, 0);
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
