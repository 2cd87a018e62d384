import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { joinAudio } from '../../nodes/shared/files/join';
import { encodeFlac } from '../../sandbox/media/flac.mts';
import { encodeMp3 } from '../../sandbox/media/mp3.mts';
import { speechTones } from '../../sandbox/media/tones.mts';
import { encodeWav } from '../../sandbox/media/wav.mts';
import { apart } from '../apart.mts';
import { growthOf } from '../memory.mts';
import type { Section } from '../report.mts';
import { median, number, spread } from '../report.mts';
import { inFolder } from '../ways/bare.mts';

const MB = 1_000_000;
const ENCODERS = { mp3: encodeMp3, flac: encodeFlac, wav: encodeWav };
const TEXT = 'It was a dark and stormy night. '.repeat(20);
const PAUSE_MS = 500;

type Format = keyof typeof ENCODERS;

interface Measured {
	bytes: number;
	growths: Array<Awaited<ReturnType<typeof growthOf>>>;
	/** How long it takes only to read the pieces, in seconds. */
	readSeconds: number[];
}

/** Joins so many pieces of speech from disk, so many times. */
export async function joinPieces(format: Format, count: number, times: number): Promise<Measured> {
	return await inFolder(async (folder) => {
		const file = join(folder, 'piece');
		writeFileSync(file, await ENCODERS[format](speechTones(TEXT)));
		const pieces = (many: number) =>
			Array.from({ length: many }, () => ({
				open: async () => createReadStream(file),
				pauseAfterMs: PAUSE_MS,
			}));
		const joinSome = async (many: number) =>
			await lengthOf((await joinAudio(format, pieces(many))).stream);
		const readSome = async (many: number) => {
			for (const { open } of pieces(many)) await lengthOf(await open());
		};

		// The first run loads code that every later one uses.
		await joinSome(2);
		const measured: Measured = { bytes: 0, growths: [], readSeconds: [] };
		for (let time = 0; time < times; time++) {
			measured.readSeconds.push((await growthOf(async () => await readSome(count))).seconds);
			const growth = await growthOf(async () => (measured.bytes = await joinSome(count)));
			measured.growths.push(growth);
		}
		return measured;
	});
}

async function lengthOf(stream: Readable): Promise<number> {
	let bytes = 0;
	for await (const chunk of stream) bytes += (chunk as Buffer).length;
	return bytes;
}

export async function run(quick: boolean): Promise<Section> {
	const [counts, times] = quick ? [[1, 100], 1] : [[1, 100, 1000], 3];
	const rows: string[][] = [];
	for (const format of Object.keys(ENCODERS)) {
		for (const count of counts) {
			// What a process has once got, the next measure would not see.
			const measured = await apart<Measured>(import.meta.url, 'joinPieces', format, count, times);
			const { bytes, growths, readSeconds } = measured;
			const seconds = growths.map((growth) => growth.seconds);
			rows.push([
				`${format.toUpperCase()}, ${number(count, 0)} ${count === 1 ? 'piece' : 'pieces'}`,
				number(bytes / MB, 1),
				spread(seconds),
				number(median(seconds) / median(readSeconds), 1),
				spread(
					growths.map((growth) => growth['grew by MB']),
					0,
				),
			]);
		}
	}
	return {
		title: 'Pieces of speech as one file',
		parts: [
			{
				text:
					`Pieces of ${TEXT.length} characters each, from disk, with half a second of silence behind ` +
					'each, and how long that takes as a multiple of only reading them. Each count in a process ' +
					'of its own. The aim is growth that does not follow the number of pieces.',
				table: {
					head: ['', 'Joined, MB', 'Seconds', '× reading', 'Growth at most, MB'],
					rows,
				},
			},
		],
	};
}
