import type { INodeProperties } from 'n8n-workflow';

import { MINUTES_LONG } from '../shared/kinds/pollingPolicies';
import { transcriptResultParameters } from '../shared/kinds/transcription/transcription';
import { inputDataField } from '../shared/parameters/inputDataField';
import { boolean } from '../shared/parameters/boolean';
import { choice } from '../shared/parameters/choice';
import { spokenLanguage } from '../shared/parameters/language';
import { mediaUrl } from '../shared/parameters/mediaUrl';
import { fieldsOf } from '../shared/parameters/parameter';
import { project } from '../shared/parameters/project';
import { shownWhen } from '../shared/parameters/shownWhen';
import { taskParameters } from '../shared/parameters/taskParameters';
import { transcriptionMode } from '../shared/parameters/transcriptionMode';
import { formatting } from '../shared/parameters/formatting';

/** Longer links are refused, in characters. */
const LONGEST_URL = 2083;

export const source = choice({
	displayName: 'Source',
	name: 'source',
	type: 'options',
	default: 'binary',
	options: [
		{ name: 'File', value: 'binary', description: 'A file from the input item' },
		{ name: 'URL', value: 'url', description: 'A link that opens without logging in' },
	],
	description: 'Where the audio or video comes from',
});

export const media = mediaUrl(
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
	{ max: LONGEST_URL },
);

export const spoken = spokenLanguage({
	displayName: 'Language',
	name: 'language',
	description:
		'The language spoken in the media. Detect Automatically is a new CAMB.AI feature that may not work for every account: choose the language if you know it.',
});

/** Besides those of the project, of the format and of the result. */
export const options = {
	audioCleaning: boolean({
		displayName: 'Audio Cleaning',
		name: 'audioCleaning',
		type: 'boolean',
		default: true,
		description:
			'Whether CAMB.AI separates speech from other sounds first. On if not set. Turn it off for clean recordings.',
	}),
	transcriptionMode: transcriptionMode('Whether speed or accuracy matters more'),
};

export const fields: INodeProperties[] = [
	source.field,
	...shownWhen(
		{ source: ['binary'] },
		inputDataField(
			'The name of the input field containing the audio or video: MP3, WAV, AAC, FLAC, MP4, MOV or MXF',
		),
	),
	media.field,
	spoken.field,
	...taskParameters(
		MINUTES_LONG,
		fieldsOf({ ...options, ...formatting, ...project, ...transcriptResultParameters }),
		{ givesMainFile: false },
	),
];
