import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { related, taskNodeHint } from '../shared/builderHints';
import { SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
import { runTaskNode } from '../shared/runTaskNode';
import { fields } from './parameters';
import { request } from './request';

/** Programmatic because voices are filtered here, and a design takes several requests. */
export class CambVoice implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Voice',
		name: 'cambVoice',
		icon: { light: 'file:cambVoice.svg', dark: 'file:cambVoice.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ { clone: "Clone", delete: "Delete", design: "Design", get: "Get", getAll: "Get many" }[$parameter["operation"]] }}',
		description: 'Find, clone, design and delete CAMB.AI voices',
		defaults: { name: 'CAMB.AI Voice' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
		hints: [SUBMITTED_HINT],
		builderHint: taskNodeHint(
			'Get Many finds voices and their IDs, which Text to Speech and Story take.',
			related('cambTextToSpeech', 'Speaks a text with the voice'),
		),
	};

	methods: INodeType['methods'];

	execute: INodeType['execute'];

	/** n8n makes it with the system's clock and time limits, tests with others. */
	constructor(timing = systemTiming) {
		this.methods = openLists(timing);
		this.execute = async function () {
			return await runTaskNode(this, timing, async (item) => await request(this, item));
		};
	}
}
