import type { INodeProperties } from 'n8n-workflow';

import { dubOptions, result } from '../shared/kinds/dub/dubOptions';
import { HOURS_LONG } from '../shared/kinds/pollingPolicies';
import { boolean } from '../shared/parameters/boolean';
import { choice } from '../shared/parameters/choice';
import { dictionaries } from '../shared/parameters/dictionaries';
import { spokenLanguage } from '../shared/parameters/language';
import { mediaUrl } from '../shared/parameters/mediaUrl';
import { fieldsOf } from '../shared/parameters/parameter';
import { project } from '../shared/parameters/project';
import { shownWhen } from '../shared/parameters/shownWhen';
import { targetLanguages } from '../shared/parameters/targetLanguages';
import { taskParameters, TWO_AT_ONCE } from '../shared/parameters/taskParameters';
import { transcriptionMode } from '../shared/parameters/transcriptionMode';
import { exportFields } from './export';
import { scripts } from './scripts';
import { selectedAudioTracks } from './tracks';

export const operation = choice({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'dub',
	options: [
		{
			name: 'Dub',
			value: 'dub',
			description: 'Dub a video or audio into other languages',
			action: 'Dub a video or audio',
		},
		{
			name: 'Export',
			value: 'export',
			description: 'Get subtitles of a finished dub, or its video or audio in another format',
			action: 'Export a finished dub',
		},
	],
});

export const media = mediaUrl({
	displayName: 'Media URL',
	name: 'mediaUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://www.youtube.com/watch?v=…',
	description:
		'A link to a YouTube video, to a public Google Drive file, or directly to an MP4, MOV, MXF, MP3, FLAC, WAV or AAC file',
	hint: 'CAMB.AI downloads the file itself, so the link must open without logging in. To dub a file of your workflow, upload it first, for example to S3, and use its link.',
});

export const sourceLanguage = spokenLanguage({
	displayName: 'Source Language',
	name: 'sourceLanguage',
	description:
		'The language spoken in the media. Detect Automatically is a new CAMB.AI feature that may not work for every account: choose the language if you know it.',
});

export const targets = targetLanguages({ required: true });

/** Besides those of the scripts and of the result. */
export const options = {
	addOutputAsAudioTrack: boolean({
		displayName: 'Add Output as Audio Track',
		name: 'addOutputAsAudioTrack',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the dubbed audio to the file as an additional audio track. For MXF files only.',
	}),
	dictionaries,
	selectedAudioTracks,
	transcriptionMode: transcriptionMode(
		'Whether speed or accuracy matters more when CAMB.AI transcribes the media',
	),
};

const dubFields: INodeProperties[] = [
	media.field,
	sourceLanguage.field,
	targets.field,
	...shownWhen({ waitForCompletion: [true] }, result.field),
	...taskParameters(
		HOURS_LONG,
		[
			...fieldsOf({ ...options, ...scripts, ...project }),
			...shownWhen({ '/waitForCompletion': [true] }, ...fieldsOf(dubOptions)),
		],
		{ atOnce: TWO_AT_ONCE },
	),
];

export const fields: INodeProperties[] = [
	operation.field,
	...shownWhen({ operation: ['dub'] }, ...dubFields),
	...shownWhen({ operation: ['export'] }, ...exportFields),
];
