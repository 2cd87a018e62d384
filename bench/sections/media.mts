import axios from 'axios';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { hugeWav } from '../../sandbox/media/wav.mts';
import { apart } from '../apart.mts';
import { growthOf } from '../memory.mts';
import type { Section, Table } from '../report.mts';
import { median, number, spread } from '../report.mts';
import { PLACE, setUp } from '../rig.mts';
import { inFolder } from '../ways/bare.mts';
import type { DownloadWay } from '../ways/downloads.mts';
import { DOWNLOADS } from '../ways/downloads.mts';
import { requestHelperTypes } from '../ways/requestHelper.mts';
import type { UploadWay } from '../ways/uploads.mts';
import { UPLOADS } from '../ways/uploads.mts';

const MB = 1_000_000;
const ABOUT = { data: '', fileName: 'talk.wav', mimeType: 'audio/wav' };
/** More at once, whole in memory, says nothing new. */
const MOST_WHOLE = 100 * MB;

interface Size {
	bytes: number;
	/** How many files at once. */
	files: number;
	times: number;
}

type Growth = Awaited<ReturnType<typeof growthOf>>;

/** Saves files of so many bytes each. */
export async function download(way: string, { bytes, files, times }: Size): Promise<Growth[]> {
	const rig = await setUp({ types: requestHelperTypes });
	const { key, configure } = await rig.newAccount();
	const runIds = await finishedRuns(rig.apiUrl, key, files);
	const growths = await measure(bytes, times, async (resultBytes) => {
		await configure({ taskSeconds: 0, resultBytes });
		let sizes: number[] = [];
		const growth = await inFolder(
			async (folder) =>
				await growthOf(async () => {
					sizes = await DOWNLOADS[way].save({ rig, key, runIds, folder });
				}),
		);
		await rig.forgetFiles();
		const isAll = sizes.length === files && sizes.every((size) => size === resultBytes);
		if (!isAll) throw new Error(`Of ${files} × ${resultBytes} bytes came ${sizes.join(', ')}`);
		return growth;
	});
	await rig.tearDown();
	return growths;
}

/** Uploads a file of so many bytes. The sandbox counts what it gets, so that it is known to be all. */
export async function upload(way: string, { bytes, times }: Size): Promise<Growth[]> {
	const rig = await setUp();
	const { key, state } = await rig.newAccount();
	const growths = await measure(bytes, times, async (size) => {
		const stored = await rig.engine.binaryData.store(PLACE, hugeWav(size).open(), ABOUT);
		const growth = await inFolder(async (folder) => {
			const file = join(folder, 'talk.wav');
			await pipeline(hugeWav(size).open(), createWriteStream(file));
			return await growthOf(async () => await UPLOADS[way].send({ rig, key, file, stored }));
		});
		await rig.forgetFiles();
		const { requests } = await state();
		const { media_file: arrived } = requests.at(-1)?.body as Record<string, { size: number }>;
		if (arrived.size !== size) throw new Error(`Of ${size} bytes, ${arrived.size} arrived`);
		return growth;
	});
	await rig.tearDown();
	return growths;
}

async function measure(bytes: number, times: number, transfer: (bytes: number) => Promise<Growth>) {
	// The first one loads code that every later one uses.
	await transfer(MB);
	const growths: Growth[] = [];
	for (let time = 0; time < times; time++) growths.push(await transfer(bytes));
	return growths;
}

async function finishedRuns(apiUrl: string, key: string, count: number): Promise<number[]> {
	const http = axios.create({ baseURL: apiUrl, headers: { 'x-api-key': key } });
	const ask = async () => {
		const { data } = await http.post('/tts', { text: 'A story', voice_id: 147320, language: 1 });
		return (await http.get(`/tts/${data.task_id}`)).data.run_id as number;
	};
	return await Promise.all(Array.from({ length: count }, ask));
}

/** Each size, done in each way in a process of its own. */
async function compare(
	measureName: 'download' | 'upload',
	ways: Record<string, DownloadWay | UploadWay>,
	sizes: Size[],
): Promise<Table> {
	const rows: string[][] = [];
	for (const size of sizes) {
		const { bytes, files } = size;
		const what = `${files > 1 ? `${files} × ` : ''}${number(bytes / MB, 0)} MB`;
		let baseline: number | undefined;
		for (const [way, { name, isWhole, isElsewhere }] of Object.entries(ways)) {
			if (isWhole && bytes * files > MOST_WHOLE) continue;
			const growths = await apart<Growth[]>(import.meta.url, measureName, way, size);
			const rates = growths.map(({ seconds }) => (bytes * files) / MB / seconds);
			baseline ??= median(rates);
			rows.push([
				`${what}: ${name}`,
				spread(rates, 0),
				number(median(rates) / baseline),
				isElsewhere
					? ''
					: spread(
							growths.map((growth) => growth['grew by MB']),
							0,
						),
			]);
		}
	}
	return { head: ['', 'MB/s', '× the first', 'Growth at most, MB'], rows };
}

export async function run(quick: boolean): Promise<Section> {
	const single = quick
		? [{ bytes: 10 * MB, files: 1, times: 2 }]
		: [
				{ bytes: 10 * MB, files: 1, times: 9 },
				{ bytes: 100 * MB, files: 1, times: 5 },
				{ bytes: 1000 * MB, files: 1, times: 3 },
			];
	const many = quick ? [] : [{ bytes: 100 * MB, files: 20, times: 3 }];
	return {
		title: 'Media, in and out',
		parts: [
			{
				text:
					'Results into files, in MB a second and as a part of the first way, and how much the process ' +
					'grew. The sandbox makes the bytes while it sends them. The aim is 0.9 of what the helper and ' +
					"the store of n8n allow, and growth that does not follow the file's size.",
				table: await compare('download', DOWNLOADS, [...single, ...many]),
			},
			{
				text: 'Recordings from files. The sandbox hashes the bytes while it gets them.',
				table: await compare('upload', UPLOADS, single),
			},
		],
	};
}
