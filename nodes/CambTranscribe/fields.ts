import type { INodeProperties } from 'n8n-workflow';

import { languageField } from '../shared/fields/language';
import { projectOptions } from '../shared/fields/project';
import { taskFields } from '../shared/fields/taskFields';
import { transcriptionModeOption } from '../shared/fields/transcriptionMode';
import { MINUTES_LONG } from '../shared/kinds/patience';
import { transcription } from '../shared/kinds/transcription';
import { formattingOptions } from './formatting';

export const fields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		default: 'binary',
		options: [
			{ name: 'File', value: 'binary', description: 'A file from the input item' },
			{ name: 'URL', value: 'url', description: 'A link that opens without logging in' },
		],
		description: 'Where the audio or video comes from',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'inputDataField',
		type: 'string',
		required: true,
		default: 'data',
		typeOptions: { binaryDataProperty: true },
		displayOptions: { show: { source: ['binary'] } },
		hint: 'The name of the input field containing the audio or video: MP3, WAV, AAC, FLAC, MP4, MOV or MXF',
	},
	{
		displayName: 'Media URL',
		name: 'mediaUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/episode-12.mp3',
		displayOptions: { show: { source: ['url'] } },
		hint: 'CAMB.AI downloads the file itself, so the link must open without logging in',
	},
	languageField(
		{
			displayName: 'Language',
			name: 'language',
			description:
				'The language spoken in the media. Detect Automatically is a new CAMB.AI feature that may not work for every account: choose the language if you know it.',
		},
		'searchSpokenLanguages',
	),
	...taskFields(
		MINUTES_LONG,
		[
			{
				displayName: 'Audio Cleaning',
				name: 'audioCleaning',
				type: 'boolean',
				default: true,
				description:
					'Whether CAMB.AI separates speech from other sounds first. On if not set. Turn it off for clean recordings.',
			},
			transcriptionModeOption('Whether speed or accuracy matters more'),
			...formattingOptions,
			...projectOptions,
			...(transcription.resultOptions ?? []),
		],
		{ givesMainFile: false },
	),
];
