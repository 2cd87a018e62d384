import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { listSearch, loadOptions } from '../shared/methods/lists';
import { runTaskNode } from '../shared/runTaskNode';
import { fields } from './parameters';
import { request } from './request';

/** Programmatic because one item takes several requests: upload, status checks, result. */
export class CambTranscribe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Transcribe',
		name: 'cambTranscribe',
		icon: { light: 'file:cambTranscribe.svg', dark: 'file:cambTranscribe.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["source"] === "url" ? "From a URL" : "From a file" }}',
		description: 'Turn the speech in audio or video into text and subtitles with CAMB.AI',
		defaults: { name: 'CAMB.AI Transcribe' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runTaskNode(this, async (item) => await request(this, item));
	}
}
