import type { INodeProperties, INodePropertyModeTypeOptions } from 'n8n-workflow';

import { parseId } from './id';
import type { Parameter } from './parameter';
import { parameter } from './parameter';

type VoiceField = Pick<INodeProperties, 'displayName' | 'name' | 'description'> &
	Partial<INodeProperties>;

/** A voice to speak with. Its list also leads to where new voices are made. */
export function voice(field: VoiceField): Parameter<number> {
	return existingVoice(field, {
		allowNewResource: { label: 'Create a voice', url: 'https://studio.camb.ai' },
	});
}

/** The number of a voice: from the list of the account, or by ID. */
export function existingVoice(
	field: VoiceField,
	more: INodePropertyModeTypeOptions = {},
): Parameter<number> {
	return parameter(
		{
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a voice…',
					typeOptions: { searchListMethod: 'searchVoices', searchable: true, ...more },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 147320',
				},
			],
			...field,
		},
		parseId(
			'Select it from the list, or enter its ID, which is a number. Several voices may have one name, so a name is not enough.',
		),
	);
}
