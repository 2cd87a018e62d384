import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { badInput, checkLength } from './check';

export const folderOption: INodeProperties = {
	displayName: 'Folder Name or ID',
	name: 'folderId',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getFolders' },
	default: '',
	description:
		'The CAMB.AI Studio folder to save the project in. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** Options that say where a task is kept in CAMB.AI Studio (contract: ProjectName and its like). */
export const projectOptions: INodeProperties[] = [
	folderOption,
	{
		displayName: 'Project Description',
		name: 'projectDescription',
		type: 'string',
		default: '',
		description: 'A note shown in CAMB.AI Studio, 3 to 5000 characters',
	},
	{
		displayName: 'Project Name',
		name: 'projectName',
		type: 'string',
		default: '',
		description: 'The name shown in CAMB.AI Studio, 3 to 255 characters',
	},
];

/** The project options of one item as the API takes them; what is not set is left out. */
export function readProject(
	context: IExecuteFunctions,
	item: number,
	options: IDataObject,
): IDataObject {
	const name = String(options.projectName ?? '').trim();
	const description = String(options.projectDescription ?? '').trim();
	const folder = readId(context, item, options.folderId, 'Folder');
	return {
		...(name
			? { project_name: checkLength(context, item, name, 'Project Name', { min: 3, max: 255 }) }
			: {}),
		...(description
			? {
					project_description: checkLength(context, item, description, 'Project Description', {
						min: 3,
						max: 5000,
					}),
				}
			: {}),
		...(folder === undefined ? {} : { folder_id: folder }),
	};
}

/** An id given as a number or as digits; undefined when the option is not set. */
export function readId(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
	label: string,
): number | undefined {
	const text = String(value ?? '').trim();
	if (text === '') return undefined;
	if (/^[1-9]\d*$/.test(text)) return Number(text);
	throw badInput(
		context,
		item,
		`${label} "${text.slice(0, 40)}" is not a valid ID`,
		'Choose it from the list, or enter its ID, which is a number.',
	);
}
