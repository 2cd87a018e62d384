import type { INodeProperties } from 'n8n-workflow';

import { boolean } from './boolean';
import { number } from './number';
import type { Values } from './parameter';
import { optional } from './parameter';
import { shownWhen } from './shownWhen';

const returnAll = boolean({
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

const limit = optional(
	number({
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		default: 50,
		typeOptions: { minValue: 1, numberPrecision: 0 },
		description: 'Max number of results to return',
	}),
);

/** How much of a list is wanted. */
export const returnAllFields: INodeProperties[] = [
	returnAll.field,
	...shownWhen({ returnAll: [false] }, limit.field),
];

/** How many rows of a list are wanted; undefined for all. */
export function readLimit(from: Values): number | undefined {
	return returnAll.read(from) ? undefined : (limit.read(from) ?? 50);
}
