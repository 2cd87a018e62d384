import type { INodeProperties } from 'n8n-workflow';

import { SECONDS_LONG } from '../shared/kinds/pollingPolicies';
import { audioResultParameters } from '../shared/kinds/speech/speechResult';
import { choice } from '../shared/parameters/choice';
import { operationAmong } from '../shared/parameters/operation';
import { dictionaries } from '../shared/parameters/dictionaries';
import { language, streamLanguage } from '../shared/parameters/language';
import { fieldsOf } from '../shared/parameters/parameter';
import { project } from '../shared/parameters/project';
import { shownWhen } from '../shared/parameters/shownWhen';
import { formality, speaker } from '../shared/parameters/speaker';
import { taskParameters } from '../shared/parameters/taskParameters';
import { text } from '../shared/parameters/text';
import { voice } from '../shared/parameters/voice';
import { conversationFields, scriptField, speakers } from './conversationParameters';
import { streamFields } from './streamParameters';

const speak = { operation: ['speak'] };
const asTask = { operation: ['speak'], delivery: ['task'] };
const asStream = { operation: ['speak'], delivery: ['stream'] };
const translate = { operation: ['translateAndSpeak'] };
const oneVoice = { operation: ['speak', 'translateAndSpeak'] };
const conversation = { operation: ['speakConversation'] };

export const operation = operationAmong(
	'speak',
	{
		name: 'Speak',
		value: 'speak',
		description: 'Speak a text in its own language',
		action: 'Speak a text',
	},
	{
		name: 'Speak a Conversation',
		value: 'speakConversation',
		description: 'Speak a script of several speakers as one file',
		action: 'Speak a conversation',
	},
	{
		name: 'Translate and Speak',
		value: 'translateAndSpeak',
		description: 'Translate a text, then speak the translation',
		action: 'Translate and speak a text',
	},
);

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Good morning, here is the news',
	description: 'The text to speak',
};
export const spokenText = text(textField);

/** What one streamed request takes, in characters (contract notes, b). */
export const LONGEST_STREAMED = 3000;

/** What is spoken by one streamed request, or by as many as it takes. */
export const streamedText = {
	whole: text(textField, {
		min: 3,
		max: LONGEST_STREAMED,
		tooLong: 'Turn on Split Long Texts, or set Delivery to As a Task, which has no such limit.',
	}),
	ofAnyLength: text(textField, { min: 3 }),
};

export const speakingVoice = voice({
	displayName: 'Voice',
	name: 'voice',
	description: 'The voice that speaks the text',
});

export const delivery = choice({
	displayName: 'Delivery',
	name: 'delivery',
	type: 'options',
	noDataExpression: true,
	default: 'task',
	options: [
		{
			name: 'As a Task',
			value: 'task',
			description:
				'Text of any length, as FLAC or WAV. CAMB.AI keeps the result, so you can fetch it again later.',
		},
		{
			name: 'In the Response',
			value: 'stream',
			description:
				'Right away, a text of more than 3000 characters in pieces. You choose the model and the format: MP3, WAV and others. CAMB.AI does not keep the result.',
		},
	],
	description: 'How CAMB.AI delivers the audio',
});

const ofText = {
	displayName: 'Language',
	name: 'language',
	description: 'The language of the text',
};
export const taskLanguage = language(ofText, 'searchSourceLanguages');
export const localeLanguage = streamLanguage(ofText);

export const sourceLanguage = language(
	{
		displayName: 'Source Language',
		name: 'sourceLanguage',
		description: 'The language of the text',
	},
	'searchSourceLanguages',
);

export const targetLanguage = language(
	{
		displayName: 'Target Language',
		name: 'language',
		description: 'The language to translate the text into and speak',
	},
	'searchTargetLanguages',
);

const taskOptions = fieldsOf({ ...speaker, ...project, ...audioResultParameters });

export const fields: INodeProperties[] = [
	operation.field,
	...shownWhen(oneVoice, spokenText.field, speakingVoice.field),
	...shownWhen(conversation, scriptField, localeLanguage.field, speakers.field),
	...shownWhen(conversation, ...conversationFields),
	...shownWhen(speak, delivery.field),
	...shownWhen(asTask, taskLanguage.field),
	...shownWhen(asStream, localeLanguage.field),
	...shownWhen(translate, sourceLanguage.field, targetLanguage.field),
	...shownWhen(asTask, ...taskParameters(SECONDS_LONG, taskOptions)),
	...shownWhen(asStream, ...streamFields),
	...shownWhen(
		translate,
		...taskParameters(SECONDS_LONG, [...taskOptions, formality.field, dictionaries.field]),
	),
];
