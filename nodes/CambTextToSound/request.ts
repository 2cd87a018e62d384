import type { IExecuteFunctions } from 'n8n-workflow';

import { audioResultParameters } from '../shared/kinds/speech/speechResult';
import { textToSound } from '../shared/kinds/speech/textToSound';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { readProject } from '../shared/parameters/project';
import type { TaskRequest } from '../shared/tasks/kind';
import { audioType, DEFAULT_SECONDS, duration, prompt } from './parameters';

/** One item's parameters as a request (contract: TextToSoundRequest). Throws for bad input. */
export function request(context: IExecuteFunctions, item: number): TaskRequest {
	const from = parametersOf(context, item);
	const { options } = from;
	const type = audioType.read(from);
	const json = {
		prompt: prompt.read(from),
		audio_type: type,
		// Music ignores it.
		...(type === 'sound' ? { duration: duration.read(from) ?? DEFAULT_SECONDS } : {}),
		...readProject(options),
	};
	const resultOptions = readAll(options, audioResultParameters);
	return { kind: textToSound, path: '/text-to-sound', payload: { json }, resultOptions };
}
