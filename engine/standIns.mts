import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

/**
 * A stand-in for a node of n8n's own collection, which is not installed here: it passes its items
 * on. Examples are run whole with real ones in a real n8n.
 */
export function standIn(type: string): INodeType {
	const isTrigger = /trigger$/i.test(type);
	const description: INodeTypeDescription = {
		displayName: type,
		name: type,
		group: [isTrigger ? 'trigger' : 'transform'],
		version: [1, 1.1, 1.2, 1.3, 2, 2.1, 2.2, 3, 3.1, 3.2, 3.3, 3.4, 4, 4.1, 4.2, 4.3],
		description: '',
		defaults: {},
		inputs: isTrigger ? [] : ['main'],
		outputs: ['main'],
		properties: [],
	};
	return {
		description,
		async execute() {
			return [this.getInputData()];
		},
	};
}
