import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { badInput, readBoolean } from '../shared/fields/check';
import { readDictionaries } from '../shared/fields/dictionaries';
import { readSpokenLanguage } from '../shared/fields/language';
import { readMediaUrl } from '../shared/fields/mediaUrl';
import { readProject } from '../shared/fields/project';
import { readTargetLanguages } from '../shared/fields/targetLanguages';
import { dub } from '../shared/kinds/dub';
import { misfit, readDubWants } from '../shared/kinds/dubOptions';
import type { TaskRequest } from '../shared/kinds/kind';
import { readScripts } from './scripts';
import { readAudioTracks } from './tracks';

/** One item's parameters as a request (contract: DubRequest). Throws for bad input. */
export function request(context: IExecuteFunctions, item: number): TaskRequest {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const result = context.getNodeParameter('result', item, 'video') as string;
	const mediaUrl = readMediaUrl(context, item, 'mediaUrl', 'Media URL');
	const source = readSpokenLanguage(context, item, 'sourceLanguage', 'Source Language');
	const targets = readTargets(context, item);
	const tracks = readAudioTracks(context, item, options.selectedAudioTracks);
	const dictionaries = readDictionaries(context, item, options.dictionaries);
	const { transcriptionMode } = options;
	const addTrack = readBoolean(
		context,
		item,
		options.addOutputAsAudioTrack,
		'Add Output as Audio Track',
	);

	const wants = { ...options, result, targetLanguages: targets };
	const wrong = misfit(readDubWants(wants));
	if (wrong) throw badInput(context, item, ...wrong);

	const json: IDataObject = {
		video_url: mediaUrl,
		source_language: source,
		target_languages: targets,
		...readProject(context, item, options),
		...(tracks.length ? { selected_audio_tracks: tracks } : {}),
		...(dictionaries.length ? { chosen_dictionaries: dictionaries } : {}),
		...(transcriptionMode === undefined ? {} : { transcription_mode: transcriptionMode }),
		...(addTrack === undefined ? {} : { add_output_as_an_audio_track: addTrack }),
		...readScripts(context, item, options, targets),
	};
	return { kind: dub, path: '/dub', payload: { json }, wants };
}

function readTargets(context: IExecuteFunctions, item: number): number[] {
	const value = context.getNodeParameter('targetLanguages', item, []) as unknown;
	const targets = readTargetLanguages(context, item, value);
	if (targets.length > 0) return targets;
	throw badInput(
		context,
		item,
		'No target language is selected',
		'Select at least one in Target Language Names or IDs, or check the expression in this field.',
	);
}
