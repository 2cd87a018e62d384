import type { INodeProperties } from 'n8n-workflow';

import { operationAmong } from '../shared/parameters/operation';
import { shownWhen } from '../shared/parameters/shownWhen';
import { existingVoice } from '../shared/parameters/voice';
import { cloneFields } from './clone';
import { deletionFields } from './deletion';
import { designFields } from './design';
import { getManyFields } from './getMany';

export const operation = operationAmong(
	'getAll',
	{
		name: 'Clone',
		value: 'clone',
		description: 'Make a voice from a recording of somebody',
		action: 'Clone a voice',
	},
	{
		name: 'Delete',
		value: 'delete',
		description: 'Delete one of your own voices for good',
		action: 'Delete a voice',
	},
	{
		name: 'Design',
		value: 'design',
		description: 'Make samples of a new voice from a description',
		action: 'Design a voice',
	},
	{ name: 'Get', value: 'get', description: 'Look up a voice by its ID', action: 'Get a voice' },
	{
		name: 'Get Many',
		value: 'getAll',
		description: 'Search the voices that the account may use',
		action: 'Get many voices',
	},
);

/** The voice to look up or to delete. */
export const chosenVoice = existingVoice({ displayName: 'Voice', name: 'voice' });

export const fields: INodeProperties[] = [
	operation.field,
	...shownWhen({ operation: ['get', 'delete'] }, chosenVoice.field),
	...shownWhen({ operation: ['clone'] }, ...cloneFields),
	...shownWhen({ operation: ['delete'] }, ...deletionFields),
	...shownWhen({ operation: ['design'] }, ...designFields),
	...shownWhen({ operation: ['getAll'] }, ...getManyFields),
];
