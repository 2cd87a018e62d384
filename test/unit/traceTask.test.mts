import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { traceTask } from '../../nodes/shared/tasks/traceTask';

/** What the trace of a run says after these tasks, and how often it was set. */
function tracedBy(taskIds: string[], before?: IDataObject) {
	const data: { metadata?: IDataObject } = before ? { metadata: { tracing: before } } : {};
	const set: IDataObject[] = [];
	const context = {
		getExecuteData: () => data,
		setMetadata(metadata: IDataObject) {
			set.push(metadata);
			data.metadata = metadata;
		},
	} as unknown as IExecuteFunctions;
	for (const taskId of taskIds) traceTask(context, taskId);
	return { tracing: data.metadata?.tracing, set };
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `t${index + 1}`);

test.each<[string, string[], IDataObject | undefined, IDataObject]>([
	['the first task', ['t1'], undefined, { 'camb.task_ids': 't1' }],
	['each task once', ['t1', 't2', 't1'], undefined, { 'camb.task_ids': 't1, t2' }],
	['a task whose ID begins another', ['t11', 't1'], undefined, { 'camb.task_ids': 't11, t1' }],
	['no empty task', ['t1'], { 'camb.task_ids': '' }, { 'camb.task_ids': 't1' }],
	['what others say too', ['t1'], { 'a.b': 1 }, { 'a.b': 1, 'camb.task_ids': 't1' }],
	['50 tasks', ids(50), undefined, { 'camb.task_ids': ids(50).join(', ') }],
	['no more than 50 tasks', ids(52), undefined, { 'camb.task_ids': ids(50).join(', ') }],
])('the trace of a run names %s', (_name, taskIds, before, tracing) => {
	expect(tracedBy(taskIds, before).tracing).toEqual(tracing);
});

test('a task that the trace names already is not set again', () => {
	expect(tracedBy(['t1', 't1']).set).toEqual([{ tracing: { 'camb.task_ids': 't1' } }]);
});

test('a task is accepted also where n8n can not trace it', () => {
	expect(() => traceTask({} as IExecuteFunctions, 't1')).not.toThrow();
});
