import { parseId, splitIds } from './id';
import { list } from './list';
import type { Parameter } from './parameter';

const chosen = list(
	{
		displayName: 'Dictionary Names or IDs',
		name: 'dictionaries',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getDictionaries' },
		default: [],
		description:
			'Your own terms and how to translate them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	parseId(),
	splitIds,
);

/** The dictionaries of the account that a task follows, each once. Undefined when there are none. */
export const dictionaries: Parameter<number[] | undefined> = {
	field: chosen.field,
	read(from) {
		const ids = [...new Set(chosen.read(from))];
		return ids.length > 0 ? ids : undefined;
	},
};
