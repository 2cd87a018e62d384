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

/** Programmatic because one item takes several requests: upload, status checks, download. */
export class CambStory implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Story',
		name: 'cambStory',
		icon: { light: 'file:cambStory.svg', dark: 'file:cambStory.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["options"]["setUpOnly"] ? "Set up in Studio" : "Narrate" }}',
		description: 'Turn a text into a narrated story with CAMB.AI, in one or more languages',
		defaults: { name: 'CAMB.AI Story' },
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
