import { NO_RUN_ID } from '../../nodes/shared/camb/status';
import type { Ending } from '../../nodes/shared/core/polling';
import type { RequestFailure } from '../../nodes/shared/http/requestFailure';

import { explainEnding } from '../../nodes/shared/errors/explainEnding';

const unavailable: RequestFailure = { what: 'refused', status: 503, body: { detail: 'Busy' } };
const unknown: RequestFailure = { what: 'refused', status: 401, body: undefined };
const noRunId: RequestFailure = { what: 'unreadable', status: 200, why: NO_RUN_ID };
const silent: RequestFailure = { what: 'silent', code: 'ECONNRESET', sent: 'maybe' };

test.each<[Exclude<Ending<RequestFailure>, { end: 'finished' }>, object]>([
	[
		{ end: 'failed', status: 'ERROR', reason: 'SOURCE_NOT_FOUND', message: 'HTTP 404' },
		{
			isOver: true,
			message: 'CAMB.AI found no media at the link',
			description: 'CAMB.AI says: SOURCE_NOT_FOUND, HTTP 404. Check the link.',
		},
	],
	[
		{ end: 'timedOut', status: 'QUEUED' },
		{
			message: 'CAMB.AI did not finish within 15 minutes',
			description:
				'The last status was QUEUED. The task keeps running at CAMB.AI: fetch the result later, and raise Max Wait for the next run.',
		},
	],
	[
		{ end: 'lostContact', failure: unavailable },
		{
			message: 'CAMB.AI stopped reporting the status of the task',
			description:
				'CAMB.AI is not available right now (HTTP 503). CAMB.AI says: Busy. Try again later. The task itself may be fine.',
			httpCode: '503',
		},
	],
	[
		{ end: 'lostContact', failure: silent },
		{
			message: 'CAMB.AI stopped reporting the status of the task',
			description:
				'CAMB.AI did not answer. The connection ended with ECONNRESET. The task itself may be fine.',
		},
	],
	[
		{ end: 'lostContact', failure: noRunId },
		{
			message: 'The task is finished, but CAMB.AI gave no run ID',
			description: 'A result is fetched by its run ID, which may come later.',
		},
	],
	[
		{ end: 'refused', failure: unknown },
		{
			message: 'CAMB.AI does not recognize this API key',
			description: 'Check the API Key of the CAMB.AI credential.',
			httpCode: '401',
		},
	],
	[
		{ end: 'stopped' },
		{
			message: 'The execution was canceled',
			description: 'Tasks that were already accepted keep running at CAMB.AI.',
		},
	],
])('%j', (ending, explanation) => {
	expect(explainEnding(ending, 900_000)).toEqual(explanation);
});

test.each([
	[0, '0 seconds'],
	[30_400, '30 seconds'],
	[59_000, '59 seconds'],
	[60_000, '1 minute'],
	[90_000, '1.5 minutes'],
	[10_800_000, '180 minutes'],
])('a wait of %i ms is told as %s', (ms, words) => {
	const { message } = explainEnding({ end: 'timedOut', status: 'PENDING' }, ms);
	expect(message).toBe(`CAMB.AI did not finish within ${words}`);
});
