import type { INodeProperties } from 'n8n-workflow';

import { HOURS_LONG } from '../shared/kinds/pollingPolicies';
import { storyResultParameters } from '../shared/kinds/story/storyFiles';
import { inputDataField } from '../shared/parameters/inputDataField';
import { boolean } from '../shared/parameters/boolean';
import { choice } from '../shared/parameters/choice';
import { operationAmong } from '../shared/parameters/operation';
import { dictionaries } from '../shared/parameters/dictionaries';
import { language } from '../shared/parameters/language';
import { fieldsOf, optional } from '../shared/parameters/parameter';
import { folder, studioName, studioNote } from '../shared/parameters/project';
import { targetLanguages } from '../shared/parameters/targetLanguages';
import { shownWhen } from '../shared/parameters/shownWhen';
import { taskParameters, TWO_AT_ONCE } from '../shared/parameters/taskParameters';
import { text } from '../shared/parameters/text';
import { voice } from '../shared/parameters/voice';
import { translateFields } from './translate';

export const operation = operationAmong(
	'create',
	{
		name: 'Create',
		value: 'create',
		description: 'Turn a text into a narrated story',
		action: 'Create a story',
	},
	{
		name: 'Translate',
		value: 'translate',
		description: 'Tell a finished story in another language',
		action: 'Translate a story',
	},
);

export const source = choice({
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
});

export const storyText = text({
	displayName: 'Story Text',
	name: 'storyText',
	type: 'string',
	typeOptions: { rows: 10 },
	default: '',
	required: true,
	displayOptions: { show: { source: ['text'] } },
	placeholder: 'e.g. Once upon a time…',
	description: 'The whole story, in the language chosen below',
});

export const storyLanguage = language(
	{ displayName: 'Language', name: 'language', description: 'The language of the story' },
	'searchSourceLanguages',
);

export const narratorVoice = optional(
	voice({
		displayName: 'Narrator Voice',
		name: 'narratorVoice',
		required: false,
		description: 'The voice that tells the story. If empty, CAMB.AI chooses one.',
	}),
);

/** Besides those of the result. */
export const options = {
	description: studioNote('Description', 'description'),
	dictionaries,
	folderId: folder,
	setUpOnly: boolean({
		displayName: 'Set Up Only',
		name: 'setUpOnly',
		type: 'boolean',
		default: false,
		description:
			'Whether to only create the story in CAMB.AI Studio, so that someone can finish it there. The item has the link in the field "studioUrl", and no file.',
	}),
	title: studioName('Title', 'title'),
	translateTo: targetLanguages({
		displayName: 'Translate To Names or IDs',
		name: 'translateTo',
		description:
			'Languages to translate the finished story into. Each one is charged like a story of its own and gives one more output item. Not started for a story that is unfinished when Max Wait is over. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
};

/** Workflows saved before they went to Options have these at the top. n8n drops a field that is gone. */
const shownNowhere = [options.title, options.description].map(({ field }): INodeProperties => ({
	...field,
	type: 'hidden',
}));

const storyFields: INodeProperties[] = [
	source.field,
	...shownWhen(
		{ source: ['binary'] },
		inputDataField('The name of the input field containing the .txt or .docx file'),
	),
	storyText.field,
	storyLanguage.field,
	narratorVoice.field,
	...shownNowhere,
	...taskParameters(HOURS_LONG, fieldsOf({ ...storyResultParameters, ...options }), {
		atOnce: TWO_AT_ONCE,
	}),
];

export const fields: INodeProperties[] = [
	operation.field,
	...shownWhen({ operation: ['create'] }, ...storyFields),
	...shownWhen({ operation: ['translate'] }, ...translateFields),
];
