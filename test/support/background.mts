import type { INode, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';

import { retryOf } from '../../engine/retry.mts';
import type { Loss, Stored } from '../../engine/server.mts';
import { openServer } from '../../engine/server.mts';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { FaultRule } from '../../sandbox/faults/types.mts';
import type { Settings } from '../../sandbox/settings.mts';
import {
	credentialFor,
	newAccount,
	NODE,
	nodeOf,
	readRun,
	SPEED,
	START,
	theEngine,
	thePackage,
} from './harness.mts';

interface Input {
	type?: string;
	parameters?: INodeParameters;
	items?: INodeExecutionData[];
	settings?: Partial<Settings>;
	node?: Partial<INode>;
	lose?: (execution: Stored) => Loss;
	rules?: FaultRule[];
	/** Goes on with an earlier execution, as n8n's Retry does. */
	retryOf?: { run: IRun; account: SandboxAccount };
	workflowSettings?: object;
	account?: SandboxAccount;
	/** n8n starts no other workflow. */
	refuse?: boolean;
	/** May change the credential whenever an execution goes on. */
	onResume?: (credential: { baseUrl?: unknown }) => void;
}

/** Runs a node that waits in the background in what n8n's server does around the engine. */
export async function runInBackground({
	settings,
	lose,
	rules = [],
	retryOf: first,
	...input
}: Input) {
	const account =
		first?.account ?? input.account ?? (await newAccount({ taskSeconds: 180, ...settings }));
	if (rules.length > 0) await account.addFaults(...rules);
	const credential = credentialFor(account);
	const server = openServer(theEngine(), thePackage(), {
		speed: SPEED,
		lose: (execution) => {
			input.onResume?.(credential.cambAiApi);
			return lose?.(execution);
		},
		refuse: input.refuse,
	});
	const { type = 'cambTextToSpeech', parameters = SPEECH, items, node } = input;
	const after: INode = { ...START, id: 'after', name: 'After', type: 'n8n-nodes-base.noOp' };
	const run = await server.run({
		workflow: {
			nodes: [START, nodeOf({ type, parameters, node }), after],
			connections: {
				[START.name]: { main: [[{ node: NODE, type: 'main', index: 0 }]] },
				[NODE]: { main: [[{ node: 'After', type: 'main', index: 0 }]] },
			},
			settings: input.workflowSettings,
		},
		items,
		credentials: credential as never,
		...(first ? { resume: retryOf(first.run), executionId: '2' } : {}),
	});
	const submits = (await account.state()).requests.filter(({ step }) => step === 'submit').length;
	return { ...readRun(run, account), executions: [...server.executions.values()], submits, server };
}

/** A speech that is waited for in the background. */
export const SPEECH = {
	text: '={{ $json.text ?? "Hello" }}',
	voice: 147320,
	language: 1,
	options: { waitInBackground: true },
};

/** A dub likewise. */
export const dubInto = (targetLanguages: number[]) => ({
	mediaUrl: 'https://example.com/video.mp4',
	sourceLanguage: 1,
	targetLanguages,
	options: { waitInBackground: true, itemsAtOnce: 5 },
});

export const three = ['One', 'Two', 'Three'].map((text) => ({ json: { text } }));
