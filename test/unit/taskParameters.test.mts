import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { form, ITEM, refusal } from '../support/form.mts';

import { parametersOf } from '../../nodes/shared/parameters/parameter';
import {
	FIVE_AT_ONCE,
	TWO_AT_ONCE,
	optionsField,
	readItemsAtOnce,
	readTaskSettings,
	taskParameters,
} from '../../nodes/shared/parameters/taskParameters';

const settings = (parameters: object) =>
	readTaskSettings(parametersOf(form(parameters as IDataObject), ITEM));

describe('what every task is told', () => {
	test('is this when nothing was changed', () => {
		expect(settings({})).toEqual({
			wait: true,
			onMaxWait: 'error',
			inBackground: false,
			field: 'data',
			fileName: undefined,
			maxWaitMs: undefined,
		});
	});

	test('is what the form says', () => {
		const options = { onMaxWait: 'item', fileName: ' episode-12 ', maxWait: '1.5' };
		const parameters = { waitForCompletion: 'false', outputDataField: ' speech ', options };
		expect(settings(parameters)).toEqual({
			wait: false,
			onMaxWait: 'item',
			inBackground: false,
			field: 'speech',
			fileName: 'episode-12',
			maxWaitMs: 90_000,
		});
		expect(settings({ options: { maxWait: 0 } }).maxWaitMs).toBe(0);
	});

	test.each([[null], ['']])('is to wait when an expression gives %j', (waitForCompletion) => {
		expect(settings({ waitForCompletion }).wait).toBe(true);
	});

	test.each<[object, string]>([
		[{ outputDataField: ' ' }, 'Output Data Field Name is empty'],
		[{ waitForCompletion: 'later' }, 'Wait for Completion "later"'],
		[{ options: { maxWait: -1 } }, 'Max Wait'],
		[{ options: { maxWait: 'soon' } }, 'Max Wait "soon" is not a number'],
		[{ options: { onMaxWait: 'stop' } }, 'On Max Wait "stop"'],
		[{ options: { itemsAtOnce: 0 } }, 'Items at Once'],
		[{ options: { itemsAtOnce: 51 } }, 'Items at Once'],
		[{ options: { itemsAtOnce: 2.5 } }, 'Items at Once'],
		[{ options: { itemsAtOnce: 'many' } }, 'Items at Once "many" is not a number'],
	])('is turned down: %j', async (parameters, message) => {
		expect((await refusal(() => settings(parameters)))[0]).toContain(message);
	});
});

describe('Items at Once', () => {
	/** What the form of the first item says. */
	const read = (itemsAtOnce: unknown, usually = FIVE_AT_ONCE) =>
		readItemsAtOnce(
			{
				getNodeParameter: (_name: string, item: number) => (item === 0 ? { itemsAtOnce } : {}),
			} as unknown as IExecuteFunctions,
			usually,
		);

	test.each<[unknown, number]>([
		[1, 1],
		['12', 12],
		[50, 50],
	])('%j are %i', (value, number) => expect(read(value)).toBe(number));

	test.each([[undefined], [''], [0], [51], ['many']])('are as usual for %j', (value) => {
		expect([read(value), read(value, TWO_AT_ONCE)]).toEqual([5, 2]);
	});

	test('are as usual with options that no expression gives', () => {
		const failing = {
			getNodeParameter() {
				throw new Error('The expression fails');
			},
		} as unknown as IExecuteFunctions;
		expect(readItemsAtOnce(failing)).toBe(5);
	});
});

describe('the end of every form', () => {
	const pollingPolicy = { maxWaitMs: 900_000 } as Parameters<typeof taskParameters>[0];
	const names = (fields: INodeProperties[]) => fields.map(({ name }) => name);

	test('has the name of the main file, if there is one', () => {
		const all = ['waitForCompletion', 'outputDataField', 'options'];
		expect(names(taskParameters(pollingPolicy))).toEqual(all);
		const [, field] = taskParameters(pollingPolicy);
		expect(field.displayOptions).toEqual({ show: { waitForCompletion: [true] } });
		const withoutFile = taskParameters(pollingPolicy, [], { givesMainFile: false });
		expect(names(withoutFile)).toEqual(['waitForCompletion', 'options']);
	});

	test('offers the wait that the kind has anyway, and as many items as usual', () => {
		const options = (form = {}) => taskParameters(pollingPolicy, [], form).at(-1)?.options;
		const offered = options({ atOnce: TWO_AT_ONCE }) as INodeProperties[];
		expect(offered.map(({ name, default: usually }) => [name, usually])).toEqual([
			['fileName', ''],
			['itemsAtOnce', 2],
			['maxWait', 15],
			['onMaxWait', 'error'],
			['waitInBackground', false],
		]);
		expect(options()).toContainEqual(expect.objectContaining({ name: 'itemsAtOnce', default: 5 }));
		// There is nothing to wait for in the background where the node does not wait.
		expect(options()).toContainEqual(
			expect.objectContaining({
				name: 'waitInBackground',
				displayOptions: { show: { '/waitForCompletion': [true] } },
			}),
		);
	});

	test('lists options from A to Z, and leaves the list that it is given alone', () => {
		const option = (displayName: string) => ({ displayName }) as INodeProperties;
		const given = [option('Zoom'), option('age'), option('Format')];
		const { options, displayName, type, placeholder } = optionsField(given);
		expect([displayName, type, placeholder]).toEqual(['Options', 'collection', 'Add option']);
		const listed = options as INodeProperties[];
		expect(listed.map(({ displayName }) => displayName)).toEqual(['age', 'Format', 'Zoom']);
		expect(given[0].displayName).toBe('Zoom');
	});
});
