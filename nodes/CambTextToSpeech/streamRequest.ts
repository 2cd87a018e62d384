import type { IDataObject } from 'n8n-workflow';

import type { TextPiece } from '../shared/core/cutText';
import { cutText, lengthOf } from '../shared/core/cutText';
import { joinSpeech } from '../shared/kinds/speech/joinedSpeech';
import { streamedSpeech } from '../shared/kinds/speech/streamedSpeech';
import type { ItemParameters, Parameters, Values } from '../shared/parameters/parameter';
import { readAll } from '../shared/parameters/parameter';
import type { JoinContext, PiecedRequest } from '../shared/tasks/directKind';
import type { Output } from '../shared/tasks/kind';
import { MODELS, takesInstructions, takesTuning } from './models';
import { localeLanguage, LONGEST_STREAMED, speakingVoice, streamedText } from './parameters';
import { inferenceOptions, outputOptions, requestOptions, voiceOptions } from './streamOptions';
import {
	model,
	outputFormat,
	paragraphPause,
	splitLongTexts,
	userInstructions,
} from './streamParameters';

/**
 * One item's parameters as requests, one for each piece of the text (contract: TtsStreamRequest).
 * Throws for bad input.
 */
export function streamRequest(from: ItemParameters): PiecedRequest {
	const language = localeLanguage.read(from);
	const pieces = readPieces(from, language);
	const voice = speakingVoice.read(from);
	const format = outputFormat.read(from);
	const json = readSettings(from, format);
	const pauseMs = (paragraphPause.read(from.options) ?? 0) * 1000;
	const joining = {
		format,
		sampleRate: outputOptions.sampleRate.read(from.options),
		pausesMs: pieces.map(({ endsParagraph }) => (endsParagraph ? pauseMs : 0)),
	};
	return {
		pieces: pieces.map(({ text }) => ({
			kind: streamedSpeech,
			path: '/tts-stream',
			payload: { json: { text, language, voice_id: voice, ...json } },
			resultOptions: { format },
		})),
		...(pieces.length > 1 && {
			async join(outputs: Output[], context: JoinContext) {
				const { json, binary } = await joinSpeech(outputs, context, joining);
				return { json, binary };
			},
		}),
	};
}

/** A text that is short enough goes as it is. */
function readPieces(from: ItemParameters, language: string): TextPiece[] {
	const isSplit = splitLongTexts.read(from.options) ?? true;
	const text = (isSplit ? streamedText.ofAnyLength : streamedText.whole).read(from);
	return lengthOf(text) > LONGEST_STREAMED
		? cutText(text, LONGEST_STREAMED, language)
		: [{ text, endsParagraph: false }];
}

/** What every request of an item has besides its text, its voice and its language. */
export function readSettings(from: ItemParameters, format: string): IDataObject {
	const { options } = from;
	const speechModel = model.read(from);
	const voiceSettings = readGroup(options, voiceOptions);
	const inference = readGroup(options, inferenceOptions);
	checkTuning(from, speechModel, inference);
	return {
		// What CAMB.AI takes when model and format are left out is disputed: always send both.
		speech_model: speechModel,
		user_instructions: readInstructions(from, speechModel),
		...readGroup(options, requestOptions),
		output_configuration: { format, ...readGroup(options, outputOptions) },
		...(Object.keys(voiceSettings).length ? { voice_settings: voiceSettings } : {}),
		...(Object.keys(inference).length ? { inference_options: inference } : {}),
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
