import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../shared/parameters/choice';
import { shownWhen } from '../shared/parameters/shownWhen';
import { dictionaryFields, dictionaryOperation } from './dictionary';
import { folderFields, folderOperation } from './folder';
import { languageFields, languageOperation } from './language';
import { projectFields, projectOperation } from './project';

export const resource = choice({
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'dictionary',
	options: [
		{ name: 'Dictionary', value: 'dictionary' },
		{ name: 'Folder', value: 'folder' },
		{ name: 'Language', value: 'language' },
		{ name: 'Project', value: 'project' },
	],
});

const of = (name: string, ...fields: INodeProperties[]) =>
	shownWhen({ resource: [name] }, ...fields);

export const fields: INodeProperties[] = [
	resource.field,
	...of('dictionary', dictionaryOperation.field, ...dictionaryFields),
	...of('folder', folderOperation.field, ...folderFields),
	...of('language', languageOperation.field, ...languageFields),
	...of('project', projectOperation.field, ...projectFields),
];
