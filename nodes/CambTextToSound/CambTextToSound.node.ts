import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { related, taskNodeHint } from '../shared/builderHints';
import { SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
import { runTaskNode } from '../shared/runTaskNode';
import { fields } from './parameters';
import { request } from './request';

/** Programmatic because one item takes several requests: submit, status checks, download. */
export class CambTextToSound implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Text to Sound',
		name: 'cambTextToSound',
		icon: { light: 'file:cambTextToSound.svg', dark: 'file:cambTextToSound.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["audioType"] === "music" ? "Make music" : "Make a sound" }}',
		description: 'Make a sound effect or music from a description with CAMB.AI',
		defaults: { name: 'CAMB.AI Text to Sound' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
		hints: [SUBMITTED_HINT],
		builderHint: taskNodeHint(
			'For sound effects and music, not for speech. Gives an audio file in the binary field "data".',
			related('cambTextToSpeech', 'Speaks a text'),
		),
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
