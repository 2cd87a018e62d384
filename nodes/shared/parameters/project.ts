import { parseId } from './id';
import type { Values } from './parameter';
import { optional, parameter } from './parameter';
import { trimmedText } from './text';

export const folder = optional(
	parameter(
		{
			displayName: 'Folder Name or ID',
			name: 'folderId',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getFolders' },
			default: '',
			description:
				'The CAMB.AI Studio folder to save the project in. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		parseId(),
	),
);

/** Where a task is kept in CAMB.AI Studio (contract: ProjectName and its like). */
export const project = {
	folderId: folder,
	projectDescription: optional(
		trimmedText(
			{
				displayName: 'Project Description',
				name: 'projectDescription',
				type: 'string',
				default: '',
				description: 'A note shown in CAMB.AI Studio, 3 to 5000 characters',
			},
			{ min: 3, max: 5000 },
		),
	),
	projectName: optional(
		trimmedText(
			{
				displayName: 'Project Name',
				name: 'projectName',
				type: 'string',
				default: '',
				description: 'The name shown in CAMB.AI Studio, 3 to 255 characters',
			},
			{ min: 3, max: 255 },
		),
	),
};

/** The project of one item as the API takes it. */
export function readProject(options: Values) {
	return {
		project_name: project.projectName.read(options),
		project_description: project.projectDescription.read(options),
		folder_id: project.folderId.read(options),
	};
}
