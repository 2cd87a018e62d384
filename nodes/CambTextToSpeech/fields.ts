import type { INodeProperties } from 'n8n-workflow';

import { dictionariesOption } from '../shared/fields/dictionaries';
import { languageField } from '../shared/fields/language';
import { projectOptions } from '../shared/fields/project';
import { shownWhen } from '../shared/fields/shownWhen';
import { taskFields } from '../shared/fields/taskFields';
import { SECONDS_LONG } from '../shared/kinds/patience';
import { voiceField } from '../shared/fields/voice';
import { audioResultOptions } from '../shared/kinds/speechResult';
import { formalityOption, speakerOptions } from './speakerOptions';
import { streamFields } from './streamFields';

const speak = { operation: ['speak'] };
const asTask = { operation: ['speak'], delivery: ['task'] };
const asStream = { operation: ['speak'], delivery: ['stream'] };
const translate = { operation: ['translateAndSpeak'] };

const taskOptions = [...speakerOptions, ...projectOptions, ...audioResultOptions];

export const fields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'speak',
		options: [
			{
				name: 'Speak',
				value: 'speak',
				description: 'Speak a text in its own language',
				action: 'Speak a text',
			},
			{
				name: 'Translate and Speak',
				value: 'translateAndSpeak',
				description: 'Translate a text, then speak the translation',
				action: 'Translate and speak a text',
			},
		],
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Good morning, here is the news',
		description: 'The text to speak',
	},
	voiceField({
		displayName: 'Voice',
		name: 'voice',
		description: 'The voice that speaks the text',
	}),
	...shownWhen(speak, {
		displayName: 'Delivery',
		name: 'delivery',
		type: 'options',
		noDataExpression: true,
		default: 'task',
		options: [
			{
				name: 'Stream',
				value: 'stream',
				description:
					'Get the audio right away, and choose the model and the format. Up to 3000 characters.',
			},
			{
				name: 'Task',
				value: 'task',
				description: 'CAMB.AI keeps the result, so you can fetch it again later. For long texts.',
			},
		],
		description: 'How CAMB.AI delivers the audio',
	}),
	...shownWhen(
		asTask,
		languageField(
			{ displayName: 'Language', name: 'language', description: 'The language of the text' },
			'searchSourceLanguages',
		),
	),
	...shownWhen(
		asStream,
		languageField(
			{ displayName: 'Language', name: 'language', description: 'The language of the text' },
			'searchStreamLanguages',
		),
	),
	...shownWhen(
		translate,
		languageField(
			{
				displayName: 'Source Language',
				name: 'sourceLanguage',
				description: 'The language of the text',
			},
			'searchSourceLanguages',
		),
		languageField(
			{
				displayName: 'Target Language',
				name: 'language',
				description: 'The language to translate the text into and speak',
			},
			'searchTargetLanguages',
		),
	),
	...shownWhen(asTask, ...taskFields(SECONDS_LONG, taskOptions)),
	...shownWhen(asStream, ...streamFields),
	...shownWhen(
		translate,
		...taskFields(SECONDS_LONG, [...taskOptions, formalityOption, dictionariesOption]),
	),
];
