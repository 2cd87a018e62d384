import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { joinAudio } from '../nodes/shared/files/join';
import { encodeFlac } from '../sandbox/media/flac.mts';
import { encodeMp3 } from '../sandbox/media/mp3.mts';
import { speechTones } from '../sandbox/media/tones.mts';
import { encodeWav } from '../sandbox/media/wav.mts';
import { growthOf } from './memory.mts';

/**
 * How much the process grows, and how long it takes, while 1, 100 and 1,000 files of speech of a
 * minute become one, from disk.
 */
const COUNTS = [1, 100, 1000];
const ENCODERS = { mp3: encodeMp3, flac: encodeFlac, wav: encodeWav };
const HERE = fileURLToPath(import.meta.url);

type Format = keyof typeof ENCODERS;

/** One measure, in a process of its own: what a process has once got, the next would not see. */
function measureApart(format: string, count: number): object {
	const child = spawnSync(process.execPath, [...process.execArgv, HERE, format, String(count)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	return JSON.parse(child.stdout.toString()) as object;
}

if (process.argv.length === 2) {
	console.table(
		Object.keys(ENCODERS).flatMap((format) => COUNTS.map((count) => measureApart(format, count))),
	);
	process.exit(0);
}

const [format, count] = [process.argv[2] as Format, Number(process.argv[3])];
const folder = mkdtempSync(join(tmpdir(), 'camb-join-'));
const piece = join(folder, 'piece');
writeFileSync(
	piece,
	await ENCODERS[format](speechTones('It was a dark and stormy night. '.repeat(20))),
);

async function joinPieces(pieces: number) {
	const open = async () => createReadStream(piece);
	const all = Array.from({ length: pieces }, () => ({ open, pauseAfterMs: 500 }));
	const { stream } = await joinAudio(format, all);
	let bytes = 0;
	for await (const chunk of stream) bytes += (chunk as Buffer).length;
	return bytes;
}

// The first run loads code that every later one uses.
await joinPieces(2);
let bytes = 0;
const growth = await growthOf(async () => (bytes = await joinPieces(count)));
console.log(JSON.stringify({ format, pieces: count, MB: Math.round(bytes / 1e6), ...growth }));
rmSync(folder, { recursive: true });
