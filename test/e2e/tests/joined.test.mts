import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Browser } from 'playwright-core';

import { joinAudio } from '../../../nodes/shared/files/join';
import { loudness } from '../../support/joined.mts';
import { openBrowser } from '../support/browser.mts';

/*
 * What players make of joined files: ffmpeg makes the pieces, and ffmpeg and a browser play them.
 */

/** A tone for each piece, in Hz, and how long it lasts. */
const TONES: Array<[hertz: number, seconds: number]> = [
	[300, 1.3],
	[500, 2.3],
	[700, 3.3],
];
/** How the pieces of a format are encoded: 16 kHz to 48 kHz, by ffmpeg's own encoders and LAME. */
const ENCODED: Array<
	[format: string, extension: string, sampleRate: number, ...options: string[]]
> = [
	['mp3', 'mp3', 44_100, '-c:a', 'libmp3lame', '-b:a', '128k'],
	['mp3', 'mp3', 48_000, '-c:a', 'libmp3lame', '-q:a', '4', '-ac', '2'],
	['mp3', 'mp3', 24_000, '-c:a', 'libmp3lame', '-b:a', '64k', '-write_xing', '0'],
	['mp3', 'mp3', 22_050, '-c:a', 'libmp3lame', '-q:a', '6', '-id3v2_version', '4'],
	['mp3', 'mp3', 8000, '-c:a', 'libmp3lame', '-b:a', '16k'],
	['adts', 'aac', 44_100, '-c:a', 'aac', '-b:a', '96k', '-ac', '2'],
	['adts', 'aac', 24_000, '-c:a', 'aac', '-b:a', '48k'],
	['flac', 'flac', 48_000, '-c:a', 'flac'],
	['flac', 'flac', 24_000, '-c:a', 'flac', '-ac', '2', '-compression_level', '12'],
	['flac', 'flac', 44_100, '-c:a', 'flac', '-sample_fmt', 's32'],
	['wav', 'wav', 48_000, '-c:a', 'pcm_s16le'],
	['wav', 'wav', 24_000, '-c:a', 'pcm_f32le', '-ac', '2'],
	['wav', 'wav', 44_100, '-c:a', 'pcm_s24le'],
];

const folder = mkdtempSync(join(tmpdir(), 'camb-joined-'));
let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(async () => {
	await browser.close();
	rmSync(folder, { recursive: true });
});

const ffmpeg = (...args: string[]) =>
	execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { maxBuffer: 2 ** 28 });

