import axios from 'axios';
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Rig } from '../rig.mts';
import { nodeOf, PLACE } from '../rig.mts';
import { saveBare } from './bare.mts';
import { REQUEST_HELPER } from './requestHelper.mts';

const curl = promisify(execFile);

/** Finished runs, whose results are to be saved all at once. */
interface Download {
	rig: Rig;
	key: string;
	runIds: number[];
	/** For what n8n does not store. */
	folder: string;
}

export interface DownloadWay {
	name: string;
	/** Gives the bytes of each file. */
	save(download: Download): Promise<number[]>;
	/** Whether whole files are in memory. */
	isWhole?: boolean;
	/** Whether it works in another process, whose memory is not measured. */
	isElsewhere?: boolean;
}

/** The baseline first. */
export const DOWNLOADS: Record<string, DownloadWay> = {
	pipeline: {
		name: 'undici and `pipeline` to a file',
		save: async (download) =>
			await toFiles(download, async (url, file) => await saveBare(url, download.key, file)),
	},
	curl: {
		name: 'curl to a file',
		isElsewhere: true,
		save: async (download) =>
			await toFiles(download, async (url, file) => {
				await curl('curl', ['-sfH', `x-api-key: ${download.key}`, '-o', file, url]);
			}),
	},
	whole: {
		name: 'axios, whole in memory, then into n8n',
		isWhole: true,
		save: async ({ rig, key, runIds }) =>
			await Promise.all(
				runIds.map(async (runId) => {
					const { data } = await axios.get<Buffer>(urlOf(rig, runId), {
						headers: { 'x-api-key': key },
						responseType: 'arraybuffer',
					});
					await rig.engine.binaryData.store(PLACE, data, { data: '', mimeType: 'audio/wav' });
					return data.length;
				}),
			),
	},
	helper: {
		name: "n8n's request helper and binary store, alone",
		save: async ({ rig, key, runIds }) => {
			const items = runIds.map((runId) => ({ json: { url: urlOf(rig, runId) } }));
			const parameters = { file: '={{ $json.url }}', atOnce: runIds.length };
			return await sizesOf(
				rig,
				await rig.runNodes(key, [nodeOf(REQUEST_HELPER, parameters)], items),
			);
		},
	},
	ours: {
		name: 'these nodes (Fetch Result)',
		save: async ({ rig, key, runIds }) => {
			const items = runIds.map((runId) => ({ json: { runId } }));
			const parameters = {
				kind: 'text-to-speech',
				lookUpBy: 'run',
				runId: '={{ $json.runId }}',
				options: { itemsAtOnce: runIds.length },
			};
			return await sizesOf(rig, await rig.runNode(key, 'cambFetchResult', parameters, items));
		},
	},
};

function urlOf({ apiUrl }: Rig, runId: number): string {
	return `${apiUrl}/tts-result/${runId}?output_type=raw_bytes`;
}

async function toFiles(
	{ rig, runIds, folder }: Download,
	save: (url: string, file: string) => Promise<void>,
): Promise<number[]> {
	return await Promise.all(
		runIds.map(async (runId) => {
			const file = join(folder, String(runId));
			await save(urlOf(rig, runId), file);
			return statSync(file).size;
		}),
	);
}

/** Of the files that n8n has stored. */
async function sizesOf({ engine }: Rig, items: INodeExecutionData[]): Promise<number[]> {
	return await Promise.all(
		items.map(async ({ binary }) => {
			const { fileSize } = await engine.binaryData.getMetadata(binary?.data.id as string);
			return fileSize;
		}),
	);
}
