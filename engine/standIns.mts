import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

type Work = (context: IExecuteFunctions) => INodeExecutionData[] | Promise<INodeExecutionData[]>;

/** What the stand-ins do that don't just pass their items on. */
const works: Record<string, Work> = {
	/** Edit Fields, in its JSON mode. */
	'n8n-nodes-base.set': (context) =>
		context.getInputData().map((_, item) => ({
			json: JSON.parse(context.getNodeParameter('jsonOutput', item) as string) as IDataObject,
			pairedItem: { item },
		})),
	/** Split Out, of one field that lists objects. */
	'n8n-nodes-base.splitOut': (context) =>
		context.getInputData().flatMap(({ json }, item) => {
			const list = json[context.getNodeParameter('fieldToSplitOut', item) as string];
			return (list as IDataObject[]).map((entry) => ({ json: entry, pairedItem: { item } }));
		}),
	/** HTTP Request with a predefined credential and a JSON body; CAMB.AI is where the credential says. */
	'n8n-nodes-base.httpRequest': async (context) => {
		const replyTo = async (item: number) => {
			const parameter = (name: string) => context.getNodeParameter(name, item) as string;
			const credential = parameter('nodeCredentialType');
			const { baseUrl } = await context.getCredentials(credential, item);
			const send = context.helpers.httpRequestWithAuthentication;
			return (await send.call(context, credential, {
				method: parameter('method') as IHttpRequestMethods,
				url: parameter('url').replace('https://client.camb.ai/apis', String(baseUrl)),
				body: JSON.parse(parameter('jsonBody')) as IDataObject,
				json: true,
			})) as IDataObject;
		};
		const replies = await Promise.all(context.getInputData().map((_, item) => replyTo(item)));
		return replies.map((json, item) => ({ json, pairedItem: { item } }));
	},
	/** Google Sheets, where it updates rows: reading is left to `pinData`. */
	'n8n-nodes-base.googleSheets': (context) =>
		context.getInputData().map((_, item) => ({
			json: context.getNodeParameter('columns.value', item) as IDataObject,
			pairedItem: { item },
		})),
	/** Wait, for a moment instead of minutes. Like the real one, it takes no odd amount. */
	'n8n-nodes-base.wait': async (context) => {
		const amount = context.getNodeParameter('amount', 0, 1) as unknown;
		if (typeof amount !== 'number' || !(amount > 0))
			throw new Error(`Can't wait ${String(amount)}`);
		await sleep(20);
		return context.getInputData();
	},
};

/** If and Filter: the items that meet the conditions, and the others. If has an output for these. */
function split(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData().map((entry, item) => ({ ...entry, pairedItem: { item } }));
	const meets = items.map((_, item) =>
		context.getNodeParameter('conditions', item, false, { extractValue: true }),
	);
	return [items.filter((_, item) => meets[item]), items.filter((_, item) => !meets[item])];
}

const IF = 'n8n-nodes-base.if';
const FILTER = 'n8n-nodes-base.filter';

/** Passes the items on, once every parameter has a value for each: expressions may give nothing. */
const passOn: Work = (context) => {
	const items = context.getInputData();
	const { name, parameters } = context.getNode();
	for (const item of items.keys()) {
		for (const parameter of Object.keys(parameters)) {
			if (context.getNodeParameter(parameter, item) !== undefined) continue;
			throw new Error(`${name}: the expression of ${parameter} gives nothing for item ${item}`);
		}
	}
	return items;
};

/**
 * A stand-in for a node of n8n's own collection, which is not installed here. It does what the
 * examples need of it, or passes its items on; `pinData` gives the items of triggers and feeds.
 * Examples are run whole with real ones in a real n8n.
 *
 * @param parameters the names of all that nodes of this type have set: n8n drops what it can't find
 */
export function standIn(type: string, parameters: string[]): INodeType {
	const isTrigger = /trigger$/i.test(type);
	const work = works[type] ?? passOn;
	const description: INodeTypeDescription = {
		displayName: type,
		name: type,
		group: [isTrigger ? 'trigger' : 'transform'],
		version: [1, 1.1, 1.2, 1.3, 2, 2.1, 2.2, 3, 3.1, 3.2, 3.3, 3.4, 4, 4.1, 4.2, 4.3],
		description: '',
		defaults: {},
		inputs: isTrigger ? [] : ['main'],
		outputs: type === IF ? ['main', 'main'] : ['main'],
		properties: parameters.map(property),
	};
	return {
		description,
		async execute() {
			if (type === IF) return split(this);
			if (type === FILTER) return split(this).slice(0, 1);
			return [await work(this)];
		},
	};
}

function property(name: string): INodeProperties {
	// The one type that n8n evaluates by itself.
	if (name === 'conditions') return { displayName: name, name, type: 'filter', default: {} };
	return { displayName: name, name, type: 'string', default: '' };
}
