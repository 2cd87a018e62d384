import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { related, taskNodeHint } from '../shared/builderHints';
import { otherLanguageHint, SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
import { runTaskNode } from '../shared/runTaskNode';
import { fields } from './parameters';
import { request } from './request';

/** Programmatic because one item takes several requests: submit, status checks, download. */
export class CambTextToSpeech implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Text to Speech',
		name: 'cambTextToSpeech',
		icon: { light: 'file:cambTextToSpeech.svg', dark: 'file:cambTextToSpeech.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ { translateAndSpeak: "Translate and speak", speakConversation: "Speak a conversation" }[$parameter["operation"]] ?? "Speak" }}',
		description: 'Turn text into speech with a CAMB.AI voice',
		defaults: { name: 'CAMB.AI Text to Speech' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		properties: fields,
		hints: [
			SUBMITTED_HINT,
			otherLanguageHint(
				'voice',
				'!["translateAndSpeak", "speakConversation"].includes($parameter["operation"])',
			),
		],
		builderHint: taskNodeHint(
			'Gives an audio file in the binary field "data". For MP3 or a certain model set delivery to "stream", which speaks long texts in pieces and joins them; "task" gives FLAC or WAV. The operation "speakConversation" speaks a script of several speakers as one file.',
			related('cambVoice', 'Finds the ID of a voice, or makes a new voice to speak with'),
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
