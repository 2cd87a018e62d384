import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { MINUTES_LONG } from '../shared/kinds/pollingPolicies';
import { projectSetup } from '../shared/kinds/workspace/projectSetup';
import {
	addOutputAsAudioTrack,
	checkTracks,
	selectedAudioTracks,
} from '../shared/parameters/audioTracks';
import { operationAmong } from '../shared/parameters/operation';
import { dictionaries } from '../shared/parameters/dictionaries';
import { dubMedia } from '../shared/parameters/dubMedia';
import { language } from '../shared/parameters/language';
import { mediaSource } from '../shared/parameters/mediaSource';
import type { ItemParameters } from '../shared/parameters/parameter';
import { fieldsOf, readAll } from '../shared/parameters/parameter';
import { project, readProject } from '../shared/parameters/project';
import { targetLanguages } from '../shared/parameters/targetLanguages';
import { taskParameters } from '../shared/parameters/taskParameters';
import type { TaskRequest } from '../shared/tasks/kind';

export const projectOperation = operationAmong('setUp', {
	name: 'Set Up',
	value: 'setUp',
	description: 'Prepare a dubbing project, to be edited in CAMB.AI Studio',
	action: 'Set up a project',
});

/** There is no ID of an upload (contract: ProjectSetupRequest). */
const media = mediaSource({ link: dubMedia, linkField: 'media_url' });

const sourceLanguage = language(
	{
		displayName: 'Source Language',
		name: 'sourceLanguage',
		description: 'The language spoken in the media',
	},
	'searchSourceLanguages',
);

const targets = targetLanguages({
	required: true,
	description:
		'The languages to dub into. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
});

const options = { addOutputAsAudioTrack, dictionaries, selectedAudioTracks };

export const projectFields: INodeProperties[] = [
	...media.fields,
	sourceLanguage.field,
	targets.field,
	...taskParameters(MINUTES_LONG, fieldsOf({ ...options, ...project }), {
		givesMainFile: false,
		givesFiles: false,
	}),
];

/** One item's parameters as a request (contract: ProjectSetupRequest). Throws for bad input. */
export async function projectRequest(
	context: IExecuteFunctions,
	item: number,
	from: ItemParameters,
): Promise<TaskRequest> {
	projectOperation.read(from);
	const set = readAll(from.options, options);
	const { json: named, ...file } = await media.read(context, item, from);
	checkTracks(from, set, file.file?.source.fileName);
	const json = {
		...named,
		source_language: sourceLanguage.read(from),
		target_languages: targets.read(from),
		...readProject(from.options),
		selected_audio_tracks: set.selectedAudioTracks,
		chosen_dictionaries: set.dictionaries,
		add_output_as_an_audio_track: set.addOutputAsAudioTrack,
	};
	return {
		kind: projectSetup,
		path: '/project-setup',
		payload: { json, ...file },
		resultOptions: {},
	};
}
