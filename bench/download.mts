import axios from 'axios';

import { growthOf } from './memory.mts';
import { setUp } from './rig.mts';

/**
 * How much the process grows while Text to Speech saves a result of 300 MB to n8n's binary store,
 * against the way of the vendor's own node: the whole file in memory.
 */
const BYTES = 300_000_000;

const PLACE = { type: 'execution', workflowId: 'workflow', executionId: '1' } as const;
const rig = await setUp();

async function download(resultBytes: number) {
	const { key } = await rig.newAccount({ resultBytes });
	const parameters = { text: 'A long story', voice: 147320, language: 1, options: {} };
	return await growthOf(async () => {
		const [{ json }] = await rig.runNode(key, 'cambTextToSpeech', parameters);
		if (json.fileSize !== resultBytes) throw new Error(`${String(json.fileSize)} bytes were saved`);
	});
}

async function wholeInMemory(resultBytes: number) {
	const { key } = await rig.newAccount({ resultBytes });
	const http = axios.create({ baseURL: rig.apiUrl, headers: { 'x-api-key': key } });
	const { data } = await http.post('/tts', { text: 'A long story', voice_id: 147320, language: 1 });
	const status = await http.get(`/tts/${data.task_id}`);
	return await growthOf(async () => {
		const path = `/tts-result/${status.data.run_id}`;
		const result = await http.get<Buffer>(path, { responseType: 'arraybuffer' });
		const about = { data: '', mimeType: 'audio/wav' };
		await rig.engine.binaryData.store(PLACE, result.data, about);
	});
}

// The first run loads code that every later one uses.
await download(1_000_000);
console.table([
	{ what: `download of ${BYTES / 1e6} MB, streamed (ours)`, ...(await download(BYTES)) },
	{ what: `download of ${BYTES / 1e6} MB, whole in memory`, ...(await wholeInMemory(BYTES)) },
]);
await rig.tearDown();
process.exit(0);
