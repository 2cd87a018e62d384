import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { badInput, readBoolean } from '../shared/fields/check';
import { readSpokenLanguage } from '../shared/fields/language';
import { readMediaUrl } from '../shared/fields/mediaUrl';
import { readProject } from '../shared/fields/project';
import type { FormPart, TaskRequest } from '../shared/kinds/kind';
import { transcription } from '../shared/kinds/transcription';
import { readInputFile } from '../shared/media/inputFile';
import { readFormatting } from './formatting';

/** What CAMB.AI transcribes (contract notes, b). */
const FORMATS = ['mp3', 'wav', 'aac', 'flac', 'mp4', 'mov', 'mxf'];
/** Longer links are refused, in characters. */
const LONGEST_URL = 2083;

/** One item's parameters as a request (contract: TranscriptionForm). Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<TaskRequest> {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const language = readSpokenLanguage(context, item, 'language', 'Language');
	const formatting = readFormatting(context, item, options);
	const audioCleaning = readBoolean(context, item, options.audioCleaning, 'Audio Cleaning');
	const values: IDataObject = {
		language,
		...readMode(context, item, options),
		...(audioCleaning === undefined ? {} : { run_audio_cleaning: audioCleaning }),
		...(formatting ? { formatting_options: JSON.stringify(formatting) } : {}),
		...readProject(context, item, options),
	};
	// Every value of a form is text. The media comes last, so that the API knows the rest by then.
	const form: FormPart[] = [
		...Object.entries(values).map(([name, value]) => textPart(name, String(value))),
		await readMedia(context, item),
	];
	const wants = { ...options, language };
	return { kind: transcription, path: '/transcribe', payload: { form }, wants };
}

function textPart(name: string, value: string): FormPart {
	return { name, value };
}

async function readMedia(context: IExecuteFunctions, item: number): Promise<FormPart> {
	const source = context.getNodeParameter('source', item, 'binary') as string;
	switch (source) {
		case 'binary':
			return {
				name: 'media_file',
				file: await readInputFile(context, item, 'inputDataField', FORMATS),
			};
		case 'url':
			return textPart(
				'media_url',
				readMediaUrl(context, item, 'mediaUrl', 'Media URL', { max: LONGEST_URL }),
			);
		default:
			throw badInput(
				context,
				item,
				`Source "${String(source).slice(0, 40)}" is not recognized`,
				'Choose File or URL, or give "binary" or "url" by expression.',
			);
	}
}

function readMode(context: IExecuteFunctions, item: number, options: IDataObject): IDataObject {
	const mode = String(options.transcriptionMode ?? '')
		.trim()
		.toLowerCase();
	if (mode === '') return {};
	if (mode === 'fast' || mode === 'slow') return { transcription_mode: mode };
	throw badInput(
		context,
		item,
		`Transcription Mode "${mode.slice(0, 40)}" is not recognized`,
		'Choose Fast or Slow.',
	);
}
