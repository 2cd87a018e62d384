import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { related, taskNodeHint } from '../shared/builderHints';
import { SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
import { runTaskNode } from '../shared/runTaskNode';
import { fields } from './parameters';
import { request } from './request';

/** Programmatic because one item takes several requests: submit, status checks, results. */
export class CambSubtitles implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Subtitles',
		name: 'cambSubtitles',
		icon: { light: 'file:cambSubtitles.svg', dark: 'file:cambSubtitles.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ [$parameter["subtitleFiles"]].flat().join(", ").toUpperCase() }}',
		description:
			'Make subtitles in other languages for a video or audio with CAMB.AI. This is a new CAMB.AI feature.',
		defaults: { name: 'CAMB.AI Subtitles' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
		hints: [SUBMITTED_HINT],
		builderHint: taskNodeHint(
			'Takes a link to a video or audio, or a binary file, and gives one item for each target language.',
			related('cambTranscribe', 'Subtitles in the language that is spoken, also of a binary file'),
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
