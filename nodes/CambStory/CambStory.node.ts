import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { related, taskNodeHint } from '../shared/builderHints';
import { otherLanguageHint, SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
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
		subtitle:
			'={{ $parameter["operation"] === "translate" ? "Translate" : $parameter["options"]["setUpOnly"] ? "Set up in Studio" : "Narrate" }}',
		description: 'Turn a text into a narrated story with CAMB.AI, in one or more languages',
		defaults: { name: 'CAMB.AI Story' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
		hints: [SUBMITTED_HINT, otherLanguageHint('narratorVoice')],
		builderHint: taskNodeHint(
			'Takes a whole story as text or as a binary .txt or .docx file, and gives it read aloud.',
			related('cambTextToSpeech', 'Speaks shorter texts with a chosen voice'),
		),
	};

	methods: INodeType['methods'];

	execute: INodeType['execute'];

	/** n8n makes it with the system's clock and time limits, tests with others. */
	constructor(timing = systemTiming) {
		this.methods = openLists(timing);
		this.execute = async function () {
			return await runTaskNode(this, timing, (item) => request(this, item), TWO_AT_ONCE);
		};
	}
}
