import type { WorkflowFile } from '../../../engine/run.mts';
import type { Credential, Step } from './workflow.mts';
import { byId, inARow } from './workflow.mts';

/** Where an execution is while CAMB.AI works: in the memory of a process, or in n8n's database. */
export const WAYS = ['memory', 'background'] as const;
export type Way = (typeof WAYS)[number];

/** The node that waits for its task, and one after it, which gets the file. */
export const WAITING = 'Dub';
export const AFTER = 'After';

/** The name of its task at CAMB.AI. */
export const projectOf = (executionId: string) => `Execution ${executionId}`;

/** Called by its webhook, it dubs a recording in a project named after the execution. */
export function dubbingWorkflow(
	way: Way,
	path: string,
	credentials: Record<string, Credential>,
): WorkflowFile {
	const webhook: Step = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { path, httpMethod: 'POST', options: {} },
		more: { webhookId: path },
	};
	const dub: Step = {
		name: WAITING,
		type: 'cambDub',
		parameters: {
			mediaUrl: 'https://example.com/long.mp3',
			sourceLanguage: byId(1),
			targetLanguages: [54],
			options: {
				projectName: `=${projectOf('{{ $execution.id }}')}`,
				...(way === 'background' ? { waitInBackground: true } : {}),
			},
		},
		credentials,
	};
	return inARow(`Wait in ${way}`, [webhook, dub, { name: AFTER, type: 'n8n-nodes-base.noOp' }]);
}
