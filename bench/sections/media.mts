import axios from 'axios';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { hugeWav } from '../../sandbox/media/wav.mts';
import type { Aim } from '../aims.mts';
import { apart } from '../apart.mts';
import { growthOf } from '../memory.mts';
import type { Section } from '../report.mts';
import { median, number, spread } from '../report.mts';
import { PLACE, setUp } from '../rig.mts';
import { inFolder } from '../ways/bare.mts';
import type { DownloadWay } from '../ways/downloads.mts';
import { DOWNLOADS } from '../ways/downloads.mts';
import { requestHelperTypes } from '../ways/requestHelper.mts';
import type { UploadWay } from '../ways/uploads.mts';
import { UPLOADS } from '../ways/uploads.mts';

const MB = 1_000_000;
const WAYS: Record<'download' | 'upload', Record<string, DownloadWay | UploadWay>> = {
	download: DOWNLOADS,
	upload: UPLOADS,
};
const ABOUT = { data: '', fileName: 'talk.wav', mimeType: 'audio/wav' };
/** More at once, whole in memory, says nothing new. */
const MOST_WHOLE = 100 * MB;

interface Size {
	bytes: number;
	/** How many files at once. */
	files: number;
	/** How often each way is measured, in turns with the others. */
	rounds: number;
}

type Growth = Awaited<ReturnType<typeof growthOf>>;

/** Saves files of so many bytes each. */
export async function download(way: string, { bytes, files }: Size): Promise<Growth> {
	const rig = await setUp({ types: requestHelperTypes });
	const { key, configure } = await rig.newAccount();
	const runIds = await finishedRuns(rig.apiUrl, key, files);
	const growth = await onceWarm(bytes, async (resultBytes) => {
		await configure({ taskSeconds: 0, resultBytes });
		let sizes: number[] = [];
		const grown = await inFolder(
			async (folder) =>
				await growthOf(async () => {
					sizes = await DOWNLOADS[way].save({ rig, key, runIds, folder });
				}),
		);
		await rig.forgetFiles();
		const isAll = sizes.length === files && sizes.every((size) => size === resultBytes);
		if (!isAll) throw new Error(`Of ${files} × ${resultBytes} bytes came ${sizes.join(', ')}`);
		return grown;
	});
	await rig.tearDown();
	return growth;
}

/** Uploads a file of so many bytes. The sandbox counts what it gets, so that it is known to be all. */
export async function upload(way: string, { bytes }: Size): Promise<Growth> {
	const rig = await setUp();
	const { key, state } = await rig.newAccount();
	const growth = await onceWarm(bytes, async (size) => {
		const stored = await rig.engine.binaryData.store(PLACE, hugeWav(size).open(), ABOUT);
		const grown = await inFolder(async (folder) => {
			const file = join(folder, 'talk.wav');
			await pipeline(hugeWav(size).open(), createWriteStream(file));
			return await growthOf(async () => await UPLOADS[way].send({ rig, key, file, stored }));
		});
		await rig.forgetFiles();
		const { requests } = await state();
		const { media_file: arrived } = requests.at(-1)?.body as Record<string, { size: number }>;
		if (arrived.size !== size) throw new Error(`Of ${size} bytes, ${arrived.size} arrived`);
		return grown;
	});
	await rig.tearDown();
	return growth;
}

/** The second transfer: the first one loads code that every later one uses. */
async function onceWarm(bytes: number, transfer: (bytes: number) => Promise<Growth>) {
	await transfer(MB);
	return await transfer(bytes);
}

async function finishedRuns(apiUrl: string, key: string, count: number): Promise<number[]> {
	const http = axios.create({ baseURL: apiUrl, headers: { 'x-api-key': key } });
	const ask = async () => {
		const { data } = await http.post('/tts', { text: 'A story', voice_id: 147320, language: 1 });
		return (await http.get(`/tts/${data.task_id}`)).data.run_id as number;
	};
	return await Promise.all(Array.from({ length: count }, ask));
}

