import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { form, ITEM, refusal } from '../support/form.mts';
import { built } from '../support/harness.mts';

const { optionsField, readItemsAtOnce, readTaskSettings, readWait, taskFields } = built<
	typeof import('../../nodes/shared/fields/taskFields')
>('nodes/shared/fields/taskFields.js');

const settings = (parameters: IDataObject) => readTaskSettings(form(parameters), ITEM);

describe('what every task is told', () => {
	test('is this when nothing was changed', () => {
		expect(settings({})).toEqual({
			wait: true,
			onMaxWait: 'error',
			field: 'data',
			fileName: undefined,
			maxWaitMs: undefined,
		});
	});

	test('is what the form says', () => {
		const options = { onMaxWait: 'item', fileName: ' episode-12 ', maxWait: 90 };
		const parameters = { waitForCompletion: false, outputDataField: ' speech ', options };
		expect(settings(parameters)).toEqual({
			wait: false,
			onMaxWait: 'item',
			field: 'speech',
			fileName: 'episode-12',
			maxWaitMs: 5_400_000,
		});
	});
});

test.each<[unknown, string]>([
	['speech', 'speech'],
	[' ', 'data'],
	[null, 'data'],
	[12, '12'],
])('Output Data Field Name %j is %s', (outputDataField, field) => {
	expect(settings({ outputDataField } as IDataObject).field).toBe(field);
});

test.each<[unknown, string | undefined]>([
	['speech', 'speech'],
	[12, '12'],
	[' ', undefined],
	[null, undefined],
])('File Name %j is %s', (fileName, name) => {
	expect(settings({ options: { fileName } } as IDataObject).fileName).toBe(name);
});

describe('Max Wait', () => {
	const read = (maxWait: unknown) => settings({ options: { maxWait } } as IDataObject).maxWaitMs;

	test.each<[unknown, number | undefined]>([
		[30, 1_800_000],
		['1.5', 90_000],
		[0, 0],
		['', undefined],
		[' ', undefined],
		[null, undefined],
	])('%j is %s ms', (value, ms) => {
		expect(read(value)).toBe(ms);
	});

	test.each([[-1], ['soon'], ['Infinity'], [true]])('%j is turned down', async (value) => {
		expect(await refusal(() => read(value))).toEqual([
			'Max Wait is not a valid number of minutes',
			'Enter 0 or more, such as 30.',
		]);
	});
});

describe('Wait for Completion', () => {
	const read = (parameters: IDataObject) => readWait(form(parameters), ITEM);

	test.each<[IDataObject, boolean]>([
		[{}, true],
		[{ waitForCompletion: '' }, true],
		[{ waitForCompletion: 'false' }, false],
	])('%j is %s', (parameters, wait) => {
		expect(read(parameters)).toBe(wait);
	});

	test('is neither on nor off', async () => {
		expect(await refusal(() => read({ waitForCompletion: 'later' }))).toEqual([
			'Wait for Completion "later" is not recognized',
			'Turn it on or off, or give true or false by expression.',
		]);
	});
});

describe('Items at Once', () => {
	/** What the form of the first item says. */
	const read = (parameters: IDataObject) =>
		readItemsAtOnce({
			getNodeParameter: (name: string, item: number, fallback: unknown) =>
				item === 0 ? (parameters[name] ?? fallback) : undefined,
		} as unknown as IExecuteFunctions);

	test.each<[unknown, number]>([
		[undefined, 5],
		[1, 1],
		['12', 12],
		[2.9, 2],
		[50, 50],
		[51, 50],
		['Infinity', 50],
		[0, 1],
		[-3, 1],
		['many', 1],
	])('%j are %i', (itemsAtOnce, number) => {
		expect(read({ options: { itemsAtOnce } as IDataObject })).toBe(number);
	});

	test('are as usual without options, or with options that no expression gives', () => {
		expect(read({})).toBe(5);
		const failing = {
			getNodeParameter() {
				throw new Error('The expression fails');
			},
		} as unknown as IExecuteFunctions;
		expect(readItemsAtOnce(failing)).toBe(5);
	});
});

describe('the end of every form', () => {
	const patience = { maxWaitMs: 900_000 } as Parameters<typeof taskFields>[0];
	const names = (fields: INodeProperties[]) => fields.map(({ name }) => name);

	test('has the name of the main file, if there is one', () => {
		expect(names(taskFields(patience))).toEqual([
			'waitForCompletion',
			'outputDataField',
			'options',
		]);
		const withoutFile = taskFields(patience, [], { givesMainFile: false });
		expect(names(withoutFile)).toEqual(['waitForCompletion', 'options']);
	});

	test('offers the wait that the kind has anyway', () => {
		const options = taskFields(patience).at(-1)?.options as INodeProperties[];
		expect(options.find(({ name }) => name === 'maxWait')?.default).toBe(15);
		expect(names(options)).toEqual(['fileName', 'itemsAtOnce', 'maxWait', 'onMaxWait']);
	});

	test('lists options from A to Z, and leaves the list that it is given alone', () => {
		const option = (displayName: string) => ({ displayName }) as INodeProperties;
		const given = [option('Zoom'), option('age'), option('Format')];
		const listed = optionsField(given).options as INodeProperties[];
		expect(listed.map(({ displayName }) => displayName)).toEqual(['age', 'Format', 'Zoom']);
		expect(given[0].displayName).toBe('Zoom');
	});
});
