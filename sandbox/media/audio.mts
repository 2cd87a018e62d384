import { MediaCache } from './cache.mts';
import { espeak, espeakLanguages } from './espeak.mts';
import { encodeFlac } from './flac.mts';
import { mediaFromBuffer, type Media } from './media.mts';
import { encodeMp3 } from './mp3.mts';
import type { Pcm } from './pcm.mts';
import { music, soundEffect, speechTones } from './tones.mts';
import { encodeWav, pcmBytes } from './wav.mts';

export type AudioFormat = 'wav' | 'flac' | 'mp3' | 'pcm';

/** What is to be spoken, and how. `tag` is a language such as en-us. */
export interface Speech {
	text: string;
	tag: string;
	female?: boolean;
}

const cache = new MediaCache(64 * 1024 * 1024);
/** Longer texts are cut: nobody listens to an hour of a stand-in. */
const MOST_SPOKEN_CHARACTERS = 5000;

function encode(pcm: Pcm, format: AudioFormat): Buffer | Promise<Buffer> {
	if (format === 'flac') return encodeFlac(pcm);
	if (format === 'mp3') return encodeMp3(pcm);
	return format === 'wav' ? encodeWav(pcm) : pcmBytes(pcm);
}

async function sayIt({ text, tag, female = false }: Speech): Promise<Pcm> {
	const spoken = text.slice(0, MOST_SPOKEN_CHARACTERS);
	if (!(await espeakLanguages())) return speechTones(spoken);
	const pcm = await espeak(spoken, tag, female);
	// espeak-ng is silent for a text of signs alone; a result must not be empty.
	return pcm.samples.length > 0 ? pcm : speechTones(spoken);
}

/** Speech by espeak-ng where it is installed, else by tones. */
export async function speechMedia(speech: Speech, format: AudioFormat): Promise<Media> {
	const key = JSON.stringify(['speech', format, speech.tag, speech.female, speech.text]);
	const content = await cache.get(key, async () => encode(await sayIt(speech), format));
	return mediaFromBuffer(content, format);
}

/** A sound or music of `seconds` seconds, shaped by the prompt. */
export async function soundMedia(
	{ prompt, seconds, type }: { prompt: string; seconds: number; type: string },
	format: AudioFormat,
): Promise<Media> {
	const compose = type === 'music' ? music : soundEffect;
	const key = JSON.stringify([type, format, seconds, prompt]);
	const content = await cache.get(key, () => encode(compose(prompt, seconds), format));
	return mediaFromBuffer(content, format);
}
