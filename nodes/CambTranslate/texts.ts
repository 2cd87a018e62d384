import type { INodeProperties } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import type { Parameter } from '../shared/parameters/parameter';
import { readOne } from '../shared/parameters/parameter';

const field: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Thank you for your order',
	description: 'The text to translate, or several: an array of texts from an expression',
};

const WHEN_EMPTY = 'Enter a text, or check the expression in this field.';

/** One text, or a list of texts as an array. Each is sent as it is. */
export const texts: Parameter<string[]> = {
	field,
	read(from) {
		const value = from.valueOf(field);
		const list = listIn(value);
		if (list?.length === 0) throw from.refuse('Text is an empty list', WHEN_EMPTY);
		return (list ?? [value]).map((text, index) => {
			const label = list ? `Text ${index + 1}` : 'Text';
			return readOne(text, { label, refuse: from.refuse }, (words) => words, WHEN_EMPTY);
		});
	},
};

/** An array, also in JSON as agents give it. Numbers alone are a footnote: `[1]`. */
function listIn(value: unknown): unknown[] | undefined {
	// `from` sees the holes of a list, too.
	if (Array.isArray(value)) return Array.from(value as unknown[]);
	const given =
		typeof value === 'string' ? jsonParse<unknown>(value, { fallbackValue: null }) : null;
	if (!Array.isArray(given)) return undefined;
	const isFootnote = given.length > 0 && given.every((part) => typeof part === 'number');
	return isFootnote ? undefined : (given as unknown[]);
}
