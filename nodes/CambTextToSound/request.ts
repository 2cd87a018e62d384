import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { badInput, readText } from '../shared/fields/check';
import { readProject } from '../shared/fields/project';
import type { TaskRequest } from '../shared/kinds/kind';
import { textToSound } from '../shared/kinds/textToSound';

/** What CAMB.AI takes when it is told nothing (contract: TextToSoundRequest). */
export const DEFAULT_SECONDS = 8;
export const MOST_SECONDS = 10;

/** One item's parameters as a request (contract: TextToSoundRequest). Throws for bad input. */
export function request(context: IExecuteFunctions, item: number): TaskRequest {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const audioType = readAudioType(context, item);
	const json: IDataObject = {
		prompt: readText(context, item, 'prompt', 'Prompt'),
		audio_type: audioType,
		// Music ignores it.
		...(audioType === 'sound' ? { duration: readDuration(context, item) } : {}),
		...readProject(context, item, options),
	};
	return { kind: textToSound, path: '/text-to-sound', payload: { json }, wants: options };
}

function readAudioType(context: IExecuteFunctions, item: number): 'sound' | 'music' {
	const value = context.getNodeParameter('audioType', item, 'sound') as unknown;
	const type = String(value ?? '')
		.trim()
		.toLowerCase();
	if (type === 'sound' || type === 'music') return type;
	throw badInput(
		context,
		item,
		`Audio Type "${type.slice(0, 40)}" is not recognized`,
		'Choose Sound or Music, or give "sound" or "music" by expression.',
	);
}

/** In seconds. */
function readDuration(context: IExecuteFunctions, item: number): number {
	const value = context.getNodeParameter('duration', item, DEFAULT_SECONDS) as unknown;
	const seconds = String(value ?? '').trim() === '' ? DEFAULT_SECONDS : Number(value);
	if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
	throw badInput(
		context,
		item,
		Number.isNaN(seconds)
			? 'Duration is not a valid number of seconds'
			: 'Duration is out of range',
		`The value is ${String(value).slice(0, 40)}; CAMB.AI accepts more than 0 and at most ${MOST_SECONDS} seconds.`,
	);
}
