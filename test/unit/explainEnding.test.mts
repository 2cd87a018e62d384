import { NO_RUN_ID } from '../../nodes/shared/camb/status';
import type { Ending } from '../../nodes/shared/core/polling';
import type { RequestFailure } from '../../nodes/shared/http/requestFailure';

import { explainEnding } from '../../nodes/shared/errors/explainEnding';
import { explainFailure } from '../../nodes/shared/errors/explain';
import { duration } from '../../nodes/shared/errors/sentences';

type BadEnding = Exclude<Ending<RequestFailure>, { end: 'finished' }>;

const unavailable: RequestFailure = { what: 'refused', status: 503, body: { detail: 'Busy' } };
const unknown: RequestFailure = { what: 'refused', status: 401, body: undefined };
const noRunId: RequestFailure = { what: 'unreadable', status: 200, why: NO_RUN_ID };
const silent: RequestFailure = { what: 'silent', code: 'ECONNRESET', sent: 'maybe' };

test.each<[BadEnding, message: RegExp, description: RegExp]>([
	[{ end: 'timedOut', status: 'QUEUED' }, /within 15 minutes$/, /QUEUED.+keeps running.+Max Wait/],
	[{ end: 'lostContact', failure: unavailable }, /stopped reporting/, /503.+Busy.+may be fine\.$/],
	[{ end: 'lostContact', failure: silent }, /stopped reporting/, /ECONNRESET.+may be fine\.$/],
	[{ end: 'lostContact', failure: noRunId }, /no run ID/, /may come later/],
	// By this word n8n tells a stopped execution from a failed one.
	[{ end: 'stopped' }, /canceled/, /keep running/],
])('%j', (ending, message, description) => {
	const explanation = explainEnding(ending, 900_000);
	expect(explanation.message).toMatch(message);
	expect(explanation.description).toMatch(description);
	expect(explanation.isOver).toBeUndefined();
	expect(explanation.httpCode).toBe(
		'failure' in ending && ending.failure?.what === 'refused' ? '503' : undefined,
	);
});

test('a task that failed is over', () => {
	const ending = { end: 'failed', status: 'ERROR', reason: 'SOURCE_NOT_FOUND' } as const;
	const { isOver, description } = explainEnding(ending, 0);
	expect([isOver, description]).toEqual([true, expect.stringContaining('SOURCE_NOT_FOUND')]);
});

test('a refusal is told like that of any request', () => {
	const told = explainEnding({ end: 'refused', failure: unknown }, 0);
	expect(told).toEqual(explainFailure(unknown, 'read'));
});

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
test.each([
	[0, '0 seconds'],
	[1, '1 second'],
	[1 * seconds, '1 second'],
	[1 * seconds + 1, '2 seconds'],
	[30.4 * seconds, '31 seconds'],
	[59 * seconds, '59 seconds'],
	[1 * minutes, '1 minute'],
	[61 * seconds, '1.1 minutes'],
	[90 * seconds, '1.5 minutes'],
	[2.3 * minutes, '2.3 minutes'],
	[59 * minutes, '59 minutes'],
	[1 * hours, '1 hour'],
	[121 * minutes, '2.1 hours'],
	[48 * hours, '48 hours'],
])('%i ms are told as %s', (ms, words) => expect(duration(ms)).toBe(words));
