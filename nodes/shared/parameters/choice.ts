import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameter, Parse } from './parameter';
import { parameter } from './parameter';
import type { About } from './value';
import { comparable, shown } from './value';

type Choice<V> = Omit<INodePropertyOptions, 'value'> & { value: V };

/** A field with a list of choices whose values are known here. */
export type ChoiceField<V> = Omit<INodeProperties, 'options'> & { options: Array<Choice<V>> };

/** One of a few values: by value or by the name in the list, whatever its case. */
export function choice<V extends string | number>(field: ChoiceField<V>): Parameter<V> {
	return parameter(field, parseChoice(field.options));
}

/** A choice among values of which the list does not show all: others are taken as they are. */
export function openChoice(field: ChoiceField<string>): Parameter<string> {
	return parameter(field, (text, about) => {
		const known = chosen(field.options, text);
		if (known !== undefined) return known;
		if (/^[a-z\d][\w.-]*$/i.test(text.trim())) return text.trim();
		throw notAmong(field.options, text, about);
	});
}

export function parseChoice<V extends string | number>(choices: Array<Choice<V>>): Parse<V> {
	return (text, about) => {
		const value = chosen(choices, text);
		if (value === undefined) throw notAmong(choices, text, about);
		return value;
	};
}

function chosen<V extends string | number>(choices: Array<Choice<V>>, text: string): V | undefined {
	const wanted = comparable(text);
	return (
		choices.find(({ value }) => comparable(String(value)) === wanted) ??
		choices.find(({ name }) => comparable(name) === wanted)
	)?.value;
}

function notAmong(choices: Array<Choice<unknown>>, text: string, { label, refuse }: About) {
	const names = choices.map(({ name }) => name).join(', ');
	return refuse(`${label} ${shown(text)} is not recognized`, `Choose one of: ${names}.`);
}
