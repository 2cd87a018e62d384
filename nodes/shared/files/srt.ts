import type { Spoken } from './subtitles';

/** 00:00:01,000 --> 00:00:04,000, in whatever way programs write it. */
const TIME_LINE =
	/^\s*(\d{1,3}):(\d{1,2}):(\d{1,2})[,.](\d{1,3})\s*-->\s*(\d{1,3}):(\d{1,2}):(\d{1,2})[,.](\d{1,3})/;

/** The cues of an SRT file, in order, their lines joined and without tags; none if it is no SRT. */
export function readSrt(srt: string): Spoken[] {
	const cues: Array<{ times: number[]; lines: string[] }> = [];
	for (const line of srt.split(/\r?\n/).map((each) => each.trim())) {
		const before = cues.at(-1)?.lines;
		const times = TIME_LINE.exec(line);
		if (!times) {
			before?.push(line);
			continue;
		}
		// The number of the cue.
		if (before?.at(-1)?.match(/^\d+$/)) before.pop();
		cues.push({ times: secondsOf(times), lines: [] });
	}
	return cues.map(({ times: [start, end], lines }) => ({
		start,
		end,
		text: lines
			.map(withoutTags)
			.filter((line) => line !== '')
			.join(' '),
	}));
}

/** An SRT file as WebVTT, cue by cue (W3C WebVTT, 4.1): dots in its times, and marks as text. */
export function srtToVtt(srt: string): string {
	const lines = srt
		.split(/\r?\n/)
		.map((line) =>
			TIME_LINE.test(line)
				? line.replace(/,/g, '.')
				: line.replace(/&/g, '&amp;').replace(/<(?!\/?[a-z])/gi, '&lt;'),
		);
	return `WEBVTT\n\n${lines.join('\n')}\n`;
}

/** Start and end in seconds. */
function secondsOf([, ...parts]: RegExpExecArray): number[] {
	const numbers = parts.map((part, index) => Number(index % 4 === 3 ? part.padEnd(3, '0') : part));
	return [numbers, numbers.slice(4)].map(
		([hours, minutes, seconds, ms]) => hours * 3600 + minutes * 60 + seconds + ms / 1000,
	);
}

function withoutTags(line: string): string {
	return line.replace(/<\/?[a-z][^<>]*>/gi, '').trim();
}
