import type { Spoken } from './subtitles';

/** 00:00:01,000 --> 00:00:04,000, in whatever way programs write it. */
const TIME_LINE =
	/^\s*(\d{1,3}):(\d{1,2}):(\d{1,2})[,.](\d{1,3})\s*-->\s*(\d{1,3}):(\d{1,2}):(\d{1,2})[,.](\d{1,3})/;

/** 00:01.000 --> 01:00:04.000, of WebVTT. */
const VTT_TIME_LINE = /^\s*(\d+:)?(\d{2}:\d{2})\.(\d{3})\s*-->\s*(\d+:)?(\d{2}:\d{2})\.(\d{3}).*$/;

/** Subtitles as SRT: those of WebVTT (W3C WebVTT, 4.1) cue by cue, and without a cue that broke off. */
export function asSrt(text: string): string {
	return withoutStub(/^\ufeff?WEBVTT(\s|$)/.test(text) ? vttToSrt(text) : text);
}

/** Without the number, and perhaps some of the times, of a last cue of which no more came. */
function withoutStub(srt: string): string {
	const lines = srt.trimEnd().split('\n');
	const last = lines.length - 1;
	const hasTimes = /^[\d\s:,.>-]+$/.test(lines[last]) && !TIME_LINE.test(lines[last]);
	const isNumber = (at: number) =>
		/^\s*\d+\s*$/.test(lines[at] ?? '') && lines[at - 1]?.trim() === '';
	const start = hasTimes && isNumber(last - 1) ? last - 1 : last;
	return isNumber(start) ? lines.slice(0, start).join('\n').trimEnd() : srt;
}

function vttToSrt(vtt: string): string {
	const cues = vtt
		.trimEnd()
		.split(/(?:\r?\n){2,}/)
		.flatMap((block) => {
			const lines = block.split(/\r?\n/);
			const at = lines.findIndex((line) => VTT_TIME_LINE.test(line));
			if (at < 0) return [];
			const times = lines[at].replace(
				VTT_TIME_LINE,
				(_, h1 = '00:', start, ms1, h2 = '00:', end, ms2) =>
					`${h1}${start},${ms1} --> ${h2}${end},${ms2}`,
			);
			return [[times, ...lines.slice(at + 1).map(asSrtText)].join('\n')];
		});
	return cues.map((cue, index) => `${index + 1}\n${cue}`).join('\n\n');
}

/** SRT has tags for looks alone, and writes marks as they are. */
function asSrtText(line: string): string {
	return line
		.replace(/<(?!\/?[biu]>)[^<>]*>/gi, '')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&nbsp;/g, ' ')
		.replace(/&amp;/g, '&');
}

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
