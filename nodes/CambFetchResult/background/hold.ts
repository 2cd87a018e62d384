import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Explanation } from '../../shared/core/explainedError';
import { waitingIn } from '../../shared/tasks/background/heldTask';
import { park } from '../../shared/tasks/background/park';
import { lookingWorkflow } from '../../shared/tasks/background/workflows';
import { giveUp, giveUpEach } from './failed';

const LOST: Explanation = {
	message: 'n8n was ended while it waited in the background',
	description: 'The task keeps running at CAMB.AI.',
};

/**
 * Waits for the workflow that looks after the tasks. When that one ends, n8n goes on with what it
 * gives as what this node gives; when it is lost, with an error.
 */
export async function hold(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const onError = items.flatMap((item) => {
		const waiting = waitingIn(item);
		return waiting && 'held' in waiting ? waiting.held.onError : [];
	})[0];
	// What this one says comes out of the waiting node's own error, and the others are on their way.
	const goesOn = onError === 'stopWorkflow' ? onError : 'continueRegularOutput';
	try {
		const given = await park(context, lookingWorkflow(context.getNode(), goesOn), items);
		// n8n gives these to the node that waits should it lose this workflow, too.
		return [given ?? giveUpEach(context, items, LOST)];
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		const message = 'n8n could not go on waiting in the background';
		return [giveUp(context, items, { message, description: `${why}.` })];
	}
}
