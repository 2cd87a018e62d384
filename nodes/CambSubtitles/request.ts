import type { IExecuteFunctions } from 'n8n-workflow';

import { subtitles } from '../shared/kinds/subtitles/subtitles';
import { readFormatting } from '../shared/parameters/formatting';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { readProject } from '../shared/parameters/project';
import type { TaskRequest } from '../shared/tasks/kind';
import { files, media, options, resultOptions, sourceLanguage, targets } from './parameters';

/** One item's parameters as a request (contract: SubtitleRequest). Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<TaskRequest> {
	const from = parametersOf(context, item);
	const targetLanguages = targets.read(from);
	const { transcriptionMode } = readAll(from.options, options);
	const { json: named, ...file } = await media.read(context, item, from);
	const json = {
		...named,
		source_language: sourceLanguage.read(from),
		target_languages: targetLanguages,
		transcription_mode: transcriptionMode,
		formatting_options: readFormatting(from.options),
		...readProject(from.options),
	};
	return {
		kind: subtitles,
		path: '/sub',
		payload: { json, ...file },
		resultOptions: {
			...readAll(from.options, resultOptions),
			subtitleFiles: files.read(from),
			targetLanguages,
		},
	};
}
