import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { taskNodeHint } from '../shared/builderHints';
import { SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
import { runTaskNode } from '../shared/runTaskNode';
import { fields } from './parameters';
import { request } from './request';

/** Programmatic because one item takes several requests: upload, status checks, downloads. */
export class CambSeparateAudio implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Separate Audio',
		name: 'cambSeparateAudio',
		icon: { light: 'file:cambSeparateAudio.svg', dark: 'file:cambSeparateAudio.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: 'Speech and background',
		description:
			'Separate the speech in a recording from music, noise and other sounds with CAMB.AI',
		defaults: { name: 'CAMB.AI Separate Audio' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
		hints: [SUBMITTED_HINT],
		builderHint: taskNodeHint(
			'Takes a binary file, and gives two audio files: what is spoken, and everything else.',
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
