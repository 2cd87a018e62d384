import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import type { RunAs } from '../simulation/n8n.mts';

import { contextWith, node, requestOf } from '../support/itemContext.mts';
import { systemTiming } from '../../nodes/shared/http/timing';
import { openSession } from '../../nodes/shared/tasks/session';

interface Place {
	kept?: IDataObject;
	runIndex?: number;
	/** The ID of the credential that the node was given. */
	credential?: string | null;
	/** All the credentials that the node was given. */
	credentials?: object | null;
	executionId?: string;
	inputs?: IDataObject[];
	runAs?: RunAs;
}

function lineAt(place: Place) {
	const { kept = {}, runIndex = 0, credential = '1', credentials, inputs = [{}] } = place;
	const { executionId = '1', runAs } = place;
	const own = { cambAiApi: { id: credential, name: 'CAMB.AI account' } };
	const changes: Partial<Record<keyof IExecuteFunctions, unknown>> = {
		getContext: (type: string) => (type === 'node' ? kept : {}),
		getWorkflowDataProxy: (item: number) => (item === 0 ? { $runIndex: runIndex } : {}),
		getNode: () =>
			node({
				credentials: (credentials === undefined ? own : credentials) as INode['credentials'],
				...(runAs === 'engine' && { rewireOutputLogTo: 'ai_tool' }),
			}),
	};
	const items = inputs.map((json) => ({ json }));
	const context = contextWith({ executionId, runAs, items });
	return openSession(Object.assign(context, changes), systemTiming, () => undefined);
}

const request = requestOf();
const sent = { state: 'sent' } as const;

describe('what was sent is kept with the node', () => {
	let kept: IDataObject;
	beforeEach(async () => {
		kept = {};
		(await lineAt({ kept })).ledger.write(0, request, sent);
	});

	test.each<[string, Place, boolean]>([
		['the next try', {}, true],
		['the next round of a loop', { runIndex: 1 }, false],
		['a retry of the execution', { executionId: '2' }, true],
		['its retry with another credential', { executionId: '2', credential: '2' }, false],
		['its retry with a credential without an ID', { executionId: '2', credential: null }, false],
		['its retry without a credential', { executionId: '2', credentials: null }, false],
		['its retry with none of CAMB.AI', { executionId: '2', credentials: {} }, false],
	])('%s: %j finds it: %j', async (_name, place, finds) => {
		const { ledger } = await lineAt({ kept, ...place });
		expect(ledger.find(0, request)).toEqual(finds ? expect.objectContaining(sent) : undefined);
	});
});

describe('a call of a tool', () => {
	let kept: IDataObject;
	beforeEach(() => void (kept = {}));
	/** What one call with such an input leaves, or whether another one goes on with it. */
	const call = async (input: IDataObject) =>
		(await lineAt({ kept, inputs: [input], runAs: 'invoke' })).ledger;

	test('goes on with what one of the same input left, whatever the agent calls it', async () => {
		const first = await call({ text: 'Hello', toolCallId: 'call_1' });
		first.write(0, request, sent);
		first.leave();
		const second = await call({ text: 'Hello', toolCallId: 'call_2' });
		expect(second.find(0, request)).toMatchObject(sent);
	});

	test('of another input is other work', async () => {
		const first = await call({ text: 'Hello', toolCallId: 'call_1' });
		first.write(0, request, sent);
		first.leave();
		const second = await call({ text: 'Bye', toolCallId: 'call_1' });
		expect(second.find(0, request)).toBeUndefined();
	});

	test('leaves alone one like it that is under way at its side', async () => {
		(await call({ text: 'Hello' })).write(0, request, sent);
		expect((await call({ text: 'Hello' })).find(0, request)).toBeUndefined();
	});

	test.each(['engine', 'invoke'] as const)('(%s) is known as one', async (runAs) => {
		expect((await lineAt({ runAs })).isTool).toBe(true);
		expect((await lineAt({})).isTool).toBe(false);
	});
});
