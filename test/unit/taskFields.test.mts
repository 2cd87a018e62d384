import { withTaskFields } from '../../nodes/shared/tasks/taskFields';

const head = {
	kind: 'dub',
	taskId: 't1',
	runId: 7,
	status: 'SUCCESS',
	submittedAt: Date.UTC(2026, 0, 31, 12),
	waitedMs: 1260,
	checks: 3,
};
const told = {
	kind: 'dub',
	taskId: 't1',
	runId: 7,
	status: 'SUCCESS',
	submittedAt: '2026-01-31T12:00:00.000Z',
	waitedSeconds: 1.3,
	checks: 3,
};

test('an item says what became of its task, then what its kind says', () => {
	const { json } = withTaskFields(head, { json: { text: 'Hola' } });
	expect(Object.entries(json)).toEqual([...Object.entries(told), ['text', 'Hola']]);
});

test('when a task was submitted is null if somebody else did it', () => {
	const { json } = withTaskFields({ ...head, submittedAt: null }, { json: {} });
	expect(json.submittedAt).toBeNull();
});

test('files and the output to leave by stay', () => {
	const binary = { data: { data: '', mimeType: 'audio/wav' } };
	expect(withTaskFields(head, { json: {}, binary, branch: 1 })).toEqual({
		json: told,
		binary,
		branch: 1,
	});
});

test('an item about another task keeps its own', () => {
	const json = { kind: 'story', taskId: 't2' };
	expect(withTaskFields(head, { json, hasTaskFields: true })).toEqual({ json });
});
