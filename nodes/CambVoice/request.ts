import type { IExecuteFunctions } from 'n8n-workflow';

import { parametersOf } from '../shared/parameters/parameter';
import type { NodeRequest } from '../shared/runTaskNode';
import { cloneRequest } from './clone';
import { deletionRequest } from './deletion';
import { designRequest } from './design';
import { getRequest } from './get';
import { getManyRequest } from './getMany';
import { chosenVoice, operation } from './parameters';

/** One item's parameters as a request. Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<NodeRequest> {
	const from = parametersOf(context, item);
	switch (operation.read(from)) {
		case 'clone':
			return await cloneRequest(context, item, from);
		case 'delete':
			return deletionRequest(from, chosenVoice.read(from));
		case 'design':
			return designRequest(from);
		case 'get':
			return getRequest(chosenVoice.read(from));
		case 'getAll':
			return getManyRequest(from);
	}
}
