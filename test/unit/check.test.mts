import type { INodeProperties } from 'n8n-workflow';

import { form, ITEM, refusal } from '../support/form.mts';
import { built } from '../support/harness.mts';

type Module = typeof import('../../nodes/shared/fields/check');
const { readText, readChoice, checkNumber, readBoolean, readBooleans } = built<Module>(
	'nodes/shared/fields/check.js',
);

const anywhere = form({});
const long = 'x'.repeat(50);
const cut = 'x'.repeat(40);

describe('a text', () => {
	const read = (value: unknown, bounds?: Parameters<Module['readText']>[4]) =>
		readText(form({ text: value as string }), ITEM, 'text', 'Text', bounds);

	test.each<[unknown, string]>([
		['Hello', 'Hello'],
		[' two  words ', ' two  words '],
		[54, '54'],
		[0, '0'],
		[false, 'false'],
		[['one line'], 'one line'],
		['[object Object] is what JavaScript says', '[object Object] is what JavaScript says'],
	])('%j is taken as it is', (value, text) => {
		expect(read(value)).toBe(text);
	});

	test.each([[''], [' \n\t'], [null], [undefined], [[]]])('%j is empty', async (value) => {
		expect(await refusal(() => read(value))).toEqual([
			'Text is empty',
			'Enter a value, or check the expression in this field.',
		]);
	});

	test('a field that the form does not have is empty', async () => {
		const [message] = await refusal(() => readText(anywhere, ITEM, 'text', 'Text'));
		expect(message).toBe('Text is empty');
	});

	test.each([[{ text: 'Hello' }], [[{ text: 'Hello' }]]])(
		'%j is no text to pay for',
		async (value) => {
			expect(await refusal(() => read(value))).toEqual([
				'Text is an object instead of text',
				'Change the expression in this field to the one field that contains the text.',
			]);
		},
	);

	test('may be as short and as long as its bounds', () => {
		expect(read('abc', { min: 3, max: 3 })).toBe('abc');
		expect(read('abc', {})).toBe('abc');
	});

	test('is measured in characters as people count them', () => {
		expect(read('👋👋👋', { min: 3, max: 3 })).toBe('👋👋👋');
	});

	test('is too short', async () => {
		expect(await refusal(() => read('ab', { min: 3 }))).toEqual([
			'Text is too short',
			'CAMB.AI needs at least 3 characters; this has 2.',
		]);
	});

	test('is too long, and says what to do about it', async () => {
		expect(await refusal(() => read('abcd', { max: 3 }))).toEqual([
			'Text is too long',
			'CAMB.AI accepts at most 3 characters; this has 4. Shorten it.',
		]);
		const [, advice] = await refusal(() => read('abcd', { max: 3, tooLong: 'Split it.' }));
		expect(advice).toBe('CAMB.AI accepts at most 3 characters; this has 4. Split it.');
	});
});

describe('a choice', () => {
	const choices = ['task', 'stream'] as const;
	const read = (parameters: object) =>
		readChoice(form({ ...parameters }), ITEM, 'delivery', 'Delivery', choices);

	test.each([
		[{ delivery: 'stream' }, 'stream'],
		[{ delivery: ' stream\n' }, 'stream'],
		[{}, 'task'],
	])('%j is %s', (parameters, choice) => {
		expect(read(parameters)).toBe(choice);
	});

	test.each([
		['carrier pigeon', 'carrier pigeon'],
		['Stream', 'Stream'],
		[null, ''],
		[long, cut],
	])('%j is none, and the choices are named', async (delivery, shown) => {
		expect(await refusal(() => read({ delivery }))).toEqual([
			`Delivery "${shown}" is not recognized`,
			'Choose one of: task, stream.',
		]);
	});
});

