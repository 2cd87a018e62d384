import type { IExecuteFunctions } from 'n8n-workflow';

import { dub } from '../shared/kinds/dub/dub';
import { dubOptions, misfit, result } from '../shared/kinds/dub/dubOptions';
import { checkTracks } from '../shared/parameters/audioTracks';
import type { ItemParameters } from '../shared/parameters/parameter';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { readProject } from '../shared/parameters/project';
import type { NodeRequest } from '../shared/runTaskNode';
import type { TaskRequest } from '../shared/tasks/kind';
import { exportRequest } from './export';
import { media, operation, options, sourceLanguage, targets } from './parameters';
import { readScripts } from './scripts';

/** One item's parameters as a request. Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<NodeRequest> {
	const from = parametersOf(context, item);
	return operation.read(from) === 'export'
		? exportRequest(from)
		: await dubRequest(context, item, from);
}

/** What to dub (contract: DubRequest). */
async function dubRequest(
	context: IExecuteFunctions,
	item: number,
	from: ItemParameters,
): Promise<TaskRequest> {
	const targetLanguages = targets.read(from);
	const set = readAll(from.options, options);

	const files = { result: result.read(from), targetLanguages };
	const resultOptions = { ...readAll(from.options, dubOptions), ...files };
	const wrong = misfit(resultOptions);
	if (wrong) throw from.refuse(...wrong);

	const { json: named, ...file } = await media.read(context, item, from);
	checkTracks(from, set, file.file?.source.fileName);
	const json = {
		...named,
		source_language: sourceLanguage.read(from),
		target_languages: targetLanguages,
		...readProject(from.options),
		selected_audio_tracks: set.selectedAudioTracks,
		chosen_dictionaries: set.dictionaries,
		transcription_mode: set.transcriptionMode,
		add_output_as_an_audio_track: set.addOutputAsAudioTrack,
		...readScripts(from.options, targetLanguages),
	};
	return { kind: dub, path: '/dub', payload: { json, ...file }, resultOptions };
}
