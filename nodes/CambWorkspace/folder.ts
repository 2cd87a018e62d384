import type { INodeProperties } from 'n8n-workflow';

import type { Folder } from '../shared/camb/folders';
import { foldersIn } from '../shared/camb/folders';
import { folderCreation } from '../shared/kinds/workspace/folderCreation';
import { operationAmong } from '../shared/parameters/operation';
import type { ItemParameters } from '../shared/parameters/parameter';
import { optional } from '../shared/parameters/parameter';
import { readLimit, returnAllFields } from '../shared/parameters/returnAll';
import { shownWhen } from '../shared/parameters/shownWhen';
import { FIVE_AT_ONCE, optionsField } from '../shared/parameters/taskParameters';
import { trimmedText } from '../shared/parameters/text';
import type { DirectRequest } from '../shared/tasks/directKind';
import type { ListRequest } from '../shared/tasks/listCall';

/** No more folders come at once, and there are no pages (contract: /folders). */
const MOST = 100;

export const folderOperation = operationAmong(
	'getAll',
	{
		name: 'Get Many',
		value: 'getAll',
		description: 'List the folders of CAMB.AI Studio',
		action: 'Get many folders',
	},
	{
		name: 'Create',
		value: 'create',
		description: 'Create a folder in CAMB.AI Studio',
		action: 'Create a folder',
	},
);

const folderName = trimmedText(
	{
		displayName: 'Name',
		name: 'folderName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Podcast',
		description: 'The name of the new folder, 3 to 255 characters',
	},
	{ min: 3, max: 255 },
);

const search = optional(
	trimmedText(
		{
			displayName: 'Search',
			name: 'folderSearch',
			type: 'string',
			default: '',
			placeholder: 'e.g. podcast',
			description:
				'What CAMB.AI looks for in the names, 2 to 255 characters. Leave empty for every folder. CAMB.AI lists at most 100 at a time.',
		},
		{ min: 2, max: 255 },
	),
);

export const folderFields: INodeProperties[] = [
	...shownWhen({ operation: ['create'] }, folderName.field),
	...shownWhen({ operation: ['getAll'] }, search.field, ...returnAllFields),
	...shownWhen({ operation: ['create'] }, optionsField([FIVE_AT_ONCE.field])),
];

/** Throws for bad input. */
export function folderRequest(
	from: ItemParameters,
): ListRequest<Folder> | DirectRequest<{ name: string }> {
	switch (folderOperation.read(from)) {
		case 'create': {
			const name = folderName.read(from);
			return {
				kind: folderCreation,
				path: '/folders/create',
				payload: { json: { folder_name: name } },
				resultOptions: { name },
			};
		}
		case 'getAll': {
			const most = Math.min(readLimit(from) ?? MOST, MOST);
			return {
				listPath: '/folders',
				query: { limit: most, search_query: search.read(from) },
				read: foldersIn,
				pick: (folders) => folders.slice(0, most).map((folder) => ({ json: { ...folder } })),
			};
		}
	}
}
