import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { setUp } from './rig.mts';

/**
 * How fast a large result comes into n8n's store, in MB a second and in CPU: our node, n8n's helper
 * and `prepareBinaryData` and no more, and a bare pipeline into a file.
 */
const BYTES = 300_000_000;
const ROUNDS = 3;
const rig = await setUp();
const [, , only] = process.argv;

interface Task {
	key: string;
	runId: number;
}

/** A task that is done, so that there is nothing to measure but the file. */
async function newTask(): Promise<Task> {
	const { key } = await rig.newAccount({ resultBytes: BYTES });
	const headers = { 'x-api-key': key, 'content-type': 'application/json' };
	const body = JSON.stringify({ text: 'A long story', voice_id: 147320, language: 1 });
	const sent = await fetch(`${rig.apiUrl}/tts`, { method: 'POST', headers, body });
	const { task_id } = (await sent.json()) as { task_id: string };
	const status = await fetch(`${rig.apiUrl}/tts/${task_id}`, { headers });
	const { run_id } = (await status.json()) as { run_id: number };
	return { key, runId: run_id };
}

async function ours({ key, runId }: Task) {
	const parameters = { kind: 'text-to-speech', lookUpBy: 'run', runId: String(runId) };
	const [{ json }] = await rig.runNode(key, 'cambFetchResult', parameters);
	if (json.fileSize !== BYTES) throw new Error(`${String(json.fileSize)} bytes were saved`);
}

const storeNode = {
	description: {
		name: 'store',
		properties: [],
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'cambAiApi', required: true }],
	},
	async execute(this: IExecuteFunctions) {
		const { baseUrl } = await this.getCredentials<{ baseUrl: string }>('cambAiApi');
		const url = `${baseUrl}/tts-result/${String(this.getInputData()[0].json.runId)}`;
		const file = (await this.helpers.httpRequestWithAuthentication.call(this, 'cambAiApi', {
			url,
			encoding: 'stream',
			headers: { 'accept-encoding': 'identity' },
		})) as Readable;
		await this.helpers.prepareBinaryData(file, 'speech.wav', 'audio/wav');
		return [[]];
	},
} as unknown as INodeType;

async function prepareBinaryDataAlone({ key, runId }: Task) {
	const types = { 'n8n-nodes-camb.store': storeNode };
	await rig.runNode(key, 'store', {}, [{ json: { runId } }], types);
}

async function barePipeline({ key, runId }: Task) {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	const response = await new Promise<Readable>((resolve) => {
		get(`${rig.apiUrl}/tts-result/${runId}`, { headers: { 'x-api-key': key } }, resolve);
	});
	await pipeline(response, createWriteStream(join(folder, 'speech.wav')));
	rmSync(folder, { recursive: true });
}

async function measure(work: (task: Task) => Promise<void>) {
	const task = await newTask();
	const cpu = process.cpuUsage();
	const begun = performance.now();
	await work(task);
	const seconds = (performance.now() - begun) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	return { 'MB/s': BYTES / 1e6 / seconds, 'CPU s': (user + system) / 1e6 };
}

const ways = Object.entries({ ours, prepareBinaryDataAlone, barePipeline }).filter(
	([name]) => !only || name === only,
);
const rows: Array<Record<string, number>> = [];
for (let round = 0; round <= ROUNDS; round++) {
	const row: Record<string, number> = {};
	for (const [name, way] of ways) {
		for (const [what, value] of Object.entries(await measure(way))) row[`${name} ${what}`] = value;
	}
	if (round > 0) rows.push(row);
}
const median = (name: string) => rows.map((row) => row[name]).sort((a, b) => a - b)[ROUNDS >> 1];
console.table(
	Object.keys(rows[0]).map((what) => ({ what, median: Number(median(what).toFixed(2)) })),
);
await rig.tearDown();
process.exit(0);