interface Measured {
	way: string;
	growths: Growth[];
	/** In MB a second, one for each round. */
	rates: number[];
}

/** Every way in a process of its own, in turns: what else the machine does comes and goes. */
async function measure(direction: 'download' | 'upload', size: Size): Promise<Measured[]> {
	const ways = Object.entries(WAYS[direction])
		.filter(([, { isWhole }]) => !isWhole || size.bytes * size.files <= MOST_WHOLE)
		.map(([way]): Measured => ({ way, growths: [], rates: [] }));
	for (let round = 0; round < size.rounds; round++) {
		for (const { way, growths, rates } of ways) {
			const growth = await apart<Growth>(import.meta.url, direction, way, size);
			growths.push(growth);
			rates.push((size.bytes * size.files) / MB / growth.seconds);
		}
	}
	return ways;
}

const growthsOf = ({ growths }: Measured) => growths.map((growth) => growth['grew by MB']);

/** Compared within each round. */
const ratios = (one: Measured, other: Measured) =>
	one.rates.map((rate, round) => rate / other.rates[round]);

function rowsOf(direction: 'download' | 'upload', size: Size, measured: Measured[]): string[][] {
	return measured.map((each) => {
		const { name, isElsewhere } = WAYS[direction][each.way];
		return [
			`${nameOf(size)}: ${name}`,
			spread(each.rates, 0),
			spread(ratios(each, measured[0])),
			isElsewhere ? '' : spread(growthsOf(each), 0),
		];
	});
}

const nameOf = ({ bytes, files }: Size) =>
	`${files > 1 ? `${files} × ` : ''}${number(bytes / MB, 0)} MB`;

const COLD =
	'Each measure is the second transfer of its process, whose code is still cold: 55 ms, and 46 of the ' +
	'helper. In a process that had saved ten files, 24.2 and 23.6 ms (forty of each in turns, by hand).';

function aimOf(size: Size, measured: Measured[]): Aim {
	const [ours, helper] = ['ours', 'helper'].map(
		(name) => measured.find(({ way }) => way === name) as Measured,
	);
	return {
		what: `${nameOf(size)} saved, speed, × n8n's request helper and store alone`,
		atLeast: 0.9,
		measured: median(ratios(ours, helper)),
		whyNot: size.bytes < 100 * MB ? COLD : undefined,
	};
}

export async function run(quick: boolean): Promise<Section> {
	const single = quick
		? [{ bytes: 10 * MB, files: 1, rounds: 1 }]
		: [
				{ bytes: 10 * MB, files: 1, rounds: 9 },
				{ bytes: 100 * MB, files: 1, rounds: 9 },
				{ bytes: 1000 * MB, files: 1, rounds: 5 },
			];
	const many = quick ? [] : [{ bytes: 100 * MB, files: 20, rounds: 5 }];
	const rows = { download: [] as string[][], upload: [] as string[][] };
	const aims: Aim[] = [];
	let inShort = '';
	for (const size of [...single, ...many]) {
		const measured = await measure('download', size);
		rows.download.push(...rowsOf('download', size, measured));
		aims.push(aimOf(size, measured));
		const ours = measured.find(({ way }) => way === 'ours') as Measured;
		inShort = `**Memory**: while ${nameOf(size)} come in, the process grows by ${number(median(growthsOf(ours)), 0)} MB.`;
	}
	for (const size of single) {
		rows.upload.push(...rowsOf('upload', size, await measure('upload', size)));
	}
	const head = ['', 'MB/s', '× the first', 'Growth at most, MB'];
	return {
		title: 'Media, in and out',
		inShort,
		aims,
		parts: [
			{
				text:
					'Results into files, in MB a second and as a part of the first way, and how much the process ' +
					'grew. The sandbox makes the bytes while it sends them. The ways take turns, and are compared ' +
					'within each round, so that the ratios are not those of the medians.',
				table: { head, rows: rows.download },
			},
			{
				text: 'Recordings from files. The sandbox hashes the bytes while it gets them.',
				table: { head, rows: rows.upload },
			},
		],
	};
}
