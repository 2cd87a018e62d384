import type { INodeProperties } from 'n8n-workflow';

import { projectOptions } from '../shared/fields/project';
import { taskFields } from '../shared/fields/taskFields';
import { DEFAULT_SECONDS, MOST_SECONDS } from './request';

export const fields: INodeProperties[] = [
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Rain on a tin roof, distant thunder',
		description: 'What should be heard',
	},
	{
		displayName: 'Audio Type',
		name: 'audioType',
		type: 'options',
		default: 'sound',
		options: [
			{
				name: 'Music',
				value: 'music',
				description: 'A piece of music, as long as CAMB.AI makes it',
			},
			{ name: 'Sound', value: 'sound', description: 'A sound effect or the sound of a place' },
		],
	},
	{
		displayName: 'Duration (Seconds)',
		name: 'duration',
		type: 'number',
		default: DEFAULT_SECONDS,
		typeOptions: { minValue: 0.1, maxValue: MOST_SECONDS, numberPrecision: 1 },
		description: 'How long the sound should be, 10 seconds at the most',
		hint: 'Music ignores it: CAMB.AI decides how long music is',
	},
	...taskFields(projectOptions),
];
