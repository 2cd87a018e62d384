import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

import { mapConcurrently } from '../nodes/shared/core/concurrency';
import { setUp } from './rig.mts';

/**
 * What an item costs this process, in ms of CPU: our node, n8n's request helper making the same
 * requests and no more, and undici alone. Each item is a submit, one check a second later, and a
 * small file. `--cpu-prof` with `ours` as the argument shows where the time goes.
 */
const COUNT = 200;
const AT_ONCE = 20;
const ROUNDS = 5;
const rig = await setUp();
const [, , only] = process.argv;

const texts = Array.from({ length: COUNT }, (_, number) => ({ json: { text: `Line ${number}` } }));
const body = (item: number) => ({ text: texts[item].json.text, voice_id: 147320, language: 1 });

async function ours(key: string) {
	const parameters = {
		text: '={{ $json.text }}',
		voice: 147320,
		language: 1,
		options: { itemsAtOnce: AT_ONCE },
	};
	await rig.runNode(key, 'cambTextToSpeech', parameters, texts);
}

/** A node that makes the requests with n8n's helper and stores the file, and does nothing else. */
const helperNode = {
	description: {
		name: 'helper',
		properties: [],
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'cambAiApi', required: true }],
	},
	async execute(this: IExecuteFunctions) {
		const { baseUrl } = await this.getCredentials<{ baseUrl: string }>('cambAiApi');
		const call = async (options: object) =>
			await this.helpers.httpRequestWithAuthentication.call(this, 'cambAiApi', options as never);
		await mapConcurrently(COUNT, AT_ONCE, async (item) => {
			const { task_id } = await call({
				method: 'POST',
				url: `${baseUrl}/tts`,
				body: body(item),
				json: true,
			});
			await sleep(1000);
			const { run_id } = await call({ url: `${baseUrl}/tts/${task_id}`, json: true });
			const file = await call({ url: `${baseUrl}/tts-result/${run_id}`, encoding: 'stream' });
			return await this.helpers.prepareBinaryData(file as Readable, 'speech.flac', 'audio/flac');
		});
		return [[]];
	},
} as unknown as INodeType;

async function helperAlone(key: string) {
	await rig.runNode(key, 'helper', {}, texts, { 'n8n-nodes-camb.helper': helperNode });
}

async function undiciAlone(key: string) {
	const dispatcher = new Agent();
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	const headers = { 'x-api-key': key, 'content-type': 'application/json' };
	const call = async (path: string, options = {}) =>
		(await request(rig.apiUrl + path, { dispatcher, headers, ...options })).body;
	await mapConcurrently(COUNT, AT_ONCE, async (item) => {
		const sent = await call('/tts', { method: 'POST', body: JSON.stringify(body(item)) });
		const { task_id } = (await sent.json()) as { task_id: string };
		await sleep(1000);
		const { run_id } = (await (await call(`/tts/${task_id}`)).json()) as { run_id: number };
		await pipeline(await call(`/tts-result/${run_id}`), createWriteStream(join(folder, `${item}`)));
	});
	await dispatcher.close();
	rmSync(folder, { recursive: true });
}

async function cpuMsOf(work: (key: string) => Promise<void>) {
	const { key } = await rig.newAccount();
	const before = process.cpuUsage();
	await work(key);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000 / COUNT;
}

const ways = Object.entries({ ours, helperAlone, undiciAlone }).filter(
	([name]) => !only || name === only,
);
const rows: Array<Record<string, number>> = [];
for (let round = 0; round <= ROUNDS; round++) {
	const row: Record<string, number> = {};
	for (const [name, way] of ways) row[name] = Number((await cpuMsOf(way)).toFixed(2));
	// The first round loads what every later one uses.
	if (round > 0) rows.push(row);
}
const median = (name: string) => rows.map((row) => row[name]).sort((a, b) => a - b)[ROUNDS >> 1];
console.table(rows);
console.log('median', Object.fromEntries(ways.map(([name]) => [name, median(name)])));
if (!only) {
	const beyond = (median('ours') - median('helperAlone')) / median('undiciAlone');
	console.log(`ours, beyond n8n's helper: ${beyond.toFixed(2)} of undici alone`);
}
await rig.tearDown();
process.exit(0);
