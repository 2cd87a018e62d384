import { randomFrom, render, type Pcm } from './pcm.mts';

const SAMPLE_RATE = 22_050;
/** A major pentatonic scale from A3, in Hz: any order of these sounds friendly. */
const SCALE = [220, 246.94, 277.18, 329.63, 369.99, 440];

interface Note {
	/** Seconds. */
	start: number;
	length: number;
	/** Hz; 0 for noise. */
	pitch: number;
	loudness: number;
}

const soft = (phase: number) =>
	0.7 * Math.sin(phase) + 0.2 * Math.sin(2 * phase) + 0.1 * Math.sin(3 * phase);

/** Fades a note in and out, so that it doesn't click. */
function envelope(time: number, { length }: Note): number {
	const fade = Math.min(0.03, length / 4);
	return Math.max(0, Math.min(1, time / fade, (length - time) / fade));
}

function play(notes: Note[], seconds: number, noise: () => number): Pcm {
	let first = 0;
	const samples = render(seconds, SAMPLE_RATE, (time) => {
		while (first < notes.length && time > notes[first].start + notes[first].length) first += 1;
		const note = notes[first];
		if (!note || time < note.start) return 0;
		const own = time - note.start;
		const wave = note.pitch ? soft(2 * Math.PI * note.pitch * own) : noise() * 2 - 1;
		return wave * note.loudness * envelope(own, note);
	});
	return { samples, sampleRate: SAMPLE_RATE };
}

/** Speech without a voice: a tone for each word, about 0.35 s on average, pauses at full stops. */
export function speechTones(text: string): Pcm {
	const noise = randomFrom(text);
	const notes: Note[] = [];
	let time = 0.1;
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const length = Math.min(0.7, 0.12 + 0.04 * [...word].length);
		const pitch = SCALE[Math.floor(randomFrom(word.toLowerCase())() * SCALE.length)];
		notes.push({ start: time, length, pitch, loudness: 0.5 });
		time += length + (/[.!?…。]$/.test(word) ? 0.3 : 0.05);
	}
	return play(notes, time + 0.1, noise);
}

/** A sound effect: short bursts of noise and tone, chosen by the prompt. */
export function soundEffect(prompt: string, seconds: number): Pcm {
	const random = randomFrom(prompt);
	const notes: Note[] = [];
	for (let time = 0; time < seconds;) {
		const length = Math.min(0.2 + random() * 0.8, seconds - time);
		const pitch = random() < 0.5 ? 0 : 80 + random() * 800;
		notes.push({ start: time, length, pitch, loudness: 0.2 + random() * 0.4 });
		time += length;
	}
	return play(notes, seconds, random);
}

/** Music: an even run of notes from one scale, chosen by the prompt. */
export function music(prompt: string, seconds: number): Pcm {
	const random = randomFrom(prompt);
	const notes: Note[] = [];
	for (let time = 0; time < seconds; time += 0.25) {
		const pitch = SCALE[Math.floor(random() * SCALE.length)] * (random() < 0.3 ? 2 : 1);
		notes.push({ start: time, length: Math.min(0.24, seconds - time), pitch, loudness: 0.5 });
	}
	return play(notes, seconds, random);
}
