import type { INodeProperties, INodePropertyModeTypeOptions } from 'n8n-workflow';

import { parseId } from './id';
import type { LocatorField } from './locator';
import { locator } from './locator';
import type { Parameter } from './parameter';
import { parameter } from './parameter';

/** A voice to speak with. Its list also leads to where new voices are made. */
export function voice(field: LocatorField): Parameter<number> {
	return existingVoice(field, {
		allowNewResource: { label: 'Create a voice', url: 'https://studio.camb.ai' },
	});
}

/** The number of a voice: from the list of the account, or by ID. */
export function existingVoice(
	field: LocatorField,
	more: INodePropertyModeTypeOptions = {},
): Parameter<number> {
	return parameter(
		locator(field, {
			searchListMethod: 'searchVoices',
			what: 'a voice',
			example: '147320',
			more,
		}),
		parseVoice,
	);
}

/** A voice in a collection, where n8n has no locators. */
export const voiceOption: INodeProperties = {
	displayName: 'Voice Name or ID',
	name: 'voice',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getVoices' },
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const parseVoice = parseId(
	'Select it from the list, or enter its ID, which is a number. Several voices may have one name, so a name is not enough.',
);
