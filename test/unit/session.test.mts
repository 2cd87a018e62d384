import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import { built } from '../support/harness.mts';
import { contextWith, node, requestOf } from '../support/itemContext.mts';

const { openSession } = built<typeof import('../../nodes/shared/tasks/session')>(
	'nodes/shared/tasks/session.js',
);

interface Place {
	kept?: IDataObject;
	runIndex?: number;
	/** The ID of the credential that the node was given. */
	credential?: string | null;
	/** All the credentials that the node was given. */
	credentials?: object | null;
}

function lineAt({ kept = {}, runIndex = 0, credential = '1', credentials }: Place) {
	const own = { cambAiApi: { id: credential, name: 'CAMB.AI account' } };
	const changes: Partial<Record<keyof IExecuteFunctions, unknown>> = {
		getContext: (type: string) => (type === 'node' ? kept : {}),
		getWorkflowDataProxy: (item: number) => (item === 0 ? { $runIndex: runIndex } : {}),
		getNode: () =>
			node({
				credentials: (credentials === undefined ? own : credentials) as INode['credentials'],
			}),
	};
	return openSession(Object.assign(contextWith(), changes), () => undefined);
}

const request = requestOf();
const entry = { state: 'sent', executionId: '1' } as const;

describe('what was sent is kept with the node', () => {
	const kept: IDataObject = {};
	beforeAll(async () => (await lineAt({ kept })).ledger.write(0, request, entry));

	test.each<[string, Place, boolean]>([
		['a retry', {}, true],
		['the next round of a loop', { runIndex: 1 }, false],
		['another credential', { credential: '2' }, false],
		['a credential without an ID', { credential: null }, false],
		['no credential', { credentials: null }, false],
		['none of CAMB.AI', { credentials: {} }, false],
	])('%s: %j finds it: %j', async (_name, place, finds) => {
		const { ledger } = await lineAt({ kept, ...place });
		expect(ledger.find(0, request)).toEqual(finds ? expect.objectContaining(entry) : undefined);
	});
});
