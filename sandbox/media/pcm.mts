/** Mono sound, 16 bit. */
export interface Pcm {
	samples: Int16Array;
	/** Samples per second. */
	sampleRate: number;
}

/** A small repeatable random source (mulberry32), seeded by text: same text, same sound. */
export function randomFrom(text: string): () => number {
	let state = 2166136261;
	for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16777619);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Turns a function of time (seconds) with values in -1 to 1 into samples. */
export function render(
	seconds: number,
	sampleRate: number,
	wave: (time: number) => number,
): Int16Array {
	const samples = new Int16Array(Math.round(seconds * sampleRate));
	for (let index = 0; index < samples.length; index += 1) {
		const value = Math.max(-1, Math.min(1, wave(index / sampleRate)));
		samples[index] = Math.round(value * 32000);
	}
	return samples;
}
