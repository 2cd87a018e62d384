import type { IExecuteFunctions } from 'n8n-workflow';

import { readInputFile } from '../shared/files/inputFile';
import type { FormPart } from '../shared/files/upload';
import { textParts } from '../shared/files/upload';
import {
	transcription,
	transcriptResultParameters,
} from '../shared/kinds/transcription/transcription';
import { readFormatting } from '../shared/parameters/formatting';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { readProject } from '../shared/parameters/project';
import type { TaskRequest } from '../shared/tasks/kind';
import { media, options, source, spoken } from './parameters';

/** What CAMB.AI transcribes (contract notes, b). */
const FORMATS = ['mp3', 'wav', 'aac', 'flac', 'mp4', 'mov', 'mxf'];

/** One item's parameters as a request (contract: TranscriptionForm). Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<TaskRequest> {
	const from = parametersOf(context, item);
	const language = spoken.read(from);
	const formatting = readFormatting(from.options);
	const { audioCleaning, transcriptionMode } = readAll(from.options, options);
	const values = {
		language,
		transcription_mode: transcriptionMode,
		run_audio_cleaning: audioCleaning,
		formatting_options: formatting && JSON.stringify(formatting),
		...readProject(from.options),
	};
	const file: FormPart[] =
		source.read(from) === 'url'
			? textParts({ media_url: media.read(from) })
			: [
					{
						name: 'media_file',
						file: await readInputFile(context, item, 'inputDataField', FORMATS),
					},
				];
	// The media comes last, so that the API knows the rest by then.
	const form = [...textParts(values), ...file];
	const resultOptions = { ...readAll(from.options, transcriptResultParameters), language };
	return { kind: transcription, path: '/transcribe', payload: { form }, resultOptions };
}
