import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

import { setUp } from './rig.mts';

/**
 * How long many tasks take, against the way of the vendor's own node: one after another, a check
 * every 3 seconds. Both run against the same sandbox, whose tasks take 2 seconds.
 */
const TASK_SECONDS = 2;
const ROUNDS = 3;
const rig = await setUp();

const texts = (count: number) =>
	Array.from({ length: count }, (_, number) => ({ json: { text: `Line number ${number}` } }));

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return (performance.now() - begun) / 1000;
}

/** Our node, in n8n's engine. */
async function ours(key: string, count: number, itemsAtOnce: number) {
	const parameters = {
		text: '={{ $json.text }}',
		voice: 147320,
		language: 1,
		options: { itemsAtOnce },
	};
	await rig.runNode(key, 'cambTextToSpeech', parameters, texts(count));
}

const newKey = async () => (await rig.newAccount({ taskSeconds: TASK_SECONDS })).key;
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1];

/** As in an account of which nothing is known, and when such tasks were seen before. */
async function coldAndKnown(count: number, itemsAtOnce: number) {
	const cold: number[] = [];
	const known: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const key = await newKey();
		cold.push(await secondsOf(() => ours(key, count, itemsAtOnce)));
		known.push(await secondsOf(() => ours(key, count, itemsAtOnce)));
	}
	const what = `${count} tasks, ${itemsAtOnce} at once`;
	const ideal = Math.ceil(count / itemsAtOnce) * TASK_SECONDS;
	return [
		{ what, ideal, seconds: median(cold) },
		{ what: `${what}, known`, ideal, seconds: median(known) },
	];
}

/** One after another, a check every 3 seconds. */
async function oneAfterAnother(count: number) {
	const key = await newKey();
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
	{ what: '10 tasks, one after another, checks every 3 s', ideal: 20, seconds: baseline },
	...(await coldAndKnown(10, 5)),
	...(await coldAndKnown(10, 10)),
	...(await coldAndKnown(20, 20)),
];
console.table(
	rows.map(({ what, ideal, seconds }) => ({
		what,
		seconds: Number(seconds.toFixed(2)),
		'÷ ideal': Number((seconds / ideal).toFixed(2)),
		'baseline ÷ this': Number((baseline / seconds).toFixed(1)),
	})),
);
await rig.tearDown();
process.exit(0);
