import type { IConnections, INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowFile } from '../../../engine/run.mts';

export type Credential = { id: string; name: string };

export interface Step {
	name: string;
	/** Without a dot it is one of this package. */
	type: string;
	parameters?: INodeParameters;
	typeVersion?: number;
	credentials?: Record<string, Credential>;
	/** Anything else that n8n keeps of a node: onError, retryOnFail … */
	more?: Partial<INode>;
}

const GAP = 240;

export const START: Step = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** Steps that give an item for each of the texts, in the field `line`. */
export const eachOf = (texts: string[]): Step[] => [
	{
		name: 'Lines',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ line: texts }) },
	},
	{
		name: 'Split',
		type: 'n8n-nodes-base.splitOut',
		parameters: { fieldToSplitOut: 'line', options: {} },
	},
];

/** A workflow of steps in a row, each connected to the next. */
export function inARow(name: string, steps: Step[], links: IConnections = {}): WorkflowFile {
	const nodes = steps.map(
		({ name: node, type, parameters = {}, typeVersion = 1, credentials, more }, index): INode => ({
			id: `node-${index}`,
			name: node,
			type: type.includes('.') ? type : `n8n-nodes-camb.${type}`,
			typeVersion,
			position: [index * GAP, 0],
			parameters,
			...(credentials ? { credentials } : {}),
			...more,
		}),
	);
	const connections = Object.fromEntries(
		steps
			.slice(0, -1)
			.map((step, index) => [
				step.name,
				{ main: [[{ node: steps[index + 1].name, type: 'main' as const, index: 0 }]] },
			]),
	);
	return { name, nodes, connections: { ...connections, ...links } as IConnections };
}

/** A resource locator's value. */
export const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });
