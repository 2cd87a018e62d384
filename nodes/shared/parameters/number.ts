import type { INodeProperties } from 'n8n-workflow';

import type { Parameter } from './parameter';
import { parameter } from './parameter';
import { shown } from './value';

/** A number within the bounds of its field; whole if the field shows no decimals. */
export function number(field: INodeProperties): Parameter<number> {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = field.typeOptions ?? {};
	const isWhole = numberPrecision === 0;
	const accepted = [
		isWhole ? 'Enter a whole number' : 'Enter a number',
		minValue === -Infinity ? '' : `from ${minValue}`,
		maxValue === Infinity ? 'up' : `to ${maxValue}`,
	];
	const advice = `${accepted.filter(Boolean).join(' ')}.`;
	return parameter(field, (text, { label, refuse }) => {
		const digits = text.trim();
		if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits)) {
			throw refuse(`${label} ${shown(text)} is not a number`, advice);
		}
		const value = Number(digits);
		const fits = value >= minValue && value <= maxValue && (!isWhole || Number.isInteger(value));
		if (fits && Number.isFinite(value)) return value;
		throw refuse(`${label} is out of range`, `The value is ${shown(text)}. ${advice}`);
	});
}
