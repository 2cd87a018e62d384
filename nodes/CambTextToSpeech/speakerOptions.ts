import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { badInput, checkNumber } from '../shared/fields/check';

/** Who speaks, for the wording (contract: TtsRequest, Gender). */
export const speakerOptions: INodeProperties[] = [
	{
		displayName: 'Speaker Age',
		name: 'age',
		type: 'number',
		default: 30,
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		description: 'The age of the speaker, from 1 to 100 years',
	},
	{
		displayName: 'Speaker Gender',
		name: 'gender',
		type: 'options',
		default: 0,
		options: [
			{ name: 'Female', value: 2 },
			{ name: 'Male', value: 1 },
			{ name: 'Not Applicable', value: 9 },
			{ name: 'Not Specified', value: 0 },
		],
		description: 'The gender of the speaker, which the wording should match',
	},
];

/** How to address people (contract: Formality). */
export const formalityOption: INodeProperties = {
	displayName: 'Formality',
	name: 'formality',
	type: 'options',
	default: 1,
	options: [
		{ name: 'Formal', value: 1 },
		{ name: 'Informal', value: 2 },
	],
	description: 'How the translation should address people',
};

/** The options above as the API takes them; what is not set is left out. */
export function readSpeaker(
	context: IExecuteFunctions,
	item: number,
	options: IDataObject,
): IDataObject {
	const { age, gender, formality } = options;
	const bounds = { min: 1, max: 100, whole: true };
	return {
		...(isSet(age) ? { age: checkNumber(context, item, age, 'Speaker Age', bounds) } : {}),
		...(isSet(gender)
			? { gender: oneOf(context, item, gender, 'Speaker Gender', [0, 1, 2, 9]) }
			: {}),
		...(isSet(formality)
			? { formality: oneOf(context, item, formality, 'Formality', [1, 2]) }
			: {}),
	};
}

function isSet(value: unknown): boolean {
	return String(value ?? '').trim() !== '';
}

function oneOf(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
	label: string,
	numbers: number[],
): number {
	const number = Number(value);
	if (numbers.includes(number)) return number;
	throw badInput(
		context,
		item,
		`${label} "${String(value).slice(0, 40)}" is not recognized`,
		`Choose it from the list, or enter one of: ${numbers.join(', ')}.`,
	);
}
