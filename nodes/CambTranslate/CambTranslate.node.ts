import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { taskNodeHint } from '../shared/builderHints';
import { SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
import { runTaskNode } from '../shared/runTaskNode';
import { fields } from './parameters';
import { request } from './request';

/** Programmatic because one item takes several requests: submit, status checks, result. */
export class CambTranslate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Translate',
		name: 'cambTranslate',
		icon: { light: 'file:cambTranslate.svg', dark: 'file:cambTranslate.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["delivery"] === "stream" ? "In the response" : "As a task" }}',
		description: 'Translate a text or a list of texts into another language with CAMB.AI',
		defaults: { name: 'CAMB.AI Translate' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
		hints: [SUBMITTED_HINT],
		builderHint: taskNodeHint('Takes one text or an array of texts, whose order is kept.'),
	};

	methods: INodeType['methods'];

	execute: INodeType['execute'];

	/** n8n makes it with the system's clock and time limits, tests with others. */
	constructor(timing = systemTiming) {
		this.methods = openLists(timing);
		this.execute = async function () {
			return await runTaskNode(this, timing, (item) => request(this, item));
		};
	}
}
