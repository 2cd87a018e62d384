import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeType,
} from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';

import { mapConcurrently } from '../../nodes/shared/core/concurrency';

/** Until the first check, as the nodes wait with the clock of these measures, in ms. */
export const FIRST_GAP_MS = 10;

const TYPE = 'bench.requestHelper';

/** What any node pays for the same calls: n8n's request helper and its binary store, and no more. */
const node: INodeType = {
	description: {
		displayName: 'Request Helper',
		name: TYPE,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'File', name: 'file', type: 'string', default: '' },
			{ displayName: 'At Once', name: 'atOnce', type: 'number', default: 1 },
		],
	},
	async execute() {
		const items = this.getInputData();
		const work = async (index: number) => {
			const parameter = (name: string) => this.getNodeParameter(name, index) as string;
			const file = parameter('file');
			if (file) return await save(this, file);
			return await oneTask(this, parameter('url'), String(items[index].json.text));
		};
		const atOnce = this.getNodeParameter('atOnce', 0) as number;
		const mapped = await mapConcurrently(items.length, atOnce, work);
		if (!mapped.ok) throw mapped.cause;
		return [
			mapped.results.map((data, item) => ({ json: {}, binary: { data }, pairedItem: { item } })),
		];
	},
};

async function send(context: IExecuteFunctions, options: IHttpRequestOptions) {
	const { httpRequestWithAuthentication } = context.helpers;
	return (await httpRequestWithAuthentication.call(context, 'cambAiApi', options)) as unknown;
}

async function oneTask(context: IExecuteFunctions, url: string, text: string) {
	const body = { text, voice_id: 147320, language: 1 };
	const created = await send(context, { method: 'POST', url: `${url}/tts`, body, json: true });
	await sleep(FIRST_GAP_MS);
	const { task_id: taskId } = created as { task_id: string };
	const status = await send(context, { url: `${url}/tts/${taskId}`, json: true });
	const { run_id: runId } = status as { run_id: number };
	return await save(context, `${url}/tts-result/${runId}?output_type=raw_bytes`);
}

async function save(context: IExecuteFunctions, url: string) {
	const options = { url, encoding: 'stream' as const, returnFullResponse: true };
	const { body } = (await send(context, options)) as IN8nHttpFullResponse;
	return await context.helpers.prepareBinaryData(body as Readable, 'speech.wav', 'audio/wav');
}

export const requestHelperTypes: Record<string, INodeType> = { [TYPE]: node };
export const REQUEST_HELPER = TYPE;
