import type { INodeProperties } from 'n8n-workflow';

import { languageField } from '../shared/fields/language';
import { projectOptions } from '../shared/fields/project';
import { taskFields } from '../shared/fields/taskFields';
import { voiceField } from '../shared/fields/voice';

export const fields: INodeProperties[] = [
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Good morning, here is the news',
		description: 'What to say, in the language chosen below',
	},
	voiceField({ displayName: 'Voice', name: 'voice', description: 'Who speaks' }),
	languageField(
		{ displayName: 'Language', name: 'language', description: 'The language of the text' },
		'searchSourceLanguages',
	),
	...taskFields([
		{
			displayName: 'Speaker Age',
			name: 'age',
			type: 'number',
			default: 30,
			typeOptions: { minValue: 1, maxValue: 100 },
			description: 'How old the speaker should sound, in years',
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
				{ name: 'Not Given', value: 0 },
			],
			description: 'The gender that the wording should suit',
		},
		...projectOptions,
	]),
];
