import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { OnMaxWait } from '../task/complete';
import type { Settings } from '../task/line';
import type { Patience } from '../task/schedule';
import { readBoolean } from './check';

const ITEMS_AT_ONCE = 5;
const MOST_AT_ONCE = 50;

/**
 * The fields that end every node's form.
 *
 * @param patience of the node's kind, whose longest wait Max Wait begins with
 * @param options the node's own rare ones
 * @param form.givesMainFile whether there is a file for Output Data Field Name to name
 */
export function taskFields(
	{ maxWaitMs }: Patience,
	options: INodeProperties[] = [],
	{ givesMainFile = true } = {},
): INodeProperties[] {
	return [
		{
			displayName: 'Wait for Completion',
			name: 'waitForCompletion',
			type: 'boolean',
			default: true,
			description:
				'Whether to wait until CAMB.AI has finished and output the result. When off, the item comes out right away with the task ID, which you can pass to the Fetch Result node later.',
		},
		...(givesMainFile ? [outputDataField({ waitForCompletion: [true] })] : []),
		optionsField([
			itemsAtOnceOption,
			{ ...maxWaitOption, default: maxWaitMs / 60_000 },
			onMaxWaitOption,
			fileNameOption,
			...options,
		]),
	];
}

export function outputDataField(show: IDataObject): INodeProperties {
	return {
		displayName: 'Output Data Field Name',
		name: 'outputDataField',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: { show: show as NonNullable<INodeProperties['displayOptions']>['show'] },
		hint: 'The name of the output field to put the file in',
	};
}

/** The Options collection, A to Z. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	};
}

export const fileNameOption: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. episode-12',
	description:
		'The name of the output file. The extension is added for you, because it depends on what CAMB.AI returns.',
};

export const itemsAtOnceOption: INodeProperties = {
	displayName: 'Items at Once',
	name: 'itemsAtOnce',
	type: 'number',
	default: ITEMS_AT_ONCE,
	typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
	description:
		'How many items to process at the same time. The value of the first item applies to all items.',
};

export const maxWaitOption: INodeProperties = {
	displayName: 'Max Wait (Minutes)',
	name: 'maxWait',
	type: 'number',
	default: 60,
	typeOptions: { minValue: 0, numberPrecision: 2 },
	description:
		'How long to wait for a task. If not set: 15 minutes for speech and sound, 1 hour for transcriptions, 3 hours for dubs and stories.',
};

export const onMaxWaitOption: INodeProperties = {
	displayName: 'On Max Wait',
	name: 'onMaxWait',
	type: 'options',
	default: 'error',
	options: [
		{
			name: 'Output Item With Task ID',
			value: 'item',
			description: 'Continue with an item that has the task ID, but no file yet',
		},
		{
			name: 'Stop With Error',
			value: 'error',
			description: 'Stop with an error that contains the task ID',
		},
	],
	description: 'What to do if the task is still running when Max Wait is over',
};

/** The settings that every task has, of one item. */
export interface TaskSettings extends Settings {
	wait: boolean;
	onMaxWait: OnMaxWait;
}

/** Whether the node waits for the task to end. */
export function readWait(context: IExecuteFunctions, item: number): boolean {
	const value = context.getNodeParameter('waitForCompletion', item, true) as unknown;
	return readBoolean(context, item, value, 'Wait for Completion') ?? true;
}

export function readTaskSettings(context: IExecuteFunctions, item: number): TaskSettings {
	const wait = readWait(context, item);
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	return {
		wait,
		onMaxWait: (options.onMaxWait ?? 'error') as OnMaxWait,
		...readOutputSettings(context, item),
	};
}

/** Where and under which name a result goes, and how long to wait for it. */
export function readOutputSettings(context: IExecuteFunctions, item: number): Settings {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	return {
		field: String(context.getNodeParameter('outputDataField', item, '') ?? '').trim() || 'data',
		fileName: String(options.fileName ?? '').trim() || undefined,
		maxWaitMs: readMaxWaitMs(context, item, options.maxWait),
	};
}

export function readItemsAtOnce(context: IExecuteFunctions): number {
	const wanted = Math.floor(Number(wantedAtOnce(context)));
	return Math.min(MOST_AT_ONCE, Math.max(1, wanted || 1));
}

/** A mistake in the first item's options is the first item's to tell, not the whole node's. */
function wantedAtOnce(context: IExecuteFunctions): unknown {
	try {
		const { itemsAtOnce } = context.getNodeParameter('options', 0, {}) as IDataObject;
		return itemsAtOnce ?? ITEMS_AT_ONCE;
	} catch {
		return ITEMS_AT_ONCE;
	}
}

function readMaxWaitMs(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
): number | undefined {
	const text = String(value ?? '').trim();
	if (text === '') return undefined;
	const minutes = Number(text);
	if (Number.isFinite(minutes) && minutes >= 0) return minutes * 60_000;
	throw new NodeOperationError(context.getNode(), 'Max Wait is not a valid number of minutes', {
		itemIndex: item,
		description: 'Enter 0 or more, such as 30.',
	});
}
