import type { INode, IExecuteFunctions } from 'n8n-workflow';

import { node } from '../support/itemContext.mts';
import { isToolRun } from '../../nodes/shared/tasks/toolRun';

const run = (changes: Partial<INode>, outputs?: string[]) =>
	isToolRun({
		getNode: () => node(changes),
		...(outputs && { getNodeOutputs: () => outputs.map((type) => ({ type })) }),
	} as unknown as IExecuteFunctions);

test.each([
	['the engine runs it for an agent', run({ rewireOutputLogTo: 'ai_tool' }, ['main']), true],
	['it is the tool variant', run({}, ['ai_tool']), true],
	['it is a node', run({}, ['main']), false],
	['it is a node whose log goes elsewhere', run({ rewireOutputLogTo: 'main' }, ['main']), false],
	['it has no outputs', run({}, []), false],
	['n8n does not say', run({}), false],
])('%s: %s', (_name, isTool, expected) => {
	expect(isTool).toBe(expected);
});
