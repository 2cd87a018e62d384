import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { setUp } from './rig.mts';

/**
 * How long many tasks take, against the way of the vendor's own node: one after another, a check
 * every 3 seconds. Both run against the same sandbox, whose tasks take 2 seconds.
 */
const TASK_SECONDS = 2;
const rig = await setUp();

const texts = (count: number) =>
	Array.from({ length: count }, (_, number) => ({ json: { text: `Line number ${number}` } }));

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return (performance.now() - begun) / 1000;
}

/** Our node, in n8n's engine. */
async function ours(count: number, itemsAtOnce: number) {
	const { key } = await rig.newAccount({ taskSeconds: TASK_SECONDS });
	const parameters = {
		text: '={{ $json.text }}',
		voice: 147320,
		language: 1,
		options: { itemsAtOnce },
	};
	await rig.runNode(key, 'cambTextToSpeech', parameters, texts(count));
}

/** One after another, a check every 3 seconds. */
async function oneAfterAnother(count: number) {
	const { key } = await rig.newAccount({ taskSeconds: TASK_SECONDS });
	const http = axios.create({ baseURL: rig.apiUrl, headers: { 'x-api-key': key } });
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
await rig.tearDown();
process.exit(0);
