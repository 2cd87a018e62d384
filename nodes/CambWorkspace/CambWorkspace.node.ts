import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { taskNodeHint } from '../shared/builderHints';
import { SUBMITTED_HINT } from '../shared/hints';
import { systemTiming } from '../shared/http/timing';
import { openLists } from '../shared/methods/lists';
import { runTaskNode } from '../shared/runTaskNode';
import { fields } from './parameters';
import { request } from './request';

/** Programmatic because files are streamed, and a project takes several requests. */
export class CambWorkspace implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CAMB.AI Workspace',
		name: 'cambWorkspace',
		icon: { light: 'file:cambWorkspace.svg', dark: 'file:cambWorkspace.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage CAMB.AI dictionaries and folders, list languages, set up dubbing projects',
		defaults: { name: 'CAMB.AI Workspace' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cambAiApi', required: true }],
		hints: [SUBMITTED_HINT],
		builderHint: taskNodeHint(
			'Dictionaries, folders and languages are read or changed at once. Only Project: Set Up submits a task: it takes a link to media or a binary file, and gives the link of a dubbing project in CAMB.AI Studio.',
		),
		properties: fields,
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
