import type { INodeProperties } from 'n8n-workflow';

import {
	fileNameOption,
	itemsAtOnceOption,
	maxWaitOption,
	optionsField,
	outputDataField,
} from '../shared/fields/taskFields';
import { kinds } from '../shared/kinds';

export const fields: INodeProperties[] = [
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		noDataExpression: false,
		// An item of a CAMB.AI node says its kind itself.
		default: '={{ $json.kind ?? $json.details?.kind ?? "text-to-speech" }}',
		options: kinds.map(({ name, label }) => ({ name: label, value: name })),
		description:
			'What sort of task it is. Items of the other CAMB.AI nodes carry it in the field "kind".',
	},
	{
		displayName: 'Look Up By',
		name: 'lookUpBy',
		type: 'options',
		default: 'task',
		options: [
			{
				name: 'Run ID',
				value: 'run',
				description: 'For a finished task. Several run IDs are fetched together where CAMB.AI can.',
			},
			{ name: 'Task ID', value: 'task', description: 'For a task that may still be running' },
		],
	},
	{
		displayName: 'Task ID',
		name: 'taskId',
		type: 'string',
		required: true,
		default: '={{ $json.taskId ?? $json.details?.taskId }}',
		placeholder: 'e.g. 31f7af5f-7c1a-4c36-9a53-2f1d0c9f4d11',
		displayOptions: { show: { lookUpBy: ['task'] } },
	},
	{
		displayName: 'Run ID',
		name: 'runId',
		type: 'string',
		required: true,
		default: '={{ $json.runId ?? $json.details?.runId }}',
		placeholder: 'e.g. 12345 or 12345, 12346',
		description: 'One run ID, several with commas, or a list by expression',
		displayOptions: { show: { lookUpBy: ['run'] } },
	},
	{
		displayName: 'When Still Running',
		name: 'whenStillRunning',
		type: 'options',
		default: 'wait',
		options: [
			{
				name: 'Output to Still Running',
				value: 'branch',
				description: 'Sends the item to a second output. Lead it to a Wait node and back here.',
			},
			{
				name: 'Stop With Error',
				value: 'error',
				description: 'Ends with an error that holds the task ID',
			},
			{ name: 'Wait', value: 'wait', description: 'Waits here until the task is done' },
		],
		displayOptions: { show: { lookUpBy: ['task'] } },
	},
	outputDataField({}),
	optionsField([
		fileNameOption,
		itemsAtOnceOption,
		{ ...maxWaitOption, displayOptions: { show: { '/whenStillRunning': ['wait'] } } },
		...resultOptions(),
	]),
];

/** The result options of all kinds, each shown for its kinds: several kinds may share one. */
function resultOptions(): INodeProperties[] {
	const options = new Set(kinds.flatMap((kind) => kind.resultOptions ?? []));
	return [...options].map((option) => {
		const its = kinds.filter((kind) => kind.resultOptions?.includes(option));
		return { ...option, displayOptions: { show: { '/kind': its.map(({ name }) => name) } } };
	});
}
