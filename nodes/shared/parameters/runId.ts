import { fromItem } from './fromItem';
import { parseId } from './id';
import { parameter } from './parameter';

/** The run of a finished task, which an item of a CAMB.AI node says itself. */
export const runId = (of: string) =>
	parameter(
		{
			displayName: 'Run ID',
			name: 'runId',
			type: 'string',
			required: true,
			default: fromItem('runId'),
			placeholder: 'e.g. 12345',
			description: `The run ID of the finished ${of}. Items from the CAMB.AI nodes have it in the field "runId".`,
		},
		parseId(
			'A run ID is a whole number. A long ID with dashes is a task ID: fetch its result with the Fetch Result node first.',
		),
		`Use the field "runId" of an item with a finished ${of}.`,
	);
