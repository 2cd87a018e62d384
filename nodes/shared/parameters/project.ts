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

/** What CAMB.AI Studio calls something (contract: ProjectName). */
export const studioName = (displayName: string, name: string) =>
	optional(
		trimmedText(
			{
				displayName,
				name,
				type: 'string',
				default: '',
				description: 'The name shown in CAMB.AI Studio, 3 to 255 characters',
			},
			{ min: 3, max: 255 },
		),
	);

/** What CAMB.AI Studio says about it (contract: ProjectDescription). */
export const studioNote = (displayName: string, name: string) =>
	optional(
		trimmedText(
			{
				displayName,
				name,
				type: 'string',
				default: '',
				description: 'A note shown in CAMB.AI Studio, 3 to 5000 characters',
			},
			{ min: 3, max: 5000 },
		),
	);

/** Where a task is kept in CAMB.AI Studio. */
export const project = {
	folderId: folder,
	projectDescription: studioNote('Project Description', 'projectDescription'),
	projectName: studioName('Project Name', 'projectName'),
};

/** The project of one item as the API takes it. */
export function readProject(options: Values) {
	return {
		project_name: project.projectName.read(options),
		project_description: project.projectDescription.read(options),
		folder_id: project.folderId.read(options),
	};
}
