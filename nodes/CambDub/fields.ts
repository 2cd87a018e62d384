import type { INodeProperties } from 'n8n-workflow';

import { dictionariesOption } from '../shared/fields/dictionaries';
import { languageField } from '../shared/fields/language';
import { projectOptions } from '../shared/fields/project';
import { targetLanguagesField } from '../shared/fields/targetLanguages';
import { taskFields } from '../shared/fields/taskFields';
import { dubOptions, resultField } from '../shared/kinds/dubOptions';
import { scriptOptions } from './scripts';
import { audioTracksOption } from './tracks';

export const fields: INodeProperties[] = [
	{
		displayName: 'Media URL',
		name: 'mediaUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://www.youtube.com/watch?v=…',
		description:
			'A YouTube video, a Google Drive file that is open to anyone, or a direct link to an MP4, MOV, MXF, MP3, FLAC, WAV or AAC file',
		hint: 'CAMB.AI downloads it: the link must open without logging in',
	},
	languageField(
		{
			displayName: 'Source Language',
			name: 'sourceLanguage',
			description:
				'The language that is spoken in the media. Detect Automatically is new at CAMB.AI: choose the language if your account does not take it.',
		},
		'searchSpokenLanguages',
	),
	{ ...targetLanguagesField, required: true },
	{ ...resultField, displayOptions: { show: { waitForCompletion: [true] } } },
	...taskFields([
		{
			displayName: 'Add Output as Audio Track',
			name: 'addOutputAsAudioTrack',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the dubbed sound to the file as a further audio track. For MXF files only.',
		},
		dictionariesOption,
		audioTracksOption,
		...scriptOptions,
		{
			displayName: 'Transcription Mode',
			name: 'transcriptionMode',
			type: 'options',
			default: 'fast',
			options: [
				{ name: 'Fast', value: 'fast', description: 'Sooner done' },
				{ name: 'Slow', value: 'slow', description: 'Takes more time to hear every word' },
			],
			description: 'How thoroughly CAMB.AI listens to the media',
		},
		...projectOptions,
		...dubOptions.map((option) => ({
			...option,
			displayOptions: { show: { '/waitForCompletion': [true] } },
		})),
	]),
];
