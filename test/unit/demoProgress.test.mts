import type { ItemProgress } from '../../scripts/demo/progress.mts';
import { inWords, takeLine } from '../../scripts/demo/progress.mts';

const KIND = 'text-to-speech';
const TASK = '31f7af5f-7c1a-4c36-9a53-2f1d0c9f4d11';

test('an item is submitted, waits and is done, as the lines of the log come', () => {
	const items = new Map<number, ItemProgress>();
	const said = (line: object) => {
		const item = takeLine(items, line);
		return item === undefined ? undefined : inWords(items.get(item) as ItemProgress);
	};
	expect(inWords({ checks: 0 })).toBe('waits for its turn');
	expect(said({ kind: KIND, taskId: TASK, item: 2 })).toBe('submitted, task 31f7af5f');
	expect(said({ kind: KIND, taskId: TASK, status: 'PENDING' })).toContain('waiting, 1 check so');
	expect(said({ kind: KIND, taskId: TASK, status: 'PENDING' })).toContain('waiting, 2 checks so');
	expect(said({ kind: KIND, taskId: TASK, status: 'SUCCESS' })).toBe('done after 3 checks');
	expect([...items.keys()]).toEqual([2]);
});

test.each<[string, object]>([
	['a line of n8n', { scopes: ['waiting-executions'] }],
	['a line about a task that this run did not submit', { kind: KIND, taskId: TASK, status: 'X' }],
	['a line without a task', { kind: KIND, item: 0 }],
])('%s changes nothing', (_, line) => {
	const items = new Map<number, ItemProgress>();
	expect(takeLine(items, line)).toBeUndefined();
	expect(items.size).toBe(0);
});
