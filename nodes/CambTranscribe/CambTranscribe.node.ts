import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { related, taskNodeHint } from '../shared/builderHints';
import { SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
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
		hints: [SUBMITTED_HINT],
		builderHint: taskNodeHint(
			'Takes a binary file or a link, and gives text, segments with times and speakers, and SRT, VTT or TXT files.',
			related('cambSubtitles', 'Subtitles in other languages than the spoken one'),
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
