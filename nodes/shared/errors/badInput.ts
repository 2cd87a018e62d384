import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** Bad input, told before anything is sent: what happened, then what to do. */
export function badInput(
	context: IExecuteFunctions,
	item: number,
	message: string,
	description: string,
) {
	return new NodeOperationError(context.getNode(), message, { itemIndex: item, description });
}
