import type { IExecuteFunctions } from 'n8n-workflow';

import { parametersOf } from '../shared/parameters/parameter';
import type { NodeRequest } from '../shared/runTaskNode';
import { dictionaryRequest } from './dictionary';
import { folderRequest } from './folder';
import { languageRequest } from './language';
import { resource } from './parameters';
import { projectRequest } from './project';

/** One item's parameters as a request. Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<NodeRequest> {
	const from = parametersOf(context, item);
	switch (resource.read(from)) {
		case 'dictionary':
			return await dictionaryRequest(context, item, from);
		case 'folder':
			return folderRequest(from);
		case 'language':
			return languageRequest(from);
		case 'project':
			return await projectRequest(context, item, from);
	}
}
