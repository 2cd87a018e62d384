import type { INode, INodeTypeDescription } from 'n8n-workflow';

import { built, theEngine, thePackage, useEngine } from '../support/harness.mts';

useEngine();

const { isToolRun } = built<typeof import('../../nodes/shared/task/toolRun')>(
	'nodes/shared/task/toolRun.js',
);

/** What n8n's loader makes of a node for agents: the same with another output. */
const asTool = (description: INodeTypeDescription) => ({ ...description, outputs: ['ai_tool'] });

function contextsOf(
	changes: Partial<INode>,
	describe = (it: INodeTypeDescription) => it as object,
) {
	const { core, workflow: n8n } = theEngine();
	const type = 'n8n-nodes-camb.cambFetchResult';
	const known = thePackage().nodes[type];
	const nodeType = { ...known, description: describe(known.description) };
	const getByName = () => nodeType as typeof known;
	const node = {
		id: 'node',
		name: 'CAMB.AI',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: { whenStillRunning: 'branch' },
		...changes,
	} as INode;
	const workflow = new n8n.Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByName, getByNameAndVersion: getByName, getKnownTypes: () => ({}) },
	});
	const data = { resultData: { runData: {} } };
	const shared = [workflow, node, {}, 'manual', data, 0, [], {}] as never[];
	const { ExecuteContext, SupplyDataContext } = core as unknown as Record<
		string,
		new (...given: unknown[]) => Parameters<typeof isToolRun>[0]
	>;
	return {
		byEngine: new ExecuteContext(...shared, { data: {}, node, source: null }, []),
		byAgent: new SupplyDataContext(...shared, 'ai_tool', { data: {}, node, source: null }, []),
	};
}

test('a node in a workflow is no tool', () => {
	expect(isToolRun(contextsOf({}).byEngine)).toBe(false);
});

test('a node that the engine runs for an agent is one', () => {
	expect(isToolRun(contextsOf({ rewireOutputLogTo: 'ai_tool' }).byEngine)).toBe(true);
});

test('the variant of a node that agents run themselves is one', () => {
	expect(isToolRun(contextsOf({}, asTool).byAgent)).toBe(true);
});
