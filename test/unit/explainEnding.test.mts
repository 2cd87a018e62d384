import { NO_RUN_ID } from '../../nodes/shared/camb/status';
import type { Ending } from '../../nodes/shared/core/polling';
import type { RequestFailure } from '../../nodes/shared/http/requestFailure';

import { explainEnding } from '../../nodes/shared/errors/explainEnding';
import { explainFailure } from '../../nodes/shared/errors/explain';

type BadEnding = Exclude<Ending<RequestFailure>, { end: 'finished' }>;

const unavailable: RequestFailure = { what: 'refused', status: 503, body: { detail: 'Busy' } };
const forbidden: RequestFailure = { what: 'refused', status: 403, body: undefined };
const noRunId: RequestFailure = { what: 'unreadable', status: 200, why: NO_RUN_ID };
const broken: RequestFailure = { ...noRunId, why: 'The response broke off' };
const silent: RequestFailure = { what: 'silent', code: 'ECONNRESET', sent: 'maybe' };

test.each<[BadEnding, message: RegExp, description: RegExp]>([
	[{ end: 'timedOut', status: 'QUEUED' }, /within 15 minutes$/, /QUEUED.+keeps running.+Max Wait/],
	[
		{ end: 'lostContact', failure: unavailable },
		/stopped reporting/,
		/503.+Busy.+Try again later.+may be fine\.$/,
	],
	[{ end: 'lostContact', failure: silent }, /stopped reporting/, /ECONNRESET.+may be fine\.$/],
	[{ end: 'lostContact', failure: broken }, /stopped reporting/, /broke off.+may be fine\.$/],
	[{ end: 'lostContact', failure: noRunId }, /no run ID/, /may come later/],
	// By this word n8n tells a stopped execution from a failed one.
	[{ end: 'stopped' }, /canceled/, /keep running/],
])('%j', (ending, message, description) => {
	const explanation = explainEnding(ending, 900_000);
	expect(explanation.message).toMatch(message);
	expect(explanation.description).toMatch(description);
	expect(explanation.isOver).toBeUndefined();
	expect(explanation.httpCode).toBe(
		new Map<unknown, string>([
			[unavailable, '503'],
			[broken, '200'],
		]).get('failure' in ending && ending.failure),
	);
});

test('why the wait ended is told without advice', () => {
	const { why } = explainEnding({ end: 'timedOut', status: 'QUEUED' }, 900_000);
	expect(why).toMatch(/QUEUED.+keeps running/);
	expect(why).not.toContain('Max Wait');
});

test('a task that failed is over', () => {
	const ending = { end: 'failed', status: 'ERROR', reason: 'SOURCE_NOT_FOUND' } as const;
	const { isOver, description } = explainEnding(ending, 0);
	expect([isOver, description]).toEqual([true, expect.stringContaining('SOURCE_NOT_FOUND')]);
});

test('a refusal is told like that of any request that reads', () => {
	const told = explainEnding({ end: 'refused', failure: forbidden }, 0);
	expect(told).toEqual(explainFailure(forbidden, 'read'));
	expect(told.description).toMatch(/belongs to another account/);
});
