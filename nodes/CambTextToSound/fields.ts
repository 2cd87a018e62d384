import type { INodeProperties } from 'n8n-workflow';

import { projectOptions } from '../shared/fields/project';
import { taskFields } from '../shared/fields/taskFields';
import { SECONDS_LONG } from '../shared/kinds/patience';
import { audioResultOptions } from '../shared/kinds/speechResult';
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
		description: 'A description of the sound or music to create',
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
				description: 'A piece of music. CAMB.AI decides how long it is.',
			},
			{ name: 'Sound', value: 'sound', description: 'A sound effect or an ambient sound' },
		],
	},
	{
		displayName: 'Duration (Seconds)',
		name: 'duration',
		type: 'number',
		default: DEFAULT_SECONDS,
		typeOptions: { minValue: 0.1, maxValue: MOST_SECONDS, numberPrecision: 1 },
		description: 'How long the sound should be, up to 10 seconds',
		displayOptions: { show: { audioType: ['sound'] } },
	},
	...taskFields(SECONDS_LONG, [...projectOptions, ...audioResultOptions]),
];
