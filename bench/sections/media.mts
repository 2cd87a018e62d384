import { execFile } from 'node:child_process';
import { createWriteStream, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

import axios from 'axios';
import { FormData as Form, request } from 'undici';

import { hugeWav } from '../../sandbox/media/wav.mts';
import { apart } from '../apart.mts';
import { inFolder, saveBare } from '../ways/bare.mts';
import { growthOf } from '../memory.mts';
import type { Section, Table } from '../report.mts';
import { median, number, spread } from '../report.mts';
import { REQUEST_HELPER, requestHelperTypes } from '../ways/requestHelper.mts';
import { nodeOf, PLACE, setUp } from '../rig.mts';

const MB = 1_000_000;
const SMALL = MB;
const ABOUT = { data: '', fileName: 'talk.wav', mimeType: 'audio/wav' };
const curl = promisify(execFile);

interface Transfer {
	way: string;
	bytes: number;
	/** How many files at once. */
	files?: number;
	times: number;
}

interface Measured {
	seconds: number[];
	grewMb: number[];
}

const DOWN: Record<string, string> = {
	pipeline: 'undici and `pipeline` to a file',
	curl: 'curl to a file',
	whole: 'axios, whole in memory, then into n8n',
	helper: "n8n's request helper and binary store, alone",
	ours: 'these nodes (Fetch Result)',
};
const UP: Record<string, string> = {
	undici: 'undici, from a file',
	curl: 'curl, from a file',
	whole: 'axios, whole in memory, out of n8n',
	ours: 'these nodes (Transcribe)',
};

/** Saves files of so many bytes each. */
export async function download({ way, bytes, files = 1, times }: Transfer): Promise<Measured> {
	const rig = await setUp({ types: requestHelperTypes });
	const { key, configure } = await rig.newAccount();
	const runIds = await finishedRuns(rig.apiUrl, key, files);
	const urls = runIds.map((id) => `${rig.apiUrl}/tts-result/${id}?output_type=raw_bytes`);
	const headers = { 'x-api-key': key };

	async function save(folder: string) {
		switch (way) {
			case 'pipeline':
				return await Promise.all(
					urls.map((url, index) => saveBare(url, key, join(folder, `${index}`))),
				);
			case 'curl':
				return await Promise.all(
					urls.map((url, index) =>
						curl('curl', ['-sfH', `x-api-key: ${key}`, '-o', join(folder, `${index}`), url]),
					),
				);
			case 'whole':
				return await Promise.all(
					urls.map(async (url) => {
						const { data } = await axios.get<Buffer>(url, { headers, responseType: 'arraybuffer' });
						await rig.engine.binaryData.store(PLACE, data, ABOUT);
					}),
				);
			case 'helper':
				return await rig.runNodes(
					key,
					[nodeOf(REQUEST_HELPER, { file: '={{ $json.url }}', atOnce: files })],
					urls.map((url) => ({ json: { url } })),
				);
			default: {
				const parameters = {
					kind: 'text-to-speech',
					lookUpBy: 'run',
					options: { itemsAtOnce: files },
				};
				const items = runIds.map((runId) => ({ json: { runId } }));
				return await rig.runNode(
					key,
					'cambFetchResult',
					{ runId: '={{ $json.runId }}', ...parameters },
					items,
				);
			}
		}
	}
	const measured = await measure(bytes, times, async (resultBytes) => {
		await configure({ taskSeconds: 0, resultBytes });
		return await inFolder(async (folder) => {
			const growth = await growthOf(async () => await save(folder));
			await rig.forgetFiles();
			return growth;
		});
	});
	await rig.tearDown();
	return measured;
}

/** Uploads a file of so many bytes. The sandbox counts what it gets, so that it is known to be all. */
export async function upload({ way, bytes, times }: Transfer): Promise<Measured> {
	const rig = await setUp();
	const { key, state } = await rig.newAccount();
	const url = `${rig.apiUrl}/transcribe`;
	const headers = { 'x-api-key': key };
	const measured = await inFolder(
		async (folder) =>
			await measure(bytes, times, async (size) => {
				const file = join(folder, 'talk.wav');
				await pipeline(hugeWav(size).open(), createWriteStream(file));
				const stored = await rig.engine.binaryData.store(PLACE, hugeWav(size).open(), ABOUT);
				const growth = await growthOf(async () => {
					switch (way) {
						case 'undici': {
							const body = new Form();
							body.append('language', '1');
							body.append('media_file', await openAsBlob(file, { type: 'audio/wav' }), 'talk.wav');
							return await (await request(url, { method: 'POST', headers, body })).body.dump();
						}
						case 'curl':
							return await curl('curl', [
								'-sfH',
								`x-api-key: ${key}`,
								'-F',
								'language=1',
								'-F',
								`media_file=@${file};type=audio/wav`,
								url,
							]);
						case 'whole': {
							const body = new FormData();
							body.append('language', '1');
							const content = await rig.engine.binaryData.getAsBuffer(stored);
							body.append('media_file', new Blob([content], { type: 'audio/wav' }), 'talk.wav');
							return await axios.post(url, body, { headers });
						}
						default: {
							const parameters = {
								source: 'binary',
								inputDataField: 'data',
								language: 1,
								waitForCompletion: false,
							};
							return await rig.runNode(key, 'cambTranscribe', parameters, [
								{ json: {}, binary: { data: stored } },
							]);
						}
					}
				});
				const { requests } = await state();
				const { media_file: arrived } = requests.at(-1)?.body as Record<string, { size: number }>;
				if (arrived.size !== size) throw new Error(`Of ${size} bytes, ${arrived.size} arrived`);
				await rig.forgetFiles();
				return growth;
			}),
	);
	await rig.tearDown();
	return measured;
}

type Growth = Awaited<ReturnType<typeof growthOf>>;

async function measure(bytes: number, times: number, transfer: (bytes: number) => Promise<Growth>) {
	// The first one loads code that every later one uses.
	await transfer(SMALL);
	const measured: Measured = { seconds: [], grewMb: [] };
	for (let time = 0; time < times; time++) {
		const growth = await transfer(bytes);
		measured.seconds.push(growth.seconds);
		measured.grewMb.push(growth['grew by MB']);
	}
	return measured;
}

async function finishedRuns(apiUrl: string, key: string, count: number): Promise<number[]> {
	const http = axios.create({ baseURL: apiUrl, headers: { 'x-api-key': key } });
	return await Promise.all(
		Array.from({ length: count }, async () => {
			const { data } = await http.post('/tts', { text: 'A story', voice_id: 147320, language: 1 });
			return (await http.get(`/tts/${data.task_id}`)).data.run_id as number;
		}),
	);
}

/** One table, with the ways in rows for each size. */
async function compare(
	direction: 'download' | 'upload',
	ways: Record<string, string>,
	sizes: Array<Omit<Transfer, 'way'>>,
): Promise<Table> {
	const rows: string[][] = [];
	for (const { bytes, files = 1, times } of sizes) {
		let baseline: number | undefined;
		for (const [way, name] of Object.entries(ways)) {
			// Whole files in memory, 20 times 100 MB or one of 1 GB, say nothing more than one of 100 MB.
			if (way === 'whole' && bytes * files > 100 * MB) continue;
			const transfer = { way, bytes, files, times };
			const { seconds, grewMb } = await apart<Measured>(import.meta.url, direction, transfer);
			const rate = seconds.map((each) => (bytes * files) / MB / each);
			baseline ??= median(rate);
			rows.push([
				`${files > 1 ? `${files} × ` : ''}${number(bytes / MB, 0)} MB: ${name}`,
				spread(rate, 0),
				number(median(rate) / baseline),
				way === 'curl' ? '' : spread(grewMb, 0),
			]);
		}
	}
	return { head: ['', 'MB/s', '× the first', 'Growth at most, MB'], rows };
}

export async function run(quick: boolean): Promise<Section> {
	const sizes = quick
		? [{ bytes: 10 * MB, times: 2 }]
		: [
				{ bytes: 10 * MB, times: 9 },
				{ bytes: 100 * MB, times: 5 },
				{ bytes: 1000 * MB, times: 3 },
			];
	const many = quick ? [] : [{ bytes: 100 * MB, files: 20, times: 3 }];
	return {
		title: 'Media, in and out',
		parts: [
			{
				text:
					'Results into files, in MB a second and as a part of the first way, and how much the process ' +
					'grew. The sandbox makes the bytes while it sends them. The aim is 0.9 of what the helper and the ' +
					"store of n8n allow, and growth that does not follow the file's size.",
				table: await compare('download', DOWN, [...sizes, ...many]),
			},
			{
				text: 'Recordings from files. The sandbox hashes the bytes while it gets them.',
				table: await compare('upload', UP, sizes),
			},
		],
	};
}
