import type { INodeProperties } from 'n8n-workflow';

import { isBlank } from '../core/blank';
import { arrayIn } from './arrayIn';
import type { Parameter, Parse } from './parameter';
import { labelOf } from './parameter';
import type { About } from './value';
import { oneText } from './value';

/** Cuts the text of a list into its parts; blank ones do not count. */
export type Split = (text: string, about: About) => string[];

/**
 * A parameter with several values, however an expression gives them: an array, JSON, text with
 * commas or lines, one. No values when it is empty.
 */
export function list<T>(
	field: INodeProperties,
	parse: Parse<T>,
	split: Split = (text) => text.split(/[\s,;]/),
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
	const given = arrayIn(value);
	if (given) return given.map((part) => elementOf(part, about));
	return split(oneText(value, about), about).filter((part) => !isBlank(part));
}

/** A value that is missing in a list would leave out a language or a run without a word. */
function elementOf(part: unknown, about: About): string {
	const text = oneText(part, about);
	if (!isBlank(text)) return text;
	throw about.refuse(
		`${about.label} contains an empty value`,
		'Check the expression in this field: one of its values is missing.',
	);
}
