import axios from 'axios';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { INodeParameters } from 'n8n-workflow';

import { hugeWav } from '../sandbox/media/wav.mts';
import { growthOf } from './memory.mts';
import { setUp } from './rig.mts';

/**
 * How much the process grows while a node uploads a file of 200 MB from n8n's binary store, for
 * every node that uploads a recording. The sandbox counts what it gets, so that it is known to be
 * all.
 */
const BYTES = 200_000_000;
const HERE = fileURLToPath(import.meta.url);

interface Upload {
	node: string;
	parameters: INodeParameters;
	path: string;
	/** The field of the API that the file goes into; none where it goes by itself. */
	field?: string;
	/** The other fields that the API wants. */
	form: Record<string, string>;
}

const uploads: Upload[] = [
	{
		node: 'cambDub',
		parameters: {
			source: 'binary',
			fileTransfer: 'upload',
			sourceLanguage: 1,
			targetLanguages: [54],
		},
		path: '/files/upload-url',
		form: { filename: 'talk.wav', content_type: 'audio/wav' },
	},
	{
		node: 'cambTranscribe',
		parameters: { source: 'binary', language: 1 },
		path: '/transcribe',
		field: 'media_file',
		form: { language: '1' },
	},
	{
		node: 'cambSeparateAudio',
		parameters: {},
		path: '/audio-separation',
		field: 'media_file',
		form: {},
	},
	{
		node: 'cambVoice',
		parameters: { operation: 'clone', voiceName: 'Ours', gender: 2 },
		path: '/create-custom-voice',
		field: 'file',
		form: { voice_name: 'Ours', gender: '2' },
	},
];

/** One measure, in a process of its own: what a process has once got, the next would not see. */
function measureApart(index: number, way: string): object {
	const child = spawnSync(process.execPath, [...process.execArgv, HERE, String(index), way], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	return JSON.parse(child.stdout.toString()) as object;
}

if (process.argv.length === 2) {
	const rows = uploads.flatMap(({ node }, index) =>
		['streamed', 'whole in memory'].map((way) => ({
			node,
			MB: BYTES / 1e6,
			way,
			...measureApart(index, way),
		})),
	);
	console.table(rows);
	process.exit(0);
}

const [index, way] = process.argv.slice(2);
const wanted = { upload: uploads[Number(index)], way };
const rig = await setUp();
const { key, state } = await rig.newAccount();
const place = { type: 'execution', workflowId: 'workflow', executionId: '1' } as const;
const about = { data: '', fileName: 'talk.wav', mimeType: 'audio/wav' };
const stored = async (bytes: number) =>
	await rig.engine.binaryData.store(place, hugeWav(bytes).open(), about);

async function checkArrived(field: string | undefined, bytes: number) {
	const { requests } = await state();
	const sent = requests.filter(({ step, method }) => step === 'submit' || method === 'PUT');
	const bodies = sent.map(({ body }) => (field ? Object(body)[field] : body) as { size?: number });
	const { size } = bodies.filter((file) => file?.size !== undefined).at(-1) ?? {};
	if (size !== bytes) throw new Error(`Of ${bytes} bytes, ${size} arrived`);
}

async function streamed({ node, parameters, field }: Upload, bytes: number) {
	const items = [{ json: {}, binary: { data: await stored(bytes) } }];
	const all = { inputDataField: 'data', options: {}, ...parameters };
	const measured = await growthOf(() => rig.runNode(key, node, all, items));
	await checkArrived(field, bytes);
	return measured;
}

/** Where the API wants a file that goes by itself. */
interface Ticket {
	upload: { url: string; headers: Record<string, string> };
}

/** The usual way: the whole file in a Buffer, and the Buffer in a form. */
async function wholeInMemory({ path, field, form }: Upload, bytes: number) {
	const data = await stored(bytes);
	const measured = await growthOf(async () => {
		const headers = { 'x-api-key': key };
		if (!field) {
			const { data: ticket } = await axios.post<Ticket>(`${rig.apiUrl}${path}`, form, { headers });
			const file = await rig.engine.binaryData.getAsBuffer(data);
			await axios.put(ticket.upload.url, file, { headers: ticket.upload.headers });
			return;
		}
		const body = new FormData();
		for (const [name, value] of Object.entries(form)) body.append(name, value);
		const file = await rig.engine.binaryData.getAsBuffer(data);
		body.append(field, new Blob([file], { type: 'audio/wav' }), 'talk.wav');
		await axios.post(`${rig.apiUrl}${path}`, body, { headers });
	});
	await checkArrived(field, bytes);
	return measured;
}

const upload = wanted.way === 'streamed' ? streamed : wholeInMemory;
// The first run loads code that every later one uses.
await upload(wanted.upload, 1_000_000);
console.log(JSON.stringify(await upload(wanted.upload, BYTES)));
await rig.tearDown();
process.exit(0);
