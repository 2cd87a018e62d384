import { built } from '../support/harness.mts';

const { readRunId, readStatus } = built<typeof import('../../nodes/shared/task/status')>(
	'nodes/shared/task/status.js',
);

test.each([
	[' success ', { is: 'finished', status: 'SUCCESS', runId: 7 }],
	['pending\n', { is: 'running', status: 'PENDING' }],
	['', { is: 'unreadable' }],
	['  ', { is: 'unreadable' }],
])('the word %j', (status, reading) => {
	expect(readStatus({ status, run_id: 7 })).toEqual(reading);
});

test.each([undefined, '', 'SUCCESS', 7, []])('a body that is %j says nothing', (body) => {
	expect(readStatus(body)).toEqual({ is: 'unreadable' });
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
])('run ID %j is %j', (value, runId) => {
	expect(readRunId(value)).toBe(runId);
});
