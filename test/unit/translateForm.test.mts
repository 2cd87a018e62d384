import type { IDataObject } from 'n8n-workflow';

import type { DirectRequest } from '../../nodes/shared/tasks/directKind';
import type { TaskRequest } from '../../nodes/shared/tasks/kind';

import { chosen, form, ITEM, refusal } from '../support/form.mts';

import { request } from '../../nodes/CambTranslate/request';

const filled = { text: 'Thank you', sourceLanguage: chosen(1), targetLanguage: chosen('es-es') };
const languages = { source_language: 1, target_language: 54 };
const build = (changes: IDataObject = {}) => request(form({ ...filled, ...changes }), ITEM);
const tasks = (changes?: IDataObject) => build(changes) as TaskRequest[];
const stream = (changes?: IDataObject) =>
	build({ ...changes, delivery: 'stream' }) as DirectRequest;
const jsonOf = ({ payload }: TaskRequest | DirectRequest) => JSON.parse(JSON.stringify(payload));

test('a form that is filled only where it must be: one task', () => {
	const [task, ...others] = tasks();
	expect(others).toEqual([]);
	expect([task.kind.name, task.path]).toEqual(['translation', '/translate']);
	expect(jsonOf(task)).toEqual({ json: { texts: ['Thank you'], ...languages } });
	expect(task.resultOptions).toEqual({ language: 54, count: 1 });
});

const options = { formality: 'formal', gender: 'male', projectName: 'Pilot', folderId: 12 };
const named = { formality: 1, gender: 1, project_name: 'Pilot', folder_id: 12 };

test('everything that can be set of a task, by the names of the API', () => {
	const sourceLanguage = chosen('auto');
	const [task] = tasks({ sourceLanguage, options: { ...options, age: 40, dictionaries: [7, 8] } });
	expect(jsonOf(task)).toEqual({
		json: {
			texts: ['Thank you'],
			source_language: 'auto',
			target_language: 54,
			...named,
			age: 40,
			chosen_dictionaries: [7, 8],
		},
	});
});

test('a long list of texts is several tasks, each of which knows how many it has', () => {
	const text = Array.from({ length: 101 }, (_, index) => `Text ${index}`);
	const pieces = tasks({ text });
	expect(pieces.map((piece) => jsonOf(piece).json)).toEqual([
		{ texts: text.slice(0, 100), ...languages },
		{ texts: text.slice(100), ...languages },
	]);
	expect(pieces.map(({ resultOptions }) => resultOptions)).toEqual([
		{ language: 54, count: 100 },
		{ language: 54, count: 1 },
	]);
});

test('in the response: a direct call', () => {
	const call = stream();
	expect([call.kind.name, call.path]).toEqual(['streamed-translation', '/translation/stream']);
	expect(jsonOf(call)).toEqual({ json: { text: 'Thank you', ...languages } });
	expect(call.resultOptions).toEqual({ language: 54 });
	expect(jsonOf(stream({ options }))).toEqual({
		json: { text: 'Thank you', ...languages, ...named },
	});
	expect(jsonOf(stream({ text: ['Thank you'] }))).toEqual(jsonOf(call));
});

test.each<[IDataObject, message: RegExp, advice: RegExp]>([
	[{ text: '' }, /^Text is empty/, /Enter a text/],
	[{ text: [] }, /^Text is an empty list/, /Enter a text/],
	[{ sourceLanguage: chosen('') }, /^Source Language is empty/, /list/],
	[{ targetLanguage: chosen('auto') }, /^Target Language .*detected/, /Choose/],
	[{ delivery: 'post' }, /^Delivery "post"/, /As a Task/],
	[{ options: { projectName: 'ab' } }, /^Project Name .*short/, /\b3\b/],
	[{ delivery: 'stream', text: ['a', 'b', 'c'] }, /\b3 texts\b/, /Delivery.+As a Task.+one item/],
	[{ delivery: 'stream', text: ['a', 'b'] }, /\b2 texts\b/, /Delivery.+As a Task.+one item/],
])('%j is turned down', async (changes, message, advice) => {
	expect(await refusal(() => build(changes))).toEqual([
		expect.stringMatching(message),
		expect.stringMatching(advice),
	]);
});
