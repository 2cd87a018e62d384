import type { INodeProperties } from 'n8n-workflow';

import { MINUTES_LONG } from '../shared/kinds/pollingPolicies';
import { output } from '../shared/kinds/transcriptOutput';
import { formatting } from '../shared/parameters/formatting';
import { spokenLanguage } from '../shared/parameters/language';
import { mediaSource } from '../shared/parameters/mediaSource';
import { mediaUrl } from '../shared/parameters/mediaUrl';
import { fieldsOf } from '../shared/parameters/parameter';
import { project } from '../shared/parameters/project';
import { shownWhen } from '../shared/parameters/shownWhen';
import { subtitleFiles } from '../shared/parameters/subtitleFiles';
import { targetLanguages } from '../shared/parameters/targetLanguages';
import { taskParameters } from '../shared/parameters/taskParameters';
import { transcriptionMode } from '../shared/parameters/transcriptionMode';

const link = mediaUrl({
	displayName: 'Media URL',
	name: 'mediaUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://example.com/episode-12.mp4',
	description: 'A link directly to an audio or video file',
	hint: 'CAMB.AI downloads the file itself, so the link must open without logging in',
});

/** There is no ID of an upload (contract: SubtitleRequest). */
export const media = mediaSource({ link, linkField: 'media_url' });

export const sourceLanguage = spokenLanguage({
	displayName: 'Source Language',
	name: 'sourceLanguage',
	description:
		'The language spoken in the media. Detect Automatically may not work for every account: choose the language if you know it.',
});

export const targets = targetLanguages({ required: true });

export const files = {
	field: {
		...subtitleFiles.field,
		description: 'The files to output for each language, in addition to the text in the item',
	},
	read: subtitleFiles.read,
};

export const options = {
	transcriptionMode: transcriptionMode(
		'Whether speed or accuracy matters more when CAMB.AI transcribes the media',
	),
};

export const resultOptions = { output };

export const fields: INodeProperties[] = [
	...media.fields,
	sourceLanguage.field,
	targets.field,
	...shownWhen({ waitForCompletion: [true] }, files.field),
	...taskParameters(
		MINUTES_LONG,
		fieldsOf({ ...options, ...formatting, ...project, ...resultOptions }),
		{ givesMainFile: false },
	),
];
