import type { IRun, NodeApiError } from 'n8n-workflow';

import type { ToolCall, ToolWay } from '../../engine/agent.mts';
import { AGENT_TYPE } from '../../engine/agent.mts';
import { startRun } from '../../engine/run.mts';
import type { SandboxAccount } from '../../sandbox/driver.mts';
import type { NodeInput } from './harness.mts';
import {
	credentialFor,
	IN_OLDEST,
	newAccount,
	nodeOf,
	REST_API_URL,
	START,
	theEngine,
	thePackage,
} from './harness.mts';

export const TOOL_WAYS: ToolWay[] = ['engine', 'invoke'];

/** Whether a run ends with a tool's error: n8n 1.120 tells it to the user, and the agent not at all. */
export const endsWithItsTool = (way: ToolWay) => IN_OLDEST && way === 'engine';

interface AgentRun {
	/** What the agent was answered, by round and call; or, if the run ended with it, its user. */
	answers: string[][];
	/** The error of the whole run, if it ended badly. */
	error?: NodeApiError;
	run: IRun;
	account: SandboxAccount;
}

/**
 * Runs an agent that calls a node of the package as its tool. The calls of a round are made
 * together. Parameters take what the model gives by `$fromAI`.
 */
export async function callTool(
	way: ToolWay,
	rounds: Array<Array<ToolCall['input']>>,
	input: NodeInput,
): Promise<AgentRun> {
	const account = input.account ?? (await newAccount(input.settings));
	const tool = nodeOf({ ...input, type: `${input.type}Tool` });
	const calls = rounds.map((round) => round.map((given) => ({ tool: tool.name, input: given })));
	const agent = {
		id: 'agent',
		name: 'Agent',
		type: AGENT_TYPE,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: { way, rounds: JSON.stringify(calls) },
	};
	const { done } = startRun(theEngine(), thePackage(), {
		workflow: {
			nodes: [START, agent, tool],
			connections: {
				[START.name]: { main: [[{ node: agent.name, type: 'main', index: 0 }]] },
				[tool.name]: { ai_tool: [[{ node: agent.name, type: 'ai_tool', index: 0 }]] },
			},
		},
		items: input.items,
		credentials: credentialFor(account, input.credential) as never,
		executionId: input.executionId,
		restApiUrl: input.restApiUrl ?? REST_API_URL,
	});
	const run = await done;
	const { runData, error } = run.data.resultData;
	const items = runData[agent.name]?.at(-1)?.data?.main[0] ?? [];
	const answers = items.map(({ json }) => json.answers as string[]);
	if (endsWithItsTool(way) && error) return { answers: [[error.message]], run, account };
	return { answers, error: error as NodeApiError | undefined, run, account };
}
