import type { INode, IExecuteFunctions } from 'n8n-workflow';

import { node } from '../support/itemContext.mts';
import { isToolRun } from '../../nodes/shared/tasks/toolRun';

const run = (changes: Partial<INode>, outputs?: string[]) =>
	isToolRun({
		getNode: () => node(changes),
		...(outputs && { getNodeOutputs: () => outputs.map((type) => ({ type })) }),
	} as unknown as IExecuteFunctions);

test.each<[string, Partial<INode>, string[] | undefined, boolean]>([
	['the engine runs it for an agent', { rewireOutputLogTo: 'ai_tool' }, ['main'], true],
	['it is the tool variant', {}, ['ai_tool'], true],
	['it is the tool variant with an output beside', {}, ['main', 'ai_tool'], true],
	['it is a node', {}, ['main'], false],
	['it is a node whose log goes elsewhere', { rewireOutputLogTo: 'main' }, ['main'], false],
	['it has no outputs', {}, [], false],
	['n8n does not say', {}, undefined, false],
])('%s', (_name, changes, outputs, isTool) => {
	expect(run(changes, outputs)).toBe(isTool);
});
