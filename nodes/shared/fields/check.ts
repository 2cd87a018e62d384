import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
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

/** Bounds of a text, in characters. */
export interface Bounds {
	min?: number;
	max?: number;
	/** What to do about a text that is too long. */
	tooLong?: string;
}

/** A text parameter that is neither empty nor out of bounds. `label` is its name in the form. */
export function readText(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
	bounds: Bounds = {},
): string {
	const value = context.getNodeParameter(name, item, '') as unknown;
	const text = String(value ?? '');
	if (text.trim() === '') {
		throw badInput(
			context,
			item,
			`${label} is empty`,
			'Enter a value, or check the expression in this field.',
		);
	}
	if (typeof value === 'object' && text.includes('[object Object]')) {
		throw badInput(
			context,
			item,
			`${label} is an object instead of text`,
			'Change the expression in this field to the one field that contains the text.',
		);
	}
	return checkLength(context, item, text, label, bounds);
}

export function checkLength(
	context: IExecuteFunctions,
	item: number,
	text: string,
	label: string,
	bounds: Bounds,
): string {
	const length = [...text].length;
	const { min = 0, max = Infinity, tooLong = 'Shorten it.' } = bounds;
	if (length < min) {
		throw badInput(
			context,
			item,
			`${label} is too short`,
			`CAMB.AI needs at least ${min} characters; this has ${length}.`,
		);
	}
	if (length > max) {
		throw badInput(
			context,
			item,
			`${label} is too long`,
			`CAMB.AI accepts at most ${max} characters; this has ${length}. ${tooLong}`,
		);
	}
	return text;
}

/** One of a few values, by expression too. `label` is the name in the form. */
export function readChoice<T extends string>(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
	choices: readonly T[],
): T {
	const value = context.getNodeParameter(name, item, choices[0]) as unknown;
	const text = String(value ?? '').trim();
	const choice = choices.find((known) => known === text);
	if (choice) return choice;
	throw badInput(
		context,
		item,
		`${label} "${text.slice(0, 40)}" is not recognized`,
		`Choose one of: ${choices.join(', ')}.`,
	);
}

/** Bounds of a number. */
export interface Range {
	min?: number;
	max?: number;
	whole?: boolean;
}

/** A number, or digits by expression, within its bounds. `label` is its name in the form. */
export function checkNumber(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
	label: string,
	{ min = -Infinity, max = Infinity, whole = false }: Range,
): number {
	const text = String(value ?? '').trim();
	const number = text === '' ? NaN : Number(text);
	const fits = number >= min && number <= max && (!whole || Number.isInteger(number));
	if (fits && Number.isFinite(number)) return number;
	const bounds = [
		min === -Infinity ? '' : `from ${min}`,
		max === Infinity ? (min === -Infinity ? '' : 'up') : `to ${max}`,
	];
	throw badInput(
		context,
		item,
		`${label} is out of range`,
		[
			`The value is "${text.slice(0, 40)}"; CAMB.AI accepts`,
			whole ? 'whole numbers' : 'numbers',
			...bounds,
		]
			.filter(Boolean)
			.join(' ') + '.',
	);
}

const BOOLEANS = new Map([
	['true', true],
	['1', true],
	['false', false],
	['0', false],
]);

/**
 * A boolean, by expression too: `true`, `"False"`, `1`. Undefined when nothing is set. `label` is its
 * name in the form.
 */
export function readBoolean(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
	label: string,
): boolean | undefined {
	const text = String(value ?? '').trim();
	if (text === '') return undefined;
	const boolean = BOOLEANS.get(text.toLowerCase());
	if (boolean !== undefined) return boolean;
	throw badInput(
		context,
		item,
		`${label} "${text.slice(0, 40)}" is not recognized`,
		'Turn it on or off, or give true or false by expression.',
	);
}

/** Options with every boolean among `fields` read. One that is not set is left out. */
export function readBooleans(
	context: IExecuteFunctions,
	item: number,
	options: IDataObject,
	fields: INodeProperties[] = [],
): IDataObject {
	const read = { ...options };
	for (const { name, displayName, type } of fields) {
		if (type !== 'boolean' || !(name in read)) continue;
		const value = readBoolean(context, item, read[name], displayName);
		if (value === undefined) delete read[name];
		else read[name] = value;
	}
	return read;
}
