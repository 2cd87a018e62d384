import type { INodeProperties } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import type { Parameter, Parse } from './parameter';
import { labelOf } from './parameter';
import type { About } from './value';
import { oneText } from './value';

/** Cuts the text of a list into its parts. */
export type Split = (text: string, about: About) => string[];

/**
 * A parameter with several values, however an expression gives them: an array, JSON, text with
 * commas or lines, one. No values when it is empty.
 */
export function list<T>(
	field: INodeProperties,
	parse: Parse<T>,
	split: Split = (text) => text.split(/[\s,;]+/),
): Parameter<T[]> {
	const label = labelOf(field);
	return {
		field,
		read(from) {
			const about = { label, refuse: from.refuse };
			return partsOf(from.valueOf(field), about, split).map((part) => parse(part, about));
		},
	};
}

function partsOf(value: unknown, about: About, split: Split): string[] {
	const given =
		typeof value === 'string' ? jsonParse<unknown>(value, { fallbackValue: value }) : value;
	const parts = Array.isArray(given)
		? given.map((part: unknown) => oneText(part, about))
		: split(oneText(value, about), about);
	return parts.filter((part) => part.trim() !== '');
}
