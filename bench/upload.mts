import axios from 'axios';

import { hugeWav } from '../sandbox/media/wav.mts';
import { growthOf } from './memory.mts';
import { setUp } from './rig.mts';

/**
 * How much the process grows while Transcribe uploads a file of 200 MB from n8n's binary store.
 * The sandbox hashes what it gets, so that it is known to be all.
 */
const BYTES = 200_000_000;

const rig = await setUp();
const { key, state } = await rig.newAccount();
const place = { type: 'execution', workflowId: 'workflow', executionId: '1' } as const;

async function upload(bytes: number) {
	const about = { data: '', fileName: 'talk.wav', mimeType: 'audio/wav' };
	const data = await rig.engine.binaryData.store(place, hugeWav(bytes).open(), about);
	const items = [{ json: {}, binary: { data } }];
	const parameters = { source: 'binary', inputDataField: 'data', language: 1, options: {} };
	const measured = await growthOf(() => rig.runNode(key, 'cambTranscribe', parameters, items));
	const { requests } = await state();
	const body = requests.filter(({ step }) => step === 'submit').at(-1)?.body;
	const { size } = (body as { media_file: { size: number } }).media_file;
	if (size !== bytes) throw new Error(`Of ${bytes} bytes, ${size} arrived`);
	return measured;
}

/** The usual way: the whole file in a Buffer, and the Buffer in a form. */
async function wholeInMemory(bytes: number) {
	const about = { data: '', fileName: 'talk.wav', mimeType: 'audio/wav' };
	const data = await rig.engine.binaryData.store(place, hugeWav(bytes).open(), about);
	return await growthOf(async () => {
		const form = new FormData();
		form.append('language', '1');
		const file = await rig.engine.binaryData.getAsBuffer(data);
		form.append('media_file', new Blob([file], { type: 'audio/wav' }), 'talk.wav');
		await axios.post(`${rig.apiUrl}/transcribe`, form, { headers: { 'x-api-key': key } });
	});
}

// The first run loads code that every later one uses.
await upload(1_000_000);
console.table([
	{ what: `upload of ${BYTES / 1e6} MB, streamed (ours)`, ...(await upload(BYTES)) },
	{ what: `upload of ${BYTES / 1e6} MB, whole in memory`, ...(await wholeInMemory(BYTES)) },
]);
await rig.tearDown();
process.exit(0);
