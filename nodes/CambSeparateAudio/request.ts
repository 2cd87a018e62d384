import type { IExecuteFunctions } from 'n8n-workflow';

import { readInputFile } from '../shared/files/inputFile';
import { textParts } from '../shared/files/upload';
import { separation, separationResultParameters } from '../shared/kinds/separation/separation';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { readProject } from '../shared/parameters/project';
import type { TaskRequest } from '../shared/tasks/kind';

/** What CAMB.AI takes apart: sound alone (contract notes, b). */
const FORMATS = ['mp3', 'wav', 'aac', 'flac'];

/** One item's parameters as a request (contract: createAudioSeparation). Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<TaskRequest> {
	const { options } = parametersOf(context, item);
	const values = readProject(options);
	const resultOptions = readAll(options, separationResultParameters);
	const file = await readInputFile(context, item, 'inputDataField', FORMATS);
	// The media comes last, so that the API knows the rest by then.
	const form = [...textParts(values), { name: 'media_file', file }];
	return { kind: separation, path: '/audio-separation', payload: { form }, resultOptions };
}
