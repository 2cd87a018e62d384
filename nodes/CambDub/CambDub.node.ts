import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { related, taskNodeHint } from '../shared/builderHints';
import { SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
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
			'={{ $parameter["operation"] === "export" ? "Export" : ({ video: "Video", audio: "Audio", both: "Video and audio", links: "Links only" })[$parameter["result"]] }}',
		description: 'Dub a video or audio into other languages with CAMB.AI, and export finished dubs',
		defaults: { name: 'CAMB.AI Dub' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
		hints: [SUBMITTED_HINT],
		builderHint: taskNodeHint(
			'Takes a link to a video or audio, or a binary file, and gives one item for each target language.',
			related('cambSubtitles', 'Translated subtitles without dubbing'),
		),
	};

	methods: INodeType['methods'];

	execute: INodeType['execute'];

	/** n8n makes it with the system's clock and time limits, tests with others. */
	constructor(timing = systemTiming) {
		this.methods = openLists(timing);
		this.execute = async function () {
			return await runTaskNode(
				this,
				timing,
				async (item) => await request(this, item),
				TWO_AT_ONCE,
			);
		};
	}
}
