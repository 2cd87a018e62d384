import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	ITaskData,
} from 'n8n-workflow';
import { nodeNameToToolName, NodeConnectionTypes } from 'n8n-workflow';

/** One call of a tool: the name of its node, and what the model gives for `$fromAI`. */
export interface ToolCall {
	tool: string;
	input: IDataObject;
}

/**
 * How an agent has its tools run. `engine`: the engine runs them as nodes of their own (Agent v3).
 * `invoke`: the agent calls them itself (MCP Server Trigger, agents up to v2, agents as tools).
 */
export type ToolWay = 'engine' | 'invoke';

/** What n8n gives an agent of the `invoke` way. */
interface Tool {
	name: string;
	invoke(input: IDataObject): Promise<string>;
}

export const AGENT_TYPE = 'test.agent';

const AI_TOOL = NodeConnectionTypes.AiTool;

/** What a model would read of one tool's run (Agent v3: buildObservation). */
function observation({ data, error }: ITaskData): string {
	const items = data?.ai_tool?.[0]?.map((item) => item?.json) ?? [];
	if (items.length > 0) return JSON.stringify(items);
	return JSON.stringify(error ? { error: error.message, errorType: error.name } : '');
}

/** Asks the engine for one round of calls after the other, as an Agent v3 does. */
function askEngine(
	rounds: ToolCall[][],
	response?: EngineResponse<IDataObject>,
): EngineRequest<IDataObject> | string[][] {
	const { answers = [] } = (response?.metadata ?? {}) as { answers?: string[][] };
	const given = response?.actionResponses ?? [];
	const done =
		given.length > 0 ? [...answers, given.map(({ data }) => observation(data))] : answers;
	const round = rounds[done.length];
	if (!round) return done;
	return {
		actions: round.map(({ tool, input }, index) => ({
			actionType: 'ExecutionNodeAction' as const,
			nodeName: tool,
			input,
			type: AI_TOOL,
			id: `call-${done.length}-${index}`,
			metadata: { itemIndex: 0 },
		})),
		metadata: { answers: done },
	};
}

/** Calls the tools itself; those of one round at the same time. */
async function invokeTools(context: IExecuteFunctions, rounds: ToolCall[][]): Promise<string[][]> {
	const tools = [await context.getInputConnectionData(AI_TOOL, 0)].flat() as Tool[];
	const call = async ({ tool: nodeName, input }: ToolCall) => {
		const name = nodeNameToToolName(nodeName);
		const tool = tools.find((each) => each.name === name);
		if (!tool) throw new Error(`No tool is called ${name}`);
		try {
			return await tool.invoke(input);
		} catch (error) {
			return (error as Error).message;
		}
	};
	const answers: string[][] = [];
	for (const round of rounds) answers.push(await Promise.all(round.map(call)));
	return answers;
}

/** An agent without a model: makes the calls it is told to and hands out what it was answered. */
export const agent: INodeType = {
	description: {
		displayName: 'Agent',
		name: AGENT_TYPE,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main', AI_TOOL],
		outputs: ['main'],
		properties: [
			{ displayName: 'Way', name: 'way', type: 'string', default: '' },
			{ displayName: 'Rounds', name: 'rounds', type: 'json', default: '[]' },
		],
	},
	async execute(response?: EngineResponse<IDataObject>) {
		const rounds = JSON.parse(this.getNodeParameter('rounds', 0) as string) as ToolCall[][];
		const isEngine = this.getNodeParameter('way', 0) === 'engine';
		const answers = isEngine ? askEngine(rounds, response) : await invokeTools(this, rounds);
		if (!Array.isArray(answers)) return answers;
		return [answers.map((round): INodeExecutionData => ({ json: { answers: round } }))];
	},
};

/** A node as a tool, made the way n8n's server makes it (packages/cli: convertNodeToAiTool). */
export function asTool(type: INodeType): INodeType {
	const { description } = type;
	return Object.create(type, {
		description: {
			value: {
				...description,
				name: `${description.name}Tool`,
				displayName: `${description.displayName} Tool`,
				inputs: [],
				outputs: [AI_TOOL],
				usableAsTool: undefined,
				properties: [
					{
						displayName: 'Description',
						name: 'toolDescription',
						type: 'string',
						default: description.description,
					},
					...description.properties,
				],
			},
		},
	}) as INodeType;
}
