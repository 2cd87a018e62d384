import fc from 'fast-check';

import { encodeFlac } from '../../sandbox/media/flac.mts';
import { randomFrom } from '../../sandbox/media/pcm.mts';
import { encodeWav } from '../../sandbox/media/wav.mts';
import { decodeFlac, expectSame, joined } from '../support/joined.mts';
import { holds } from '../support/property.mts';
import { id3 } from '../support/samples.mts';

/** Bytes of a frame behind its header that refer to no other frame, and begin none. */
const body = (length: number, seed: string) => {
	const random = randomFrom(seed);
	const bytes = Buffer.from(Array.from({ length }, () => Math.floor(random() * 255)));
	bytes.fill(0, 0, 2);
	return bytes;
};

/** A format whose pieces are frames, each with its header in hex and its length in bytes. */
const FRAMED: Record<string, Array<[string, number]>> = {
	mp3: [
		['fffb90c4', 417],
		['fffb92c4', 418],
		['fffb10c4', 104],
		['fffbe0c4', 1044],
	],
	adts: [
		['fff15040213ffc', 265],
		['fff150400b3ffc', 89],
		['fff1504047fffc', 575],
	],
};

/** Of the runs, since each joins many files. */
const SHARE = 0.1;
const LONGEST_MS = 1_800_000;

/** How many bytes come at a time. */
const CHUNK_BYTES = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 65, max: 65_536 }));

const junk = fc.uint8Array({ max: 0xfe, maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const tag = fc.nat(2000).map(id3);

interface Part {
	bytes: Buffer;
	/** Whether it is in the joined file. */
	isSound: boolean;
}

/** Frames in any order, with anything between them that is none, and perhaps cut off at the end. */
function pieceOf(frames: Array<[string, number]>): fc.Arbitrary<Part[]> {
	const frame = fc.tuple(fc.constantFrom(...frames), fc.string()).map(([[head, length], seed]) => {
		const start = Buffer.from(head, 'hex');
		return Buffer.concat([start, body(length - start.length, seed)]);
	});
	// What is no frame stands between rows of three or more: fewer may be chance.
	const row = fc.tuple(
		fc.oneof(junk, tag, fc.constant(Buffer.alloc(0))),
		fc.array(frame, { minLength: 3, maxLength: 6 }),
	);
	return fc
		.tuple(fc.array(row, { minLength: 1, maxLength: 3 }), frame, fc.nat(80), fc.boolean())
		.map(([rows, last, cut, hasTag]) => [
			...rows.flatMap(([between, sound]) => [
				{ bytes: between, isSound: false },
				...sound.map((bytes) => ({ bytes, isSound: true })),
			]),
			hasTag
				? { bytes: Buffer.alloc(128, 'TAG'), isSound: false }
				: { bytes: last.subarray(0, cut), isSound: false },
		]);
}

const all = (parts: Part[]) => Buffer.concat(parts.map(({ bytes }) => bytes));

test.each(Object.keys(FRAMED))(
	'%s: all frames, in their order, and nothing else',
	(format) =>
		holds(
			`joined ${format}`,
			fc.tuple(fc.array(pieceOf(FRAMED[format]), { minLength: 1, maxLength: 3 }), CHUNK_BYTES),
			async ([pieces, chunkBytes]) => {
				const { file } = await joined(format, pieces.map(all), { chunkBytes });
				const sound = all(pieces.flat().filter(({ isSound }) => isSound));
				const header = format === 'mp3' ? file.length - sound.length : 0;
				const info = Math.max(file.indexOf('Info'), file.indexOf('Xing'));
				if (format === 'mp3') expect(file.readUInt32BE(info + 12)).toBe(file.length);
				expectSame(file.subarray(header), sound);
			},
			SHARE,
		),
	LONGEST_MS,
);

/** Sound cut into pieces anywhere. */
const cuts = fc
	.array(fc.nat(3000), { minLength: 2, maxLength: 6 })
	.map((places) => [...places].sort((one, other) => one - other));
const random = randomFrom('noise');
const NOISE = Int16Array.from({ length: 3000 }, () => random() * 65_536 - 32_768);
const piecesAt = (places: number[]) =>
	places
		.slice(1)
		.map((end, index) => NOISE.subarray(places[index], end))
		.filter(({ length }) => length >= 16);

test(
	'WAV and FLAC: all samples, in their order',
	() =>
		holds(
			'joined samples',
			fc.tuple(cuts, CHUNK_BYTES, fc.constantFrom(0, 2, 100)),
			async ([places, chunkBytes, pauseAfterMs]) => {
				const pieces = piecesAt(places).map((samples) => ({ samples, sampleRate: 8000 }));
				fc.pre(pieces.length > 0);
				const way = { chunkBytes, pauseAfterMs };
				const gap = Array<number>(pauseAfterMs * 8).fill(0);
				const wanted = Int16Array.from(
					pieces.flatMap(({ samples }, index) => [...(index ? gap : []), ...samples]),
				);
				const wav = await joined('wav', pieces.map(encodeWav), way);
				expectSame(new Int16Array(Uint8Array.from(wav.file.subarray(44)).buffer), wanted);
				const flac = await joined('flac', await Promise.all(pieces.map(encodeFlac)), way);
				const kept = (await decodeFlac(flac.file)).samples;
				expect(flac.durationSeconds).toBe(kept.length / 8000);
				// A piece's last frame of less than 16 samples is left out.
				if (pieces.every(({ samples }) => samples.length % 1152 >= 16)) expectSame(kept, wanted);
			},
			SHARE,
		),
	LONGEST_MS,
);
