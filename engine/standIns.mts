import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** What a stand-in does with its items; one that is not listed passes them on. */
interface Part {
	fields: string[];
	work(context: IExecuteFunctions): INodeExecutionData[] | Promise<INodeExecutionData[]>;
}

const parts: Record<string, Part> = {
	/** Edit Fields, in its JSON mode. */
	'n8n-nodes-base.set': {
		fields: ['jsonOutput'],
		work: (context) =>
			context.getInputData().map((_, item) => ({
				json: JSON.parse(context.getNodeParameter('jsonOutput', item) as string) as IDataObject,
				pairedItem: { item },
			})),
	},
	/** Split Out, of one field that lists objects. */
	'n8n-nodes-base.splitOut': {
		fields: ['fieldToSplitOut'],
		work: (context) =>
			context.getInputData().flatMap(({ json }, item) => {
				const list = json[context.getNodeParameter('fieldToSplitOut', item) as string];
				return (list as IDataObject[]).map((entry) => ({ json: entry, pairedItem: { item } }));
			}),
	},
	/** Wait, for a moment instead of minutes. */
	'n8n-nodes-base.wait': {
		fields: [],
		work: async (context) => {
			await sleep(20);
			return context.getInputData();
		},
	},
};

const passOn: Part = { fields: [], work: (context) => context.getInputData() };

/**
 * A stand-in for a node of n8n's own collection, which is not installed here. It does what the
 * examples need of it, or passes its items on; `pinData` gives the items of triggers and feeds.
 * Examples are run whole with real ones in a real n8n.
 */
export function standIn(type: string): INodeType {
	const isTrigger = /trigger$/i.test(type);
	const { fields, work } = parts[type] ?? passOn;
	const description: INodeTypeDescription = {
		displayName: type,
		name: type,
		group: [isTrigger ? 'trigger' : 'transform'],
		version: [1, 1.1, 1.2, 1.3, 2, 2.1, 2.2, 3, 3.1, 3.2, 3.3, 3.4, 4, 4.1, 4.2, 4.3],
		description: '',
		defaults: {},
		inputs: isTrigger ? [] : ['main'],
		outputs: ['main'],
		properties: fields.map(property),
	};
	return {
		description,
		async execute() {
			return [await work(this)];
		},
	};
}

/** Without a property of that name, n8n would drop the parameter. */
function property(name: string): INodeProperties {
	return { displayName: name, name, type: 'string', default: '' };
}
