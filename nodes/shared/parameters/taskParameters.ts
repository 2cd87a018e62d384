import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { PollingPolicy } from '../core/schedule';
import type { OnMaxWait, Settings } from '../tasks/settings';
import { boolean } from './boolean';
import { choice } from './choice';
import { number } from './number';
import type { ItemParameters, Parameter } from './parameter';
import { optional, parametersOf } from './parameter';
import { shownWhen } from './shownWhen';
import { trimmedText } from './text';

const waitForCompletion = boolean({
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait until CAMB.AI has finished and output the result. When off, the item comes out right away with the task ID, which you can pass to the Fetch Result node later.',
});

export const outputDataField = trimmedText({
	displayName: 'Output Data Field Name',
	name: 'outputDataField',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output field to put the file in',
});

export const fileName = optional(
	trimmedText({
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. episode-12',
		description:
			'The name of the output file. The extension is added for you, because it depends on what CAMB.AI returns.',
	}),
);

/** How many items are worked on at the same time, if nothing is set. */
function itemsAtOnce(usually: number): Parameter<number> {
	const { field, read } = optional(
		number({
			displayName: 'Items at Once',
			name: 'itemsAtOnce',
			type: 'number',
			default: usually,
			typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
			description:
				'How many items to process at the same time. The value of the first item applies to all items.',
		}),
	);
	return { field, read: (from) => read(from) ?? usually };
}

export const FIVE_AT_ONCE = itemsAtOnce(5);
/** Dubs and stories take long, and most plans allow few of them at a time. */
export const TWO_AT_ONCE = itemsAtOnce(2);

export const maxWait = optional(
	number({
		displayName: 'Max Wait (Minutes)',
		name: 'maxWait',
		type: 'number',
		default: 60,
		typeOptions: { minValue: 0, numberPrecision: 2 },
		description:
			'How long to wait for a task. If not set: 15 minutes for speech, sound, voices and translations, 1 hour for transcriptions, subtitles, separations and project setups, 3 hours for dubs and stories.',
	}),
);

export const onMaxWait: Parameter<OnMaxWait | undefined> = optional(
	choice({
		displayName: 'On Max Wait',
		name: 'onMaxWait',
		type: 'options',
		default: 'error',
		options: [
			{
				name: 'Stop With Error',
				value: 'error',
				description: 'Stop with an error that contains the task ID',
			},
			{
				name: 'Output Item With Task ID',
				value: 'item',
				description: 'Continue with an item that has the task ID, but no file yet',
			},
		],
		description: 'What to do if the task is still running when Max Wait is over',
	}),
);

const waitInBackground = boolean({
	displayName: 'Wait in the Background',
	name: 'waitInBackground',
	type: 'boolean',
	default: false,
	description:
		'Whether n8n stores the execution while CAMB.AI works, so that it takes no memory and goes on after a restart of n8n. Looks for the result every minute at first, later every ten minutes. Needs n8n 2.41 or newer, and one result for each item.',
});

/**
 * The fields that end every node's form.
 *
 * @param pollingPolicy of the node's kind, whose longest wait Max Wait begins with
 * @param options the node's own rare ones
 * @param form.givesMainFile whether there is a file for Output Data Field Name to name
 * @param form.givesFiles whether there are files at all
 */
export function taskParameters(
	{ maxWaitMs }: PollingPolicy,
	options: INodeProperties[] = [],
	{ givesMainFile = true, givesFiles = true, atOnce = FIVE_AT_ONCE } = {},
): INodeProperties[] {
	return [
		waitForCompletion.field,
		...(givesMainFile ? shownWhen({ waitForCompletion: [true] }, outputDataField.field) : []),
		optionsField([
			atOnce.field,
			{ ...maxWait.field, default: maxWaitMs / 60_000 },
			onMaxWait.field,
			...shownWhen({ '/waitForCompletion': [true] }, waitInBackground.field),
			...(givesFiles ? [fileName.field] : []),
			...options,
		]),
	];
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

/** The settings that every task has, of one item. */
export interface TaskSettings extends Settings {
	wait: boolean;
	onMaxWait: OnMaxWait;
	/** Whether n8n is to wait in the background. */
	inBackground: boolean;
}

/** Whether the node waits for the task to end. */
export function readWait(from: ItemParameters): boolean {
	return waitForCompletion.read(from) ?? true;
}

export function readTaskSettings(from: ItemParameters): TaskSettings {
	return {
		wait: readWait(from),
		onMaxWait: onMaxWait.read(from.options) ?? 'error',
		inBackground: waitInBackground.read(from.options) ?? false,
		...readOutputSettings(from),
	};
}

/** Where and under which name a result goes, and how long to wait for it. */
export function readOutputSettings(from: ItemParameters): Settings {
	const { options } = from;
	// Only the first item's counts, but each item says what is wrong with its own.
	FIVE_AT_ONCE.read(options);
	const minutes = maxWait.read(options);
	return {
		field: outputDataField.read(from),
		fileName: fileName.read(options),
		maxWaitMs: minutes === undefined ? undefined : minutes * 60_000,
	};
}

/** A mistake in the first item's options is the first item's to tell, not the whole node's. */
export function readItemsAtOnce(context: IExecuteFunctions, atOnce = FIVE_AT_ONCE): number {
	try {
		return atOnce.read(parametersOf(context, 0).options);
	} catch {
		return Number(atOnce.field.default);
	}
}
