import type { INodeProperties } from 'n8n-workflow';

import type { Parameter } from './parameter';
import { parameter } from './parameter';
import type { About } from './value';

/** Bounds of a text, in characters. */
export interface Bounds {
	min?: number;
	max?: number;
	/** What to do about a text that is too long. */
	tooLong?: string;
}

/** A text that is sent as it is. */
export function text(field: INodeProperties, bounds: Bounds = {}): Parameter<string> {
	return parameter(field, (value, about) => checkLength(value, about, bounds));
}

/** A name, a title or a note: spaces around it are nothing that anybody meant. */
export function trimmedText(field: INodeProperties, bounds: Bounds = {}): Parameter<string> {
	return parameter(field, (value, about) => checkLength(value.trim(), about, bounds));
}

export function checkLength(
	value: string,
	{ label, refuse }: About,
	{ min = 0, max = Infinity, tooLong = 'Shorten it.' }: Bounds,
): string {
	const length = [...value].length;
	if (length < min) {
		throw refuse(
			`${label} is too short`,
			`CAMB.AI needs at least ${min} characters; this has ${length}.`,
		);
	}
	if (length > max) {
		throw refuse(
			`${label} is too long`,
			`CAMB.AI accepts at most ${max} characters; this has ${length}. ${tooLong}`,
		);
	}
	return value;
}
