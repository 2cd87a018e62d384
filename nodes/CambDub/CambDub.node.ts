import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { listSearch, loadOptions } from '../shared/methods/lists';
import { TWO_AT_ONCE } from '../shared/parameters/taskParameters';
import { runTaskNode } from '../shared/runTaskNode';
import { fields } from './parameters';
import { request } from './request';

/** Programmatic because one item takes several requests: submit, status checks, downloads. */
export class CambDub implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Dub',
		name: 'cambDub',
		icon: { light: 'file:cambDub.svg', dark: 'file:cambDub.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ video: "Video", audio: "Audio", both: "Video and audio", links: "Links only" })[$parameter["result"]] }}',
		description: 'Dub a video or audio into other languages with CAMB.AI',
		defaults: { name: 'CAMB.AI Dub' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runTaskNode(this, (item) => request(this, item), TWO_AT_ONCE);
	}
}
