import type { Flac } from 'libflacjs';
import type { Pcm } from './pcm.mts';

let library: Promise<Flac> | undefined;

/** libflacjs is 1 MB of compiled code: load it when the first FLAC is wanted. */
async function load(): Promise<Flac> {
	const { default: libFactory } = await import('libflacjs');
	const flac = libFactory('release');
	if (!flac.isReady()) await new Promise<void>((resolve) => flac.on('ready', () => resolve()));
	return flac;
}

/** FLAC by libflacjs, at its fastest level. The header carries the length. */
export async function encodeFlac({ samples, sampleRate }: Pcm): Promise<Buffer> {
	const flac = await (library ??= load());
	const encoder = flac.create_libflac_encoder(sampleRate, 1, 16, 0, samples.length, false);
	if (!encoder) throw new Error('libflacjs could not make an encoder');
	const chunks: Buffer[] = [];
	try {
		flac.init_encoder_stream(encoder, (data) => void chunks.push(Buffer.from(data)), undefined);
		flac.FLAC__stream_encoder_process_interleaved(
			encoder,
			Int32Array.from(samples),
			samples.length,
		);
		flac.FLAC__stream_encoder_finish(encoder);
	} finally {
		flac.FLAC__stream_encoder_delete(encoder);
	}
	return Buffer.concat(chunks);
}
