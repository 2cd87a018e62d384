import { readRunId, readStatus } from '../../nodes/shared/camb/status';

test.each([
	[' success ', { is: 'finished', status: 'SUCCESS', runId: 7 }],
	['pending\n', { is: 'running', status: 'PENDING' }],
	['', { is: 'unreadable' }],
	['  ', { is: 'unreadable' }],
])('the word %j', (status, reading) => {
	expect(readStatus({ status, run_id: 7 })).toEqual(reading);
});

test.each([undefined, null, '', 'not found', '<html>', 7, []])(
	'a body that is %j says nothing',
	(body) => {
		expect(readStatus(body)).toEqual({ is: 'unreadable' });
	},
);

test.each(['COMPLETED', 'complete', 'Done', 'FINISHED', 'SUCCEEDED'])(
	'%s is SUCCESS when a run ID comes with it, and else a word that keeps waiting',
	(status) => {
		const done = { is: 'finished', status: 'SUCCESS', runId: 7 };
		expect(readStatus({ status, run_id: '7' })).toEqual(done);
		const running = { is: 'running', status: status.toUpperCase() };
		expect(readStatus({ status, run_id: null })).toEqual(running);
	},
);

test('an unknown word keeps waiting, also with a run ID', () => {
	expect(readStatus({ status: 'PROCESSING', run_id: 7 })).toEqual({
		is: 'running',
		status: 'PROCESSING',
	});
});

test.each(['FAILURE', 'revoked'])('%s ends a task badly', (status) => {
	expect(readStatus({ status })).toEqual({ is: 'failed', status: status.toUpperCase() });
});

test('a bare word is a status', () => {
	expect(readStatus('SUCCESS')).toEqual({ is: 'finished', status: 'SUCCESS', runId: null });
	expect(readStatus(' pending\n')).toEqual({ is: 'running', status: 'PENDING' });
	expect(readStatus('ERROR')).toEqual({ is: 'failed', status: 'ERROR' });
});

test('a task that ended badly without a word says so without one', () => {
	expect(readStatus({ status: 'ERROR', exception_reason: ' ', message: '' })).toEqual({
		is: 'failed',
		status: 'ERROR',
	});
});

test.each([
	[0, 0],
	['0', 0],
	['0x10', null],
	['1e3', null],
	['', null],
	[2 ** 53, null],
	[undefined, null],
	[true, null],
	[['7'], null],
])('run ID %j is %j', (value, runId) => {
	expect(readRunId(value)).toBe(runId);
});
