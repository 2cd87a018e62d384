import { findLanguage } from './languages.mts';

/** A part of a transcript; start and end in seconds (TranscriptSegment in the contract). */
export interface Segment {
	start: number;
	end: number;
	text: string;
	speaker: string;
}

export type ExportFormat = 'txt' | 'srt' | 'vtt';

/** What every recording says, because the sandbox can't listen. */
const SENTENCES: Record<string, string[]> = {
	en: [
		'Welcome to the show.',
		'Today we talk about machines that speak.',
		'Thank you for listening.',
	],
	es: ['Bienvenidos al programa.', 'Hoy hablamos de máquinas que hablan.', 'Gracias por escuchar.'],
	fr: [
		"Bienvenue dans l'émission.",
		"Aujourd'hui, nous parlons de machines qui parlent.",
		'Merci de votre écoute.',
	],
	de: [
		'Willkommen zur Sendung.',
		'Heute sprechen wir über Maschinen, die sprechen.',
		'Danke fürs Zuhören.',
	],
	it: [
		'Benvenuti al programma.',
		'Oggi parliamo di macchine che parlano.',
		"Grazie per l'ascolto.",
	],
	pt: ['Bem-vindos ao programa.', 'Hoje falamos de máquinas que falam.', 'Obrigado por ouvir.'],
	hi: ['कार्यक्रम में आपका स्वागत है।', 'आज हम बोलने वाली मशीनों की बात करते हैं।', 'सुनने के लिए धन्यवाद।'],
	ja: [
		'番組へようこそ。',
		'今日は話す機械についてお話しします。',
		'お聞きいただきありがとうございました。',
	],
};

const SECONDS_PER_SENTENCE = 2.4;

/** The sentences of a recording in a language; English, with the tag before it, where unknown. */
export function sentencesIn(language: unknown): string[] {
	const tag = findLanguage(language)?.tag ?? 'en-us';
	const known = SENTENCES[tag.split('-')[0]];
	return known ?? SENTENCES.en.map((sentence) => `[${tag}] ${sentence}`);
}

/** Sentences one after the other, two speakers in turn. `first` is the first speaker's label. */
export function segments(sentences: string[], first: string): Segment[] {
	const [, name, number] = /^(.*?)(\d+)$/.exec(first) ?? [];
	return sentences.map((text, index) => ({
		start: Number((0.5 + index * SECONDS_PER_SENTENCE).toFixed(2)),
		end: Number((0.5 + (index + 1) * SECONDS_PER_SENTENCE - 0.3).toFixed(2)),
		text,
		speaker: name + String(Number(number) + (index % 2)).padStart(number.length, '0'),
	}));
}

/** Whether a text has at least one cue of an SRT file. */
export function isSrt(text: string): boolean {
	return /^\d{2}:\d{2}:\d{2},\d{3} --> \d{2}:\d{2}:\d{2},\d{3}/m.test(text);
}

/** Seconds as 00:00:02,900 (SRT) or 00:00:02.900 (VTT). */
function timeCode(seconds: number, separator: ',' | '.'): string {
	return new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23).replace('.', separator);
}

/** A transcript as a text file. */
export function exportSegments(segments: Segment[], format: ExportFormat): string {
	if (format === 'txt') return segments.map(({ text }) => text).join('\n') + '\n';
	const separator = format === 'srt' ? ',' : '.';
	const cues = segments.map(({ start, end, text }, index) =>
		[
			...(format === 'srt' ? [String(index + 1)] : []),
			`${timeCode(start, separator)} --> ${timeCode(end, separator)}`,
			text,
		].join('\n'),
	);
	return (format === 'vtt' ? 'WEBVTT\n\n' : '') + cues.join('\n\n') + '\n';
}
