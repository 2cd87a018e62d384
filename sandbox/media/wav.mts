import { Readable } from 'node:stream';
import { contentTypeOf, type Media } from './media.mts';
import type { Pcm } from './pcm.mts';

const HEADER_BYTES = 44;

/** The header of a mono 16 bit WAV that holds `dataBytes` of sound. */
function header(dataBytes: number, sampleRate: number): Buffer {
	const head = Buffer.alloc(HEADER_BYTES);
	head.write('RIFF', 0);
	head.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(sampleRate, 24);
	head.writeUInt32LE(sampleRate * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36);
	head.writeUInt32LE(dataBytes, 40);
	return head;
}

/** The samples as bytes, lowest byte first. */
export function pcmBytes({ samples }: Pcm): Buffer {
	return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

export function encodeWav(pcm: Pcm): Buffer {
	const data = pcmBytes(pcm);
	return Buffer.concat([header(data.length, pcm.sampleRate), data]);
}

/**
 * Reads a mono 16 bit WAV whose header lengths can't be trusted, as espeak-ng streams it.
 * Nothing at all counts as silence.
 */
export function decodeStreamedWav(wav: Buffer): Pcm {
	if (wav.length < HEADER_BYTES) return { samples: new Int16Array(), sampleRate: 22_050 };
	const data = wav.subarray(wav.indexOf('data') + 8);
	const samples = new Int16Array(data.length >> 1);
	for (let index = 0; index < samples.length; index += 1) {
		samples[index] = data.readInt16LE(index * 2);
	}
	return { samples, sampleRate: wav.readUInt32LE(24) };
}

let hum: Buffer | undefined;

/** 64 KB of a tone that fits before and after itself, made when it is first wanted. */
function humBlock(): Buffer {
	if (hum) return hum;
	hum = Buffer.alloc(64 * 1024);
	for (let index = 0; index < hum.length; index += 2) {
		hum.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 16 * index) / hum.length)), index);
	}
	return hum;
}

function* humOf(bytes: number) {
	const block = humBlock();
	for (let left = bytes; left > 0; left -= block.length) {
		yield block.subarray(0, Math.min(left, block.length));
	}
}

/** Raw sound of exactly `bytes` bytes that exists only while it is being sent. */
export function hugePcm(bytes: number): Media {
	return { contentType: contentTypeOf('pcm'), bytes, open: () => Readable.from(humOf(bytes)) };
}

/** A valid WAV of exactly `bytes` bytes that exists only while it is being sent. */
export function hugeWav(bytes: number): Media {
	const sampleRate = 22_050;
	function* content() {
		// An odd last byte is padding: two bytes make a sample.
		yield header((bytes - HEADER_BYTES) & ~1, sampleRate);
		yield* humOf(bytes - HEADER_BYTES);
	}
	return { contentType: contentTypeOf('wav'), bytes, open: () => Readable.from(content()) };
}
