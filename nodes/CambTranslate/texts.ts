import type { INodeProperties } from 'n8n-workflow';

import { arrayIn } from '../shared/parameters/arrayIn';
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
		const list = textsIn(value);
		if (list?.length === 0) throw from.refuse('Text is an empty list', WHEN_EMPTY);
		return (list ?? [value]).map((text, index) => {
			const label = list ? `Text ${index + 1}` : 'Text';
			return readOne(text, { label, refuse: from.refuse }, (words) => words, WHEN_EMPTY);
		});
	},
};

/** Numbers alone are a footnote: `[1]`. */
function textsIn(value: unknown): unknown[] | undefined {
	const given = arrayIn(value);
	const isFootnote = given?.length && given.every((part) => typeof part === 'number');
	return typeof value === 'string' && isFootnote ? undefined : given;
}
