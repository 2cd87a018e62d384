import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import {
	badInput,
	checkLength,
	checkNumber,
	readBoolean,
	readChoice,
	readText,
} from '../shared/fields/check';
import { readLocale } from '../shared/fields/language';
import { readVoice } from '../shared/fields/voice';
import type { TaskRequest } from '../shared/kinds/kind';
import { streamedSpeech } from '../shared/kinds/streamedSpeech';
import { MODELS, takesInstructions, takesTuning } from './models';
import { FORMATS } from './streamFields';
import { inferenceOptions, outputOptions, requestOptions, voiceOptions } from './streamOptions';

/** What one streamed request takes, in characters (contract notes, b). */
const TEXT_BOUNDS = {
	min: 3,
	max: 3000,
	tooLong: 'Set Delivery to Task, which has no such limit, or split the text.',
};
const INSTRUCTION_BOUNDS = { min: 3, max: 1000 };

/** One item's parameters as a request (contract: TtsStreamRequest). Throws for bad input. */
export function streamRequest(context: IExecuteFunctions, item: number): TaskRequest {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const model = readModel(context, item);
	const format = readChoice(context, item, 'outputFormat', 'Output Format', FORMATS);
	const read = (group: INodeProperties[]) => readGroup(context, item, options, group, model);
	const voiceSettings = read(voiceOptions);
	const inference = read(inferenceOptions);
	const json: IDataObject = {
		text: readText(context, item, 'text', 'Text', TEXT_BOUNDS),
		language: readLocale(context, item, 'language', 'Language'),
		voice_id: readVoice(context, item, 'voice', 'Voice'),
		// What CAMB.AI takes when model and format are left out is disputed: always send both.
		speech_model: model,
		...readInstructions(context, item, model),
		...read(requestOptions),
		output_configuration: { format, ...read(outputOptions) },
		...(Object.keys(voiceSettings).length ? { voice_settings: voiceSettings } : {}),
		...(Object.keys(inference).length ? { inference_options: inference } : {}),
	};
	return {
		kind: streamedSpeech,
		path: '/tts-stream',
		payload: { json },
		wants: { ...options, format },
	};
}

/** Any name: CAMB.AI knows more models than the list shows. */
function readModel(context: IExecuteFunctions, item: number): string {
	const value = context.getNodeParameter('model', item, '') as unknown;
	const model = String(value ?? '').trim();
	if (model !== '') return model;
	throw badInput(context, item, 'Model is empty', 'Choose one from the list.');
}

function readInstructions(context: IExecuteFunctions, item: number, model: string): IDataObject {
	const value = context.getNodeParameter('userInstructions', item, '') as unknown;
	const text = String(value ?? '').trim();
	if (text === '') return {};
	if (!takesInstructions(model)) {
		throw badInput(
			context,
			item,
			`${labelOf(model)} does not support User Instructions`,
			'Choose the model MARS Instruct, or leave User Instructions empty.',
		);
	}
	const label = 'User Instructions';
	return { user_instructions: checkLength(context, item, text, label, INSTRUCTION_BOUNDS) };
}

/** The options of a group that are set, by the API's names. */
function readGroup(
	context: IExecuteFunctions,
	item: number,
	options: IDataObject,
	group: INodeProperties[],
	model: string,
): IDataObject {
	const set = group.filter(({ name }) => String(options[name] ?? '').trim() !== '');
	const refused = set.find(({ displayOptions }) => displayOptions && !takesTuning(model));
	if (refused) {
		throw badInput(
			context,
			item,
			`${labelOf(model)} does not support ${refused.displayName}`,
			'Remove that option, or choose MARS Flash, MARS Instruct or MARS Pro.',
		);
	}
	return Object.fromEntries(
		set.map((field) => [snakeCase(field.name), readOption(context, item, options, field)]),
	);
}

function readOption(
	context: IExecuteFunctions,
	item: number,
	options: IDataObject,
	{ name, displayName, type, typeOptions }: INodeProperties,
): boolean | number | undefined {
	const value = options[name];
	if (type === 'boolean') return readBoolean(context, item, value, displayName);
	return checkNumber(context, item, value, displayName, {
		min: typeOptions?.minValue,
		max: typeOptions?.maxValue,
		whole: typeOptions?.numberPrecision === 0,
	});
}

function labelOf(model: string): string {
	return MODELS.find(({ value }) => value === model)?.name ?? model;
}

function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
