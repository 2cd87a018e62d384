import type { INodeProperties } from 'n8n-workflow';

import type { Voice } from '../shared/camb/voices';
import { searchTextOf, voicesIn } from '../shared/camb/voices';
import { hasWords } from '../shared/core/words';
import { voiceFields } from '../shared/kinds/voice/voiceFields';
import { boolean } from '../shared/parameters/boolean';
import { choice } from '../shared/parameters/choice';
import { number } from '../shared/parameters/number';
import type { ItemParameters } from '../shared/parameters/parameter';
import { fieldsOf, optional, readAll } from '../shared/parameters/parameter';
import { readLimit, returnAllFields } from '../shared/parameters/returnAll';
import { optionsField } from '../shared/parameters/taskParameters';
import { trimmedText } from '../shared/parameters/text';
import type { ListRequest } from '../shared/tasks/listCall';
import { VOICES_PATH } from './get';
import { voiceLanguage } from './voiceLanguage';

const search = optional(
	trimmedText({
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. calm spanish narrator',
		description:
			'Words that must all be in the name, the description, the gender, the language or the ID of a voice. Leave empty for every voice.',
	}),
);

const age = { type: 'number', typeOptions: { minValue: 0, numberPrecision: 0 } } as const;

const options = {
	gender: optional(
		choice({
			displayName: 'Gender',
			name: 'gender',
			type: 'options',
			default: 'female',
			options: [
				{ name: 'Female', value: 'female' },
				{ name: 'Male', value: 'male' },
			],
			description: 'Only voices of this gender',
		}),
	),
	includeLinks: boolean({
		displayName: 'Include Links',
		name: 'includeLinks',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the link to a sample. Anyone who has the link can open the file until the link expires.',
	}),
	language: voiceLanguage('Only voices of this language'),
	maxAge: optional(
		number({
			...age,
			displayName: 'Max Age',
			name: 'maxAge',
			default: 40,
			description: 'Only voices that are at most so old, in years',
		}),
	),
	minAge: optional(
		number({
			...age,
			displayName: 'Min Age',
			name: 'minAge',
			default: 20,
			description: 'Only voices that are at least so old, in years',
		}),
	),
	owner: optional(
		choice({
			displayName: 'Owner',
			name: 'owner',
			type: 'options',
			default: 'own',
			options: [
				{ name: 'Own', value: 'own', description: 'Voices that only your account can use' },
				{
					name: 'Shared',
					value: 'shared',
					description: 'Voices that everybody can use, also those that you have published',
				},
			],
			description: 'Only voices of your account, or only those that are shared',
		}),
	),
};

export const getManyFields: INodeProperties[] = [
	search.field,
	...returnAllFields,
	optionsField(fieldsOf(options)),
];

/** Voices of the list, which the API can't filter (contract: /list-voices). Throws for bad input. */
export function getManyRequest(from: ItemParameters): ListRequest<Voice> {
	const words = search.read(from) ?? '';
	const wanted = readAll(from.options, options);
	const { minAge = 0, maxAge = Infinity } = wanted;
	if (minAge > maxAge) {
		throw from.refuse(
			'Min Age is more than Max Age',
			`They are ${minAge} and ${maxAge}: lower one or raise the other.`,
		);
	}
	const most = readLimit(from);
	const fits = (voice: Voice) =>
		hasWords(searchTextOf(voice), words) &&
		(wanted.gender ?? voice.gender) === voice.gender &&
		(wanted.language ?? voice.language) === voice.language &&
		(wanted.owner === undefined || (wanted.owner === 'shared') === voice.isShared) &&
		((minAge === 0 && maxAge === Infinity) ||
			(voice.age !== null && voice.age >= minAge && voice.age <= maxAge));
	return {
		listPath: VOICES_PATH,
		read: voicesIn,
		pick: (voices, isTool) =>
			voices
				.filter(fits)
				.slice(0, most)
				.map((voice) => ({
					json: {
						...voiceFields(voice, isTool),
						...(wanted.includeLinks ? { sampleUrl: voice.sampleUrl } : {}),
					},
				})),
	};
}
