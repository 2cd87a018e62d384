import type { INodeProperties } from 'n8n-workflow';

import { dubOptions, result } from '../shared/kinds/dub/dubOptions';
import { HOURS_LONG } from '../shared/kinds/pollingPolicies';
import { addOutputAsAudioTrack, selectedAudioTracks } from '../shared/parameters/audioTracks';
import { operationAmong } from '../shared/parameters/operation';
import { dictionaries } from '../shared/parameters/dictionaries';
import { dubMedia } from '../shared/parameters/dubMedia';
import { spokenLanguage } from '../shared/parameters/language';
import { mediaSource } from '../shared/parameters/mediaSource';
import { fieldsOf } from '../shared/parameters/parameter';
import { project } from '../shared/parameters/project';
import { shownWhen } from '../shared/parameters/shownWhen';
import { targetLanguages } from '../shared/parameters/targetLanguages';
import { taskParameters, TWO_AT_ONCE } from '../shared/parameters/taskParameters';
import { transcriptionMode } from '../shared/parameters/transcriptionMode';
import { exportFields } from './export';
import { scripts } from './scripts';

export const operation = operationAmong(
	'dub',
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
);

export const sourceLanguage = spokenLanguage({
	displayName: 'Source Language',
	name: 'sourceLanguage',
	description:
		'The language spoken in the media. Detect Automatically is a new CAMB.AI feature that may not work for every account: choose the language if you know it.',
});

export const targets = targetLanguages({ required: true });

/** Besides those of the scripts and of the result. */
export const options = {
	addOutputAsAudioTrack,
	dictionaries,
	selectedAudioTracks,
	transcriptionMode: transcriptionMode(
		'Whether speed or accuracy matters more when CAMB.AI transcribes the media',
	),
};

export const media = mediaSource({
	link: dubMedia,
	linkField: 'video_url',
	uploadField: 'file_id',
});

const dubFields: INodeProperties[] = [
	...media.fields,
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
