import { explainFailedTask } from '../camb/failureReasons';
import { NO_RUN_ID } from '../camb/status';
import type { Explanation } from '../core/explainedError';
import type { Ending } from '../core/polling';
import type { RequestFailure } from '../http/requestFailure';
import { explainFailure } from './explain';
import { duration } from './sentences';

/** The message has n8n's own word for it, by which n8n tells a stopped execution from a failed one. */
export const CANCELED: Explanation = {
	message: 'The execution was canceled',
	description: 'Tasks that were already accepted keep running at CAMB.AI.',
};

/** Says why a wait did not end well. */
export function explainEnding(
	ending: Exclude<Ending<RequestFailure>, { end: 'finished' }>,
	maxWaitMs: number,
): Explanation {
	const failure = 'failure' in ending ? ending.failure : undefined;
	if (failure?.what === 'unreadable' && failure.why === NO_RUN_ID) {
		const description = 'A result is fetched by its run ID, which may come later.';
		return { message: NO_RUN_ID, description };
	}
	switch (ending.end) {
		case 'failed':
			return explainFailedTask(ending.status, ending.reason, ending.message);
		case 'timedOut': {
			const why = `The last status was ${ending.status}. The task keeps running at CAMB.AI`;
			return {
				message: `CAMB.AI did not finish within ${duration(maxWaitMs)}`,
				why: `${why}.`,
				description: `${why}: fetch the result later, and raise Max Wait for the next run.`,
			};
		}
		case 'lostContact': {
			const { message, description, httpCode } = explainFailure(ending.failure, 'read');
			return {
				message: 'CAMB.AI stopped reporting the status of the task',
				description: `${message}. ${description} The task itself may be fine.`,
				httpCode,
			};
		}
		case 'refused':
			return explainFailure(ending.failure, 'read');
		case 'stopped':
			return CANCELED;
	}
}
