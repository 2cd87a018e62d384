import type { INodeProperties } from 'n8n-workflow';

import { dictionariesOption } from '../shared/fields/dictionaries';
import { languageField } from '../shared/fields/language';
import { folderOption } from '../shared/fields/project';
import { targetLanguagesField } from '../shared/fields/targetLanguages';
import { taskFields } from '../shared/fields/taskFields';
import { HOURS_LONG } from '../shared/kinds/patience';
import { voiceField } from '../shared/fields/voice';
import { storyResultOptions } from '../shared/kinds/storyFiles';

export const fields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		default: 'binary',
		options: [
			{ name: 'File', value: 'binary', description: 'A .txt or .docx file from the input item' },
			{
				name: 'Text',
				value: 'text',
				description: 'Text that you type in or that an expression gives',
			},
		],
		description: 'Where the story comes from',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'inputDataField',
		type: 'string',
		default: 'data',
		required: true,
		typeOptions: { binaryDataProperty: true },
		displayOptions: { show: { source: ['binary'] } },
		hint: 'The name of the input field containing the .txt or .docx file',
	},
	{
		displayName: 'Story Text',
		name: 'storyText',
		type: 'string',
		typeOptions: { rows: 10 },
		default: '',
		required: true,
		displayOptions: { show: { source: ['text'] } },
		placeholder: 'e.g. Once upon a time…',
		description: 'The whole story, in the language chosen below',
	},
	languageField(
		{ displayName: 'Language', name: 'language', description: 'The language of the story' },
		'searchSourceLanguages',
	),
	voiceField({
		displayName: 'Narrator Voice',
		name: 'narratorVoice',
		required: false,
		description: 'The voice that tells the story. If empty, CAMB.AI chooses one.',
	}),
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		description: 'The name shown in CAMB.AI Studio, 3 to 255 characters',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'A note shown in CAMB.AI Studio, 3 to 5000 characters',
	},
	...taskFields(HOURS_LONG, [
		...storyResultOptions,
		dictionariesOption,
		folderOption,
		{
			displayName: 'Set Up Only',
			name: 'setUpOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to only create the story in CAMB.AI Studio, so that someone can finish it there. The item has the link in the field "studioUrl", and no file.',
		},
		{
			...targetLanguagesField,
			displayName: 'Translate To Names or IDs',
			name: 'translateTo',
			description:
				'Languages to translate the finished story into. Each one is charged like a story of its own and gives one more output item. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	]),
];