describe('a number', () => {
	type Range = Parameters<Module['checkNumber']>[4];
	const read = (value: unknown, range: Range) => checkNumber(anywhere, ITEM, value, 'Age', range);
	const age = { min: 1, max: 100, whole: true };

	test.each<[unknown, Range, number]>([
		[1, age, 1],
		['100', age, 100],
		[' 30 ', age, 30],
		['3e1', age, 30],
		[0.5, { min: 0, max: 1 }, 0.5],
		[0, { min: 0 }, 0],
		[-7.5, {}, -7.5],
	])('%j fits %j', (value, range, number) => {
		expect(read(value, range)).toBe(number);
	});

	test.each<[unknown, Range, string]>([
		[0, age, 'The value is "0"; CAMB.AI accepts whole numbers from 1 to 100.'],
		[101, age, 'The value is "101"; CAMB.AI accepts whole numbers from 1 to 100.'],
		[1.5, age, 'The value is "1.5"; CAMB.AI accepts whole numbers from 1 to 100.'],
		['old', age, 'The value is "old"; CAMB.AI accepts whole numbers from 1 to 100.'],
		[' ', age, 'The value is ""; CAMB.AI accepts whole numbers from 1 to 100.'],
		[null, { min: 0 }, 'The value is ""; CAMB.AI accepts numbers from 0 up.'],
		[2, { max: 1 }, 'The value is "2"; CAMB.AI accepts numbers to 1.'],
		['Infinity', {}, 'The value is "Infinity"; CAMB.AI accepts numbers.'],
		[long, { min: 0, max: 1 }, `The value is "${cut}"; CAMB.AI accepts numbers from 0 to 1.`],
	])('%j does not fit %j', async (value, range, description) => {
		expect(await refusal(() => read(value, range))).toEqual(['Age is out of range', description]);
	});
});

describe('a boolean', () => {
	const read = (value: unknown) => readBoolean(anywhere, ITEM, value, 'Set Up Only');

	test.each<[unknown, boolean | undefined]>([
		[true, true],
		['true', true],
		[' TRUE ', true],
		[1, true],
		['1', true],
		[false, false],
		['False', false],
		[0, false],
		['0', false],
		['', undefined],
		[' ', undefined],
		[null, undefined],
		[undefined, undefined],
	])('%j is %s', (value, boolean) => {
		expect(read(value)).toBe(boolean);
	});

	test.each<[unknown, string]>([
		['yes', 'yes'],
		[2, '2'],
		[long, cut],
	])('%j is neither', async (value, shown) => {
		expect(await refusal(() => read(value))).toEqual([
			`Set Up Only "${shown}" is not recognized`,
			'Turn it on or off, or give true or false by expression.',
		]);
	});
});

describe('the booleans among options', () => {
	const links: INodeProperties = {
		displayName: 'Include Links',
		name: 'includeLinks',
		type: 'boolean',
		default: false,
	};
	const format: INodeProperties = { ...links, name: 'format', type: 'string' };
	const read = (options: Record<string, string | boolean | null>, fields?: INodeProperties[]) =>
		readBooleans(anywhere, ITEM, options, fields);

	test('are read, and what else there is stays as it is', () => {
		const options = { includeLinks: 'false', format: 'true', other: '1' };
		expect(read(options, [links, format])).toEqual({
			includeLinks: false,
			format: 'true',
			other: '1',
		});
		expect(options.includeLinks).toBe('false');
	});

	test('are left out when they are not set', () => {
		expect(read({ includeLinks: '' }, [links])).toEqual({});
		expect(Object.keys(read({ includeLinks: null }, [links]))).toEqual([]);
		expect(Object.keys(read({}, [links]))).toEqual([]);
	});

	test('are none for a kind without options', () => {
		expect(read({ includeLinks: 'false' })).toEqual({ includeLinks: 'false' });
	});

	test('are turned down by the name that the form shows', async () => {
		const [message] = await refusal(() => read({ includeLinks: 'yes' }, [links]));
		expect(message).toBe('Include Links "yes" is not recognized');
	});
});
