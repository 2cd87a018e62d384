import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/**
 * Whether an AI agent runs the node as its tool: n8n 2.x lets the engine run the node itself and
 * marks it, older agents and MCP run its tool variant, whose one output is a tool.
 */
export function isToolRun(context: IExecuteFunctions): boolean {
	const { AiTool } = NodeConnectionTypes;
	if (context.getNode().rewireOutputLogTo === AiTool) return true;
	return context.getNodeOutputs?.().some(({ type }) => type === AiTool) ?? false;
}
