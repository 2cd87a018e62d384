import type { IExecuteFunctions, INode, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';

import type { Explanation } from '../../shared/core/explainedError';
import { park } from '../../shared/tasks/background/park';
import { holdingWorkflow, lookingWorkflow } from '../../shared/tasks/background/workflows';
import { giveUp, giveUpEach } from './failed';

const LOST: Explanation = {
	message: 'n8n was ended while it waited in the background',
	description: 'The task keeps running at CAMB.AI.',
};

/**
 * Waits for the workflow that sees to it that the tasks are looked after. What it gives meanwhile
 * becomes what the node that waits gives if n8n loses this very execution: an error with the IDs.
 */
export async function hold(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const meanwhile = giveUpEach(context, context.getInputData(), LOST);
	return [await holdOn(context, holdingWorkflow, meanwhile)];
}

/**
 * Waits for the workflow that looks after the tasks. When that one ends, n8n goes on with what it
 * gives as what this node gives; when it is lost, with an error or with what was last seen of it.
 */
export async function holdLook(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return [await holdOn(context, lookingWorkflow, context.getInputData())];
}

async function holdOn(
	context: IExecuteFunctions,
	workflowFor: (node: INode) => IWorkflowBase,
	meanwhile: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	try {
		return (await park(context, workflowFor(context.getNode()), items)) ?? meanwhile;
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		const message = 'n8n could not go on waiting in the background';
		return giveUp(context, items, { message, description: `${why}.` });
	}
}
