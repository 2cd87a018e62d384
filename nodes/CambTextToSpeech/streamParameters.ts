import type { INodeProperties } from 'n8n-workflow';

import { boolean } from '../shared/parameters/boolean';
import { choice, openChoice } from '../shared/parameters/choice';
import { number } from '../shared/parameters/number';
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

export const splitLongTexts = boolean({
	displayName: 'Split Long Texts',
	name: 'splitLongTexts',
	type: 'boolean',
	default: true,
	description:
		'Whether to speak a text of more than 3000 characters in pieces and join them into one file. CAMB.AI charges for each piece. On if not set.',
});

export const paragraphPause = optional(
	number({
		displayName: 'Paragraph Pause (Seconds)',
		name: 'paragraphPause',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: 60, numberPrecision: 2 },
		description: 'Silence to add where a long text is split between two paragraphs',
	}),
);

/** The fields of streamed speech that no task has. */
export const streamFields: INodeProperties[] = [
	{
		displayName:
			'A text of more than 3000 characters is spoken in pieces, which are joined into one file. CAMB.AI does not keep the result, so it cannot be fetched again.',
		name: 'streamNotice',
		type: 'notice',
		default: '',
	},
	model.field,
	userInstructions.field,
	outputFormat.field,
	outputDataField.field,
	optionsField([
		fileName.field,
		FIVE_AT_ONCE.field,
		paragraphPause.field,
		splitLongTexts.field,
		...fieldsOf(streamOptions),
	]),
];
