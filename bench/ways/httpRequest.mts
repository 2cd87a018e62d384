import type { INode, INodeParameters, INodeType } from 'n8n-workflow';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { INSTALLED } from '../../test/e2e/setup.mjs';
import { nodeOf } from '../rig.mts';

const VERSION = 4.2;
const TYPE = 'n8n-nodes-base.httpRequest';
const FOLDER = join(INSTALLED, 'node_modules', 'n8n-nodes-base');

/** Whether n8n's own nodes are here: `npm run test:e2e` and `npm run n8n` install them. */
export const hasN8nNodes = existsSync(join(FOLDER, 'package.json'));

interface Versioned {
	nodeVersions: Record<string, INodeType>;
}

/** n8n's HTTP Request node, by its type. */
export function httpRequestTypes(): Record<string, INodeType> {
	const require = createRequire(join(FOLDER, 'package.json'));
	const { HttpRequest } = require('./dist/nodes/HttpRequest/HttpRequest.node.js') as {
		HttpRequest: new () => Versioned;
	};
	return { [TYPE]: new HttpRequest().nodeVersions[String(VERSION)] };
}

/** The usual three nodes: create, status, result. They have no loop, for tasks that are done at once. */
export function httpRequestNodes(apiUrl: string): INode[] {
	const node = (name: string, parameters: INodeParameters): INode => ({
		...nodeOf(
			TYPE,
			{
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'cambAiApi',
				options: {},
				...parameters,
			},
			name,
		),
		typeVersion: VERSION,
	});
	return [
		node('Create', {
			method: 'POST',
			url: `${apiUrl}/tts`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ { text: $json.text, voice_id: 147320, language: 1 } }}',
		}),
		node('Status', { url: `=${apiUrl}/tts/{{ $json.task_id }}` }),
		node('Result', {
			url: `=${apiUrl}/tts-result/{{ $json.run_id }}?output_type=raw_bytes`,
			options: { response: { response: { responseFormat: 'file' } } },
		}),
	];
}
