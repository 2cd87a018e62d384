import type { INodeProperties } from 'n8n-workflow';

import { dictionariesOption } from '../shared/fields/dictionaries';
import { languageField } from '../shared/fields/language';
import { projectOptions } from '../shared/fields/project';
import { targetLanguagesField } from '../shared/fields/targetLanguages';
import { taskFields } from '../shared/fields/taskFields';
import { transcriptionModeOption } from '../shared/fields/transcriptionMode';
import { HOURS_LONG } from '../shared/kinds/patience';
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
			'A link to a YouTube video, to a public Google Drive file, or directly to an MP4, MOV, MXF, MP3, FLAC, WAV or AAC file',
		hint: 'CAMB.AI downloads the file itself, so the link must open without logging in. To dub a file of your workflow, upload it first, for example to S3, and use its link.',
	},
	languageField(
		{
			displayName: 'Source Language',
			name: 'sourceLanguage',
			description:
				'The language spoken in the media. Detect Automatically is a new CAMB.AI feature that may not work for every account: choose the language if you know it.',
		},
		'searchSpokenLanguages',
	),
	{ ...targetLanguagesField, required: true },
	{ ...resultField, displayOptions: { show: { waitForCompletion: [true] } } },
	...taskFields(HOURS_LONG, [
		{
			displayName: 'Add Output as Audio Track',
			name: 'addOutputAsAudioTrack',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the dubbed audio to the file as an additional audio track. For MXF files only.',
		},
		dictionariesOption,
		audioTracksOption,
		...scriptOptions,
		transcriptionModeOption(
			'Whether speed or accuracy matters more when CAMB.AI transcribes the media',
		),
		...projectOptions,
		...dubOptions.map((option) => ({
			...option,
			displayOptions: { show: { '/waitForCompletion': [true] } },
		})),
	]),
];
