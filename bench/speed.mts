import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { bootEngine } from '../engine/boot.mts';
import { loadPackage } from '../engine/package.mts';
import { startRun } from '../engine/run.mts';
import { sandboxDriver } from '../sandbox/driver.mts';
import { startSandbox } from '../sandbox/start.mjs';

/**
 * How long many tasks take, against the way of the vendor's own node: one after another, a check
 * every 3 seconds. Both run against the same sandbox, whose tasks take 2 seconds.
 */
const TASK_SECONDS = 2;
const sandbox = await startSandbox();
const driver = sandboxDriver(sandbox.adminUrl);
const engine = await bootEngine();
const loaded = await loadPackage(engine);

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return (performance.now() - begun) / 1000;
}

const texts = (count: number) =>
	Array.from({ length: count }, (_, number) => ({ json: { text: `Line number ${number}` } }));

/** Our node, in n8n's engine. */
async function ours(count: number, itemsAtOnce: number) {
	const { key } = await driver.createAccount({ taskSeconds: TASK_SECONDS });
	const node = {
		id: 'speech',
		name: 'Speech',
		type: 'n8n-nodes-camb.cambTextToSpeech',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {
			text: '={{ $json.text }}',
			voice: 147320,
			language: 1,
			options: { itemsAtOnce },
		},
		credentials: { cambAiApi: { id: '1', name: 'CAMB.AI account' } },
	};
	const { status } = await startRun(engine, loaded, {
		workflow: { nodes: [node], connections: {} },
		items: texts(count),
		credentials: { cambAiApi: { apiKey: key, baseUrl: sandbox.apiUrl } },
	}).done;
	if (status !== 'success') throw new Error(`The run ended with ${status}`);
}

/** One after another, a check every 3 seconds. */
async function oneAfterAnother(count: number) {
	const { key } = await driver.createAccount({ taskSeconds: TASK_SECONDS });
	const http = axios.create({ baseURL: sandbox.apiUrl, headers: { 'x-api-key': key } });
	for (const { json } of texts(count)) {
		const { data } = await http.post('/tts', { text: json.text, voice_id: 147320, language: 1 });
		let status = { status: 'PENDING', run_id: null };
		while (status.status === 'PENDING') {
			await sleep(3000);
			status = (await http.get(`/tts/${data.task_id}`)).data;
		}
		await http.get(`/tts-result/${status.run_id}`, { responseType: 'arraybuffer' });
	}
}

const baseline = await secondsOf(() => oneAfterAnother(10));
const rows = [
	{ what: '10 tasks, one after another, checks every 3 s', seconds: baseline },
	{ what: '10 tasks, 5 at once (default)', seconds: await secondsOf(() => ours(10, 5)) },
	{ what: '10 tasks, 10 at once', seconds: await secondsOf(() => ours(10, 10)) },
	{ what: '20 tasks, 20 at once', seconds: await secondsOf(() => ours(20, 20)) },
];
console.table(
	rows.map(({ what, seconds }) => ({
		what,
		seconds: Number(seconds.toFixed(2)),
		'× one task': Number((seconds / TASK_SECONDS).toFixed(2)),
		'baseline ÷ this': Number((baseline / seconds).toFixed(1)),
	})),
);
await sandbox.stop();
engine.close();
process.exit(0);
