import type { INodeProperties } from 'n8n-workflow';

import { SECONDS_LONG } from '../shared/kinds/pollingPolicies';
import { choice } from '../shared/parameters/choice';
import { dictionaries } from '../shared/parameters/dictionaries';
import { language, spokenLanguage } from '../shared/parameters/language';
import { fieldsOf } from '../shared/parameters/parameter';
import { project } from '../shared/parameters/project';
import { shownWhen } from '../shared/parameters/shownWhen';
import { formality, speaker } from '../shared/parameters/speaker';
import { FIVE_AT_ONCE, optionsField, taskParameters } from '../shared/parameters/taskParameters';
import { texts } from './texts';

export const sourceLanguage = spokenLanguage({
	displayName: 'Source Language',
	name: 'sourceLanguage',
	description:
		'The language of the text. Detect Automatically is a new CAMB.AI feature that may not work for every account: choose the language if you know it.',
});

export const targetLanguage = language(
	{
		displayName: 'Target Language',
		name: 'targetLanguage',
		description: 'The language to translate into',
	},
	'searchTargetLanguages',
);

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
				'One text or many, of any length. CAMB.AI keeps the result, so you can fetch it again later.',
		},
		{
			name: 'In the Response (Deprecated)',
			value: 'stream',
			description:
				'One text, right away. CAMB.AI does not keep the result, and says that it may end this way of translating.',
		},
	],
	description: 'How CAMB.AI delivers the translation',
});

/** Of a task and of a direct call (contract: TranslationStreamRequest). */
export const wording = { formality, gender: speaker.gender };
/** Of a task alone (contract: TranslationRequest). */
export const taskWording = { ...wording, age: speaker.age };

export const fields: INodeProperties[] = [
	texts.field,
	sourceLanguage.field,
	targetLanguage.field,
	delivery.field,
	...shownWhen(
		{ delivery: ['task'] },
		...taskParameters(
			SECONDS_LONG,
			[...fieldsOf({ ...taskWording, ...project }), dictionaries.field],
			{ givesMainFile: false, givesFiles: false },
		),
	),
	...shownWhen(
		{ delivery: ['stream'] },
		optionsField([FIVE_AT_ONCE.field, ...fieldsOf({ ...wording, ...project })]),
	),
];
