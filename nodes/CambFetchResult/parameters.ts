import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { kinds } from '../shared/kinds';
import { choice, parseChoice } from '../shared/parameters/choice';
import { fromItem } from '../shared/parameters/fromItem';
import { parseId, splitIds } from '../shared/parameters/id';
import { list } from '../shared/parameters/list';
import type { Values } from '../shared/parameters/parameter';
import { fieldsOf, parameter } from '../shared/parameters/parameter';
import { shownWhen } from '../shared/parameters/shownWhen';
import {
	fileName,
	FIVE_AT_ONCE,
	maxWait,
	onMaxWait,
	optionsField,
	outputDataField,
} from '../shared/parameters/taskParameters';
import { refuseUnfetched } from './unfetched';

/** In place of a kind: an item of a CAMB.AI node says its kind itself. */
const FROM_ITEM = 'item';
const kindChoices = kinds.map(({ name, label }) => ({ name: label, value: name }));

/** The result options of every kind. One that several kinds have is listed once. */
function resultParameters(): INodeProperties[] {
	const all = kinds.flatMap(({ resultParameters: options = {} }) => fieldsOf(options));
	const once = new Map(all.map((option) => [option.name, option]));
	return [...once.values()].map((option) => ({
		...option,
		displayOptions: { show: { '/kind': namesOfKindsWith(option.name) } },
	}));
}

function namesOfKindsWith(optionName: string): string[] {
	return kinds
		.filter(({ resultParameters: options = {} }) => optionName in options)
		.map(({ name }) => name)
		.concat(FROM_ITEM);
}

const kindName = choice({
	displayName: 'Kind',
	name: 'kind',
	type: 'options',
	noDataExpression: false,
	default: FROM_ITEM,
	options: [
		{
			name: 'Taken From the Item',
			value: FROM_ITEM,
			description: 'The field "kind", which the items and errors of the other CAMB.AI nodes have',
		},
		...kindChoices,
	],
	description: 'What kind of task it is. Options of other kinds than the chosen one are hidden.',
});

const kindOfItem = parameter(
	kindName.field,
	(text, about) => {
		refuseUnfetched(text, about);
		return parseChoice(kindChoices)(text, about);
	},
	'The item has no field "kind". Choose the kind of the task from the list.',
);

/** The name of the kind to fetch for an item that says this of its task. */
export function readKind(from: Values, { kind }: IDataObject): string {
	const name = kindName.read(from);
	if (name !== FROM_ITEM) return name;
	return kindOfItem.read({ ...from, valueOf: () => kind });
}

export const lookUpBy = choice({
	displayName: 'Look Up By',
	name: 'lookUpBy',
	description: 'Which ID you have',
	type: 'options',
	default: 'task',
	options: [
		{ name: 'Task ID', value: 'task', description: 'For a task that may still be running' },
		{
			name: 'Run ID',
			value: 'run',
			description:
				'For a finished task. Several run IDs are fetched together where CAMB.AI supports it.',
		},
	],
});

export const taskId = parameter(
	{
		displayName: 'Task ID',
		name: 'taskId',
		description: 'The ID that CAMB.AI gave the task when it was submitted',
		type: 'string',
		required: true,
		default: fromItem('taskId'),
		placeholder: 'e.g. 31f7af5f-7c1a-4c36-9a53-2f1d0c9f4d11',
		displayOptions: { show: { lookUpBy: ['task'] } },
	},
	(text) => text.trim(),
	'Use the field "taskId" of an item from another CAMB.AI node.',
);

export const runIds = list(
	{
		displayName: 'Run ID',
		name: 'runId',
		type: 'string',
		required: true,
		default: fromItem('runId'),
		placeholder: 'e.g. 12345 or 12345, 12346',
		description: 'One run ID, several separated by commas, or an array from an expression',
		displayOptions: { show: { lookUpBy: ['run'] } },
	},
	parseId('A run ID is a whole number. A long ID with dashes is a task ID: look it up by Task ID.'),
	splitIds,
);

export const whenStillRunning = choice({
	displayName: 'When Still Running',
	name: 'whenStillRunning',
	description: 'What to do with a task that is not finished yet',
	type: 'options',
	default: 'wait',
	options: [
		{ name: 'Wait', value: 'wait', description: 'Wait in this node until the task is finished' },
		{
			name: 'Wait in the Background',
			value: 'background',
			description:
				'Let n8n store the execution and look for the result every minute at first, later every ten minutes. Needs n8n 2.41 or newer, and tasks with one result. A dub or subtitles must be in one language, which the item or the option Target Language Names or IDs says.',
		},
		{
			name: 'Output to Still Running',
			value: 'branch',
			description:
				'Send the item to a second output. Connect it to a Wait node and back to this node.',
		},
		{
			name: 'Stop With Error',
			value: 'error',
			description: 'Stop with an error that contains the task ID',
		},
	],
	displayOptions: { show: { lookUpBy: ['task'] } },
});

/** What the node does for one that waits in the background: no field of the form. */
export const backgroundStep: INodeProperties = {
	displayName: 'Background Step',
	name: 'backgroundStep',
	type: 'hidden',
	default: '',
};

export const fields: INodeProperties[] = [
	backgroundStep,
	kindName.field,
	lookUpBy.field,
	taskId.field,
	runIds.field,
	whenStillRunning.field,
	outputDataField.field,
	optionsField([
		fileName.field,
		FIVE_AT_ONCE.field,
		{
			...maxWait.field,
			description:
				'How long to wait for a task, counted from when it was submitted if it goes through Still Running or is waited for in the background, and for the conversion that Alternative Format starts, which is always waited for. If not set: 15 minutes for speech, sound, voices and translations, 1 hour for transcriptions, subtitles, separations, project setups and conversions, 3 hours for dubs and stories.',
		},
		...shownWhen(
			{ '/lookUpBy': ['task'], '/whenStillRunning': ['background', 'branch', 'wait'] },
			onMaxWait.field,
		),
		...resultParameters(),
	]),
];
