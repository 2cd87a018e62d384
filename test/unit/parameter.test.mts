import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { form, ITEM, refusal } from '../support/form.mts';

import {
	fieldsOf,
	labelOf,
	optional,
	parametersOf,
	readAll,
	valuesIn,
} from '../../nodes/shared/parameters/parameter';
import { text, trimmedText } from '../../nodes/shared/parameters/text';
import { choice, openChoice } from '../../nodes/shared/parameters/choice';
import { number } from '../../nodes/shared/parameters/number';
import { confirmDeletion } from '../../nodes/shared/parameters/confirmDeletion';
import { boolean } from '../../nodes/shared/parameters/boolean';
import { shownWhen } from '../../nodes/shared/parameters/shownWhen';

type Parameter<T> = import('../../nodes/shared/parameters/parameter').Parameter<T>;

const field = { displayName: 'Field', name: 'field', type: 'string', default: '' } as const;
const from = (parameters: object) => parametersOf(form(parameters as IDataObject), ITEM);
const reader =
	<T,>(parameter: Parameter<T>) =>
	(value: unknown) =>
		parameter.read(from({ field: value }));

const long = 'x'.repeat(50);
const cut = 'x'.repeat(40);

describe('one value', () => {
	const read = reader(text(field));
	const $now = { isLuxonDateTime: true, toJSON: () => '2026-01-01T00:00:00.000+01:00' };

	test.each<[unknown, string]>([
		['Hello', 'Hello'],
		[' two  words ', ' two  words '],
		[54, '54'],
		[0, '0'],
		[false, 'false'],
		[12n, '12'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		[$now, '2026-01-01T00:00:00.000+01:00'],
		['[object Object] is what JavaScript says', '[object Object] is what JavaScript says'],
		['\uFEFFHello\uFEFF', 'Hello\uFEFF'],
		['Hel\uFEFFlo', 'Hel\uFEFFlo'],
		['half \ud83d, half \ude00, 😀', 'half \ufffd, half \ufffd, 😀'],
	])('%j is %j', (value, is) => {
		expect(read(value)).toBe(is);
	});

	const invisible = [...'\u200B\u2060\u00AD\u180E\u200E\u202B\u2066\uFE0F\u3164\u2800\0'];
	const empty = ['', ' \n\t', null, undefined, '\uFEFF', ...invisible, ` ${invisible.join(' ')}`];
	test.each(empty.map((value) => [value]))('%j is empty', async (value) => {
		expect(await refusal(() => read(value))).toEqual([
			'Field is empty',
			expect.stringMatching(/^Enter.+expression/),
		]);
		expect(optional(text(field)).read(from({ field: value }))).toBeUndefined();
	});

	test('is empty where the form has no such field', async () => {
		expect((await refusal(() => text(field).read(from({}))))[0]).toBe('Field is empty');
		expect(text({ ...field, default: 'data' }).read(from({}))).toBe('data');
		const locator = { ...field, type: 'resourceLocator', default: { mode: 'list' } } as const;
		expect(await refusal(() => text(locator).read(from({})))).toEqual([
			'Field is empty',
			expect.stringMatching(/^Select.+list.+expression/),
		]);
	});

	const inAList = /Split Out.+join/;
	const inAnObject = /Change the expression.+one field/;
	test.each<[unknown, message: RegExp, advice: RegExp]>([
		[['a', 'b'], /^Field is a list/, inAList],
		[['a'], /^Field is a list/, inAList],
		[[], /^Field is a list/, inAList],
		[{ text: 'a' }, /^Field is an object/, inAnObject],
		[{ toJSON: () => ({}) }, /^Field is an object/, inAnObject],
		[new Date(NaN), /^Field is an object/, inAnObject],
		[NaN, /^Field is not a number/, inAnObject],
		[-Infinity, /^Field is not a number/, inAnObject],
	])('%p is none', async (value, message, advice) => {
		for (const parameter of [text(field), optional(text(field))]) {
			expect(await refusal(() => reader<string | undefined>(parameter)(value))).toEqual([
				expect.stringMatching(message),
				expect.stringMatching(advice),
			]);
		}
	});
});

describe('a text', () => {
	test('is measured in characters as people count them', async () => {
		const read = reader(text(field, { min: 3, max: 4, tooLong: 'Split it.' }));
		expect([read('👋👋👋'), read('abcd')]).toEqual(['👋👋👋', 'abcd']);
		expect(await refusal(() => read('ab'))).toEqual([
			expect.stringMatching(/^Field .*short/),
			expect.stringMatching(/\b3 characters.+\b2\b/),
		]);
		expect(await refusal(() => read('abcde'))).toEqual([
			expect.stringMatching(/^Field .*long/),
			expect.stringMatching(/\b4 characters.+\b5\. Split it\.$/),
		]);
		const [, advice] = await refusal(() => reader(text(field, { max: 1 }))('ab'));
		expect(advice).toMatch(/Shorten/);
	});

	test('for people loses the spaces around it', async () => {
		const read = reader(trimmedText(field, { min: 3 }));
		expect(read(' abc\n')).toBe('abc');
		expect((await refusal(() => read(' ab ')))[0]).toMatch(/^Field .*short/);
	});
});

describe('a choice', () => {
	const options = [
		{ name: 'Not Specified', value: 0 },
		{ name: 'Male', value: 1 },
	];
	const read = reader(choice({ ...field, options }));

	test.each([
		[0, 0],
		['1', 1],
		[' MALE\n', 1],
		['not  specified', 0],
	])('%j is %j', (value, is) => expect(read(value)).toBe(is));

	test.each([
		['other', 'other'],
		[2, '2'],
		[true, 'true'],
		['notspecified', 'notspecified'],
		[long, cut],
	])('%j is none, and the choices are named as the list names them', async (value, shown) => {
		expect(await refusal(() => read(value))).toEqual([
			expect.stringContaining(`Field "${shown}" is not`),
			expect.stringContaining('Not Specified, Male.'),
		]);
	});

	test('that is empty is to be made in the list', async () => {
		const list = reader(choice({ ...field, type: 'options', options }));
		expect(await refusal(() => list(''))).toEqual([
			'Field is empty',
			expect.stringMatching(/^Select.+list.+expression/),
		]);
	});

	test('goes by its value before it goes by the name of another', () => {
		const twisted = [
			{ name: 'b', value: 'a' },
			{ name: 'a', value: 'b' },
		];
		expect(reader(choice({ ...field, options: twisted }))('A')).toBe('a');
	});

	test('may be open to other words', async () => {
		const models = [{ name: 'MARS Flash', value: 'mars-flash' }];
		const readModel = reader(openChoice({ ...field, options: models }));
		expect(['mars flash', 'MARS-FLASH', ' mars-8.1_x '].map(readModel)).toEqual([
			'mars-flash',
			'mars-flash',
			'mars-8.1_x',
		]);
		for (const odd of ['two words', '-', '8,1', '\ud83d']) {
			expect((await refusal(() => readModel(odd)))[0]).toMatch(/^Field ".+" is not/);
		}
	});
});

describe('a number', () => {
	const read = (value: unknown, typeOptions: INodeProperties['typeOptions']) =>
		reader(number({ ...field, displayName: 'Age (Years)', typeOptions }))(value);
	const age = { minValue: 1, maxValue: 100, numberPrecision: 0 };

	test.each<[unknown, INodeProperties['typeOptions'], number]>([
		[1, age, 1],
		['100', age, 100],
		[' +30. ', age, 30],
		['3e1', age, 30],
		['3E+1', age, 30],
		['.25', undefined, 0.25],
		['25e-2', undefined, 0.25],
		['.5', { minValue: 0, maxValue: 1 }, 0.5],
		[0, { minValue: 0 }, 0],
		['-7.5', undefined, -7.5],
	])('%j fits %j', (value, bounds, is) => expect(read(value, bounds)).toBe(is));

	test.each<[unknown, INodeProperties['typeOptions'], RegExp]>([
		[0, age, /"0"\. .*whole number from 1 to 100\.$/],
		[101, age, /"101"\. .*whole number from 1 to 100\.$/],
		[1.5, age, /"1\.5"\. .*whole number from 1 to 100\.$/],
		[2, { maxValue: 1 }, /"2"\. .*a number to 1\.$/],
		['1e999', { minValue: 0 }, /"1e999"\. .*a number from 0 up\.$/],
	])('%j does not fit %j', async (value, bounds, description) => {
		const [message, advice] = await refusal(() => read(value, bounds));
		expect(message).toMatch(/^Age .*range/);
		expect(advice).toMatch(description);
	});

	test.each([
		['old', 'old'],
		['1,5', '1,5'],
		['0x10', '0x10'],
		['1 000', '1 000'],
		[true, 'true'],
		[long, cut],
	])('%j is none', async (value, shown) => {
		expect((await refusal(() => read(value, age)))[0]).toMatch(`Age "${shown}" is not a number`);
	});
});

describe('a boolean', () => {
	const read = reader(boolean(field));

	test.each<[unknown, boolean | undefined]>([
		[true, true],
		[' TRUE ', true],
		[1, true],
		['1', true],
		[false, false],
		['False', false],
		[0, false],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
	])('%j is %s', (value, is) => expect(read(value)).toBe(is));

	test.each([['yes'], [2], ['constructor']])('%j is neither', async (value) => {
		expect(await refusal(() => read(value))).toEqual([
			expect.stringContaining(`Field "${value}" is not`),
			expect.stringMatching(/true or false/),
		]);
	});
});

describe('several parameters', () => {
	const parameters = { field: optional(text(field)), flag: boolean({ ...field, name: 'flag' }) };

	test('are read together, without those that are not set', () => {
		const { options } = from({ options: { field: 'a', other: 1 } });
		expect(Object.entries(readAll(options, parameters))).toEqual([['field', 'a']]);
		expect(fieldsOf(parameters).map(({ name }) => name)).toEqual(['field', 'flag']);
	});

	test.each([[undefined], [null], ['']])('are not set in %j', (options) => {
		expect(readAll(from({ options }).options, parameters)).toEqual({});
	});

	test.each([['text'], [7], [['a']], [new Date(0)]])('are not in %j', async (value) => {
		const [message, advice] = await refusal(() => from({ options: value }).options);
		expect(message).toMatch(/^Options /);
		expect(advice).toMatch(/Check the expression/);
		const { refuse } = from({});
		await refusal(() => valuesIn(value, { label: 'Row', refuse }));
	});
});

test.each([
	['Folder Name or ID', 'Folder'],
	['Translate To Names or IDs', 'Translate To'],
	['Max Wait (Minutes)', 'Max Wait'],
	['Task ID', 'Task ID'],
	['Task (Old) ID', 'Task (Old) ID'],
])('%s is called %s in a sentence', (displayName, label) => {
	expect(labelOf({ ...field, displayName })).toBe(label);
});

describe('fields that are shown only when something holds', () => {
	const shown = (displayOptions?: INodeProperties['displayOptions']) =>
		shownWhen({ operation: ['speak'] }, { ...field, displayOptions })[0];

	test('keep what they ask for themselves', () => {
		expect(shown()).toEqual({ ...field, displayOptions: { show: { operation: ['speak'] } } });
		expect(shown({ show: { delivery: ['task'] }, hide: { model: ['a'] } }).displayOptions).toEqual({
			show: { operation: ['speak'], delivery: ['task'] },
			hide: { model: ['a'] },
		});
	});
});

test('a deletion is confirmed or turned down', async () => {
	const { field: confirm, read } = confirmDeletion('Whether it may be deleted', 'A deleted voice');
	expect(confirm).toMatchObject({
		displayName: 'Confirm Deletion',
		type: 'boolean',
		default: false,
		description: 'Whether it may be deleted',
	});
	expect(read(from({ confirmDeletion: 'true' }))).toBe(true);
	for (const value of [false, undefined, 0]) {
		const [message, advice] = await refusal(() => read(from({ confirmDeletion: value })));
		expect(message).toMatch(/not confirmed/);
		expect(advice).toMatch(/Confirm Deletion\. A deleted voice cannot/);
	}
});
