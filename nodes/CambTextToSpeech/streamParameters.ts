import type { INodeProperties } from 'n8n-workflow';

import { choice, openChoice } from '../shared/parameters/choice';
import { fieldsOf, optional } from '../shared/parameters/parameter';
import {
	fileName,
	FIVE_AT_ONCE,
	optionsField,
	outputDataField,
} from '../shared/parameters/taskParameters';
import { trimmedText } from '../shared/parameters/text';
import { MODELS } from './models';
import { streamOptions } from './streamOptions';

/** Any name by expression: CAMB.AI knows more models than the list shows. */
export const model = openChoice({
	displayName: 'Model',
	name: 'model',
	type: 'options',
	default: 'mars-flash',
	options: MODELS,
	description:
		'Not every model speaks every language. Options that a model does not support are hidden and not sent.',
});

export const userInstructions = optional(
	trimmedText(
		{
			displayName: 'User Instructions',
			name: 'userInstructions',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			displayOptions: { show: { model: ['mars-instruct'] } },
			placeholder: 'e.g. Calm and warm, like a bedtime story',
			description:
				'How the voice should speak, in 3 to 1000 characters. Not sent with other models.',
		},
		{ min: 3, max: 1000 },
	),
);

const RAW_FORMATS = [
	['PCM 16-Bit Big Endian', 'pcm_s16be'],
	['PCM 16-Bit Little Endian', 'pcm_s16le'],
	['PCM 32-Bit Big Endian', 'pcm_s32be'],
	['PCM 32-Bit Float Big Endian', 'pcm_f32be'],
	['PCM 32-Bit Float Little Endian', 'pcm_f32le'],
	['PCM 32-Bit Little Endian', 'pcm_s32le'],
];

/** By the API's names (contract: TtsOutputConfiguration). */
export const outputFormat = choice({
	displayName: 'Output Format',
	name: 'outputFormat',
	type: 'options',
	default: 'mp3',
	options: [
		{ name: 'AAC', value: 'adts' },
		{ name: 'FLAC', value: 'flac' },
		{ name: 'MP3', value: 'mp3' },
		...RAW_FORMATS.map(([name, value]) => ({
			name,
			value,
			description: 'Raw audio for programs. Most players cannot open it.',
		})),
		{ name: 'WAV', value: 'wav' },
	],
});

/** The fields of streamed speech that no task has. */
export const streamFields: INodeProperties[] = [
	{
		displayName:
			'In the Response accepts 3 to 3000 characters of text. CAMB.AI does not keep the result, so it cannot be fetched again. For longer texts, set Delivery to As a Task.',
		name: 'streamNotice',
		type: 'notice',
		default: '',
	},
	model.field,
	userInstructions.field,
	outputFormat.field,
	outputDataField.field,
	optionsField([fileName.field, FIVE_AT_ONCE.field, ...fieldsOf(streamOptions)]),
];
