import type { IDataObject } from 'n8n-workflow';

import { streamedSpeech } from '../shared/kinds/speech/streamedSpeech';
import type { ItemParameters, Parameters, Values } from '../shared/parameters/parameter';
import { readAll } from '../shared/parameters/parameter';
import type { DirectRequest } from '../shared/tasks/kind';
import { MODELS, takesInstructions, takesTuning } from './models';
import { localeLanguage, speakingVoice, streamedText } from './parameters';
import { inferenceOptions, outputOptions, requestOptions, voiceOptions } from './streamOptions';
import { model, outputFormat, userInstructions } from './streamParameters';

/** One item's parameters as a request (contract: TtsStreamRequest). Throws for bad input. */
export function streamRequest(from: ItemParameters): DirectRequest<{ format: string }> {
	const { options } = from;
	const speechModel = model.read(from);
	const format = outputFormat.read(from);
	const voiceSettings = readGroup(options, voiceOptions);
	const inference = readGroup(options, inferenceOptions);
	checkTuning(from, speechModel, inference);
	const json: IDataObject = {
		text: streamedText.read(from),
		language: localeLanguage.read(from),
		voice_id: speakingVoice.read(from),
		// What CAMB.AI takes when model and format are left out is disputed: always send both.
		speech_model: speechModel,
		user_instructions: readInstructions(from, speechModel),
		...readGroup(options, requestOptions),
		output_configuration: { format, ...readGroup(options, outputOptions) },
		...(Object.keys(voiceSettings).length ? { voice_settings: voiceSettings } : {}),
		...(Object.keys(inference).length ? { inference_options: inference } : {}),
	};
	return {
		kind: streamedSpeech,
		path: '/tts-stream',
		payload: { json },
		resultOptions: { format },
	};
}

function readInstructions(from: ItemParameters, speechModel: string): string | undefined {
	const instructions = userInstructions.read(from);
	if (instructions === undefined || takesInstructions(speechModel)) return instructions;
	throw from.refuse(
		`${labelOf(speechModel)} does not support User Instructions`,
		'Choose the model MARS Instruct, or leave User Instructions empty.',
	);
}

/** The options of a group that are set, by the API's names. */
function readGroup(options: Values, group: Parameters): IDataObject {
	const set = Object.entries(readAll(options, group));
	return Object.fromEntries(set.map(([name, value]) => [snakeCase(name), value])) as IDataObject;
}

/** Options that the form shows for some models only. */
function checkTuning({ refuse }: Values, speechModel: string, set: IDataObject) {
	const refused = Object.values(inferenceOptions).find(
		({ field }) => field.displayOptions && snakeCase(field.name) in set,
	);
	if (!refused || takesTuning(speechModel)) return;
	throw refuse(
		`${labelOf(speechModel)} does not support ${refused.field.displayName}`,
		'Remove that option, or choose MARS Flash, MARS Instruct or MARS Pro.',
	);
}

function labelOf(speechModel: string): string {
	return MODELS.find(({ value }) => value === speechModel)?.name ?? speechModel;
}

function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
