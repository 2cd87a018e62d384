import { createMp3Encoder } from 'wasm-media-encoders';
import type { Pcm } from './pcm.mts';

/** MP3 by LAME (wasm-media-encoders), 64 kbit/s, which is plenty for one voice. */
export async function encodeMp3({ samples, sampleRate }: Pcm): Promise<Buffer> {
	const encoder = await createMp3Encoder();
	encoder.configure({ sampleRate, channels: 1, bitrate: 64 });
	const channel = Float32Array.from(samples, (sample) => sample / 32768);
	// Both calls return the same memory, so each part is copied before the next.
	const start = Buffer.from(encoder.encode([channel]));
	return Buffer.concat([start, Buffer.from(encoder.finalize())]);
}
