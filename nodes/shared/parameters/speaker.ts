import { choice } from './choice';
import { number } from './number';
import { optional } from './parameter';

/** A gender by the API's numbers (contract: Gender). */
export const gender = (displayName: string, description: string) =>
	choice({
		displayName,
		name: 'gender',
		type: 'options',
		default: 0,
		options: [
			{ name: 'Not Specified', value: 0 },
			{ name: 'Female', value: 2 },
			{ name: 'Male', value: 1 },
			{ name: 'Not Applicable', value: 9 },
		],
		description,
	});

/** Who speaks, for the wording (contract: TtsRequest, Gender). */
export const speaker = {
	age: optional(
		number({
			displayName: 'Speaker Age',
			name: 'age',
			type: 'number',
			default: 30,
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
			description: 'The age of the speaker, from 1 to 100 years',
		}),
	),
	gender: optional(
		gender('Speaker Gender', 'The gender of the speaker, which the wording should match'),
	),
};

/** How to address people (contract: Formality). */
export const formality = optional(
	choice({
		displayName: 'Formality',
		name: 'formality',
		type: 'options',
		default: 1,
		options: [
			{ name: 'Formal', value: 1 },
			{ name: 'Informal', value: 2 },
		],
		description: 'How the translation should address people',
	}),
);