/** The samples of the first channel, of a file or from a place in it on. */
function decode(file: string, ...seek: string[]): Float32Array {
	// In the midst of MP3 the first frames need bytes of those before.
	const strict = seek.length ? [] : ['-xerror', '-err_detect', '+crccheck+explode'];
	const bytes = ffmpeg(...strict, ...seek, '-i', file, '-af', 'pan=mono|c0=c0', '-f', 'f32le', '-');
	return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** Which of the tones is heard in some samples; undefined for none or several. */
function toneIn(samples: Float32Array, sampleRate: number): number | undefined {
	const heard = TONES.filter(([hertz]) => loudness(samples, hertz, sampleRate) > 0.05);
	return heard.length === 1 ? heard[0][0] : undefined;
}

/** The largest step from one sample to the next: a click is one that is larger than the sound's. */
function largestStep(samples: Float32Array): number {
	let largest = 0;
	for (let at = 1; at < samples.length; at++) {
		largest = Math.max(largest, Math.abs(samples[at] - samples[at - 1]));
	}
	return largest;
}

/** The pieces of a format, loud in their midst, as speech is. */
function makePieces(index: number): string[] {
	const [, extension, sampleRate, ...options] = ENCODED[index];
	return TONES.map(([hertz, seconds]) => {
		const file = join(folder, `${index}-${hertz}.${extension}`);
		const sine = `sine=frequency=${hertz}:duration=${seconds}:sample_rate=${sampleRate}`;
		const fade = 'afade=d=0.1,areverse,afade=d=0.1,areverse';
		const form = extension === 'aac' ? 'adts' : extension;
		ffmpeg('-f', 'lavfi', '-i', sine, '-af', fade, ...options, '-f', form, file);
		return file;
	});
}

async function joinTones(index: number, files: string[], pauseAfterMs: number) {
	const [format, extension] = ENCODED[index];
	const pieces = files.map((file) => ({
		open: async () => createReadStream(file),
		pauseAfterMs,
	}));
	const { stream, ...about } = await joinAudio(format, pieces);
	const file = join(folder, `${index}-${pauseAfterMs}.${extension}`);
	await pipeline(stream, createWriteStream(file));
	return { file, ...about };
}

describe.each(ENCODED.map((encoded, index) => [encoded.join(' '), index] as const))(
	'%s',
	(_how, index) => {
		const [format, , sampleRate] = ENCODED[index];
		let files: string[];
		beforeAll(() => {
			files = makePieces(index);
		});

		test.each([0, 600])(
			'with pauses of %i ms plays piece by piece, without a click',
			async (pause) => {
				const { file, durationSeconds = 0, spans = [] } = await joinTones(index, files, pause);
				const samples = decode(file);
				expect(samples.length).toBe(Math.round(durationSeconds * sampleRate));
				const between = (from: number, to: number) =>
					samples.subarray(Math.round(from * sampleRate), Math.round(to * sampleRate));
				for (const [number, { startSeconds, endSeconds }] of spans.entries()) {
					const [hertz, seconds] = TONES[number];
					// A frame more than the piece has, and what its encoder begins and ends with.
					expect(endSeconds - startSeconds).toBeGreaterThan(seconds - 0.001);
					expect(endSeconds - startSeconds).toBeLessThan(seconds + 4096 / sampleRate);
					const [start, end] = [startSeconds + 0.15, endSeconds - 0.2];
					expect(toneIn(between(start, end), sampleRate)).toBe(hertz);
					if (number === TONES.length - 1) continue;
					const joint = between(endSeconds - 0.06, spans[number + 1].startSeconds + 0.06);
					expect(largestStep(joint)).toBeLessThan(largestStep(between(start, end)));
					if (pause === 0) continue;
					const silence = between(endSeconds + 0.1, endSeconds + 0.5);
					expect(Math.max(...silence.map(Math.abs))).toBeLessThan(1e-5);
				}
			},
		);

		test('plays from any place on', async () => {
			const { file, spans = [] } = await joinTones(index, files, 0);
			// AAC has no header: where a place in it is, is a guess.
			const places = format === 'adts' ? [] : spans;
			for (const [number, { startSeconds }] of places.entries()) {
				// By the table in the header, where there is one.
				const table = format === 'mp3' ? ['-usetoc', '1'] : [];
				const place = String(startSeconds + 0.2);
				const samples = decode(file, ...table, '-ss', place, '-t', '1');
				// A few frames of MP3 need bytes of those before them, and are silent.
				const heard = samples.subarray(samples.length / 2);
				expect(toneIn(heard, sampleRate)).toBe(TONES[number][0]);
			}
		});

		test('lasts as long in a browser', async () => {
			const { file, durationSeconds = 0 } = await joinTones(index, files, 600);
			const page = await browser.newPage();
			const type = { mp3: 'audio/mpeg', adts: 'audio/aac', flac: 'audio/flac', wav: 'audio/wav' };
			const url = `data:${type[format as keyof typeof type]};base64,${readFileSync(file).toString('base64')}`;
			const seconds = await page.evaluate(async (source) => {
				const content = await (await fetch(source)).arrayBuffer();
				const decoded = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(content);
				const audio = new Audio(source);
				await new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve));
				return { decoded: decoded.duration, shown: audio.duration };
			}, url);
			await page.close();
			expect(Math.abs(seconds.decoded - durationSeconds)).toBeLessThan(2500 / sampleRate);
			// AAC has no header: what a player shows is a guess.
			if (format === 'adts') return;
			expect(Math.abs(seconds.shown - durationSeconds)).toBeLessThan(0.001);
		});
	},
);

test('MP3 from the midst of a stream begins with silence, not with what its first frames lack', async () => {
	const [first, second] = ['first', 'second'].map((name, seed) => {
		const file = join(folder, `${name}.mp3`);
		const noise = `anoisesrc=d=2:c=pink:r=44100:a=0.3:seed=${seed}`;
		ffmpeg('-f', 'lavfi', '-i', noise, '-c:a', 'libmp3lame', '-b:a', '64k', '-ac', '1', file);
		return readFileSync(file);
	});
	const pieces = [first, second.subarray(10_000)].map((bytes) => ({
		open: async () => Readable.from([bytes]),
	}));
	const { stream, spans = [] } = await joinAudio('mp3', pieces);
	const file = join(folder, 'cut.mp3');
	await pipeline(stream, createWriteStream(file));
	const samples = decode(file);
	const loudest = (frames: number) => {
		const at = Math.round(spans[1].startSeconds * 44_100) + frames * 1152;
		return Math.max(...samples.subarray(at, at + 1152).map(Math.abs));
	};
	expect(loudest(0)).toBeLessThan(1e-5);
	expect(loudest(5)).toBeGreaterThan(0.05);
});
