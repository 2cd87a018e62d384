import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isBlank } from '../core/blank';
import { badInput } from '../errors/badInput';
import type { About } from './value';
import { oneText } from './value';

/** What somebody filled in for one item, at the top of the form or inside a collection. */
export interface Values {
	/** The value of a field, or what its expression gives. */
	valueOf(field: INodeProperties): unknown;
	/** What to throw for bad input. */
	refuse: About['refuse'];
}

/** All parameters of one item. */
export interface ItemParameters extends Values {
	/** What is set in the collection Options. */
	readonly options: Values;
}

/** A parameter of a node: its field in the form, and how its value is read. */
export interface Parameter<T> {
	field: INodeProperties;
	/** Throws for a value that is not understood: none is ever replaced by another. */
	read(from: Values): T;
}

/** Parameters by the names of their fields. */
export type Parameters = Record<string, Parameter<unknown>>;
/** What is read of them; what is not set is left out. */
export type ValuesOf<P> = { [K in keyof P]?: P[K] extends Parameter<infer T> ? T : never };

/** Makes a value of one text. */
export type Parse<T> = (text: string, about: About) => T;

export function parametersOf(context: IExecuteFunctions, item: number): ItemParameters {
	const refuse = (message: string, advice: string) => badInput(context, item, message, advice);
	return {
		refuse,
		valueOf({ name, type, default: fallback }) {
			const isLocator = type === 'resourceLocator';
			// Without a fallback n8n throws for a field that the form does not have.
			return context.getNodeParameter(name, item, isLocator ? '' : fallback, {
				extractValue: isLocator,
			}) as unknown;
		},
		get options() {
			const given = context.getNodeParameter('options', item, {}) as unknown;
			const options = valuesIn(given, { label: 'Options', refuse });
			return { valueOf: ({ name }: INodeProperties) => options[name], refuse };
		},
	};
}

/** The values in a collection, or in one row of it; none when nothing is set. */
export function valuesIn(value: unknown, { label, refuse }: About): IDataObject {
	if (value === undefined || value === null || value === '') return {};
	const isTime = typeof (value as { toJSON?: unknown }).toJSON === 'function';
	if (typeof value === 'object' && !Array.isArray(value) && !isTime) return value as IDataObject;
	throw refuse(`${label} has no named values`, 'Check the expression in this field.');
}

/**
 * A parameter with one value. It must not be empty.
 *
 * @param whenEmpty what to do then
 */
export function parameter<T>(
	field: INodeProperties,
	parse: Parse<T>,
	whenEmpty = field.type === 'resourceLocator' || field.type === 'options'
		? 'Select one from the list, or check the expression in this field.'
		: 'Enter a value, or check the expression in this field.',
): Parameter<T> {
	const label = labelOf(field);
	return {
		field,
		read: (from) => readOne(from.valueOf(field), { label, refuse: from.refuse }, parse, whenEmpty),
	};
}

/** One value that must not be empty. */
export function readOne<T>(value: unknown, about: About, parse: Parse<T>, whenEmpty: string): T {
	const text = oneText(value, about);
	if (!isBlank(text)) return parse(text, about);
	throw about.refuse(`${about.label} is empty`, whenEmpty);
}

/** A parameter that may be left empty: then it is undefined. */
export function optional<T>({ field, read }: Parameter<T>): Parameter<T | undefined> {
	return { field, read: (from) => (isEmpty(from.valueOf(field)) ? undefined : read(from)) };
}

/** What is set among some parameters. */
export function readAll<P extends Parameters>(from: Values, parameters: P): ValuesOf<P> {
	const read = Object.entries(parameters).map(([name, each]) => [name, each.read(from)] as const);
	return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as ValuesOf<P>;
}

export function fieldsOf(parameters: Parameters): INodeProperties[] {
	return Object.values(parameters).map(({ field }) => field);
}

/** What to call a field in a sentence: without its unit, and without "Name or ID". */
export function labelOf({ displayName }: INodeProperties): string {
	return displayName.replace(/ (Names? or IDs?|\(.*\))$/, '');
}

/** Whether nothing is set. */
export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && isBlank(value));
}
