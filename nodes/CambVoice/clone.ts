import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readInputFile } from '../shared/files/inputFile';
import { textParts } from '../shared/files/upload';
import { voiceClone } from '../shared/kinds/voice/voiceClone';
import { boolean } from '../shared/parameters/boolean';
import { inputDataField } from '../shared/parameters/inputDataField';
import { number } from '../shared/parameters/number';
import type { ItemParameters } from '../shared/parameters/parameter';
import { fieldsOf, optional, readAll } from '../shared/parameters/parameter';
import { gender } from '../shared/parameters/speaker';
import { FIVE_AT_ONCE, optionsField } from '../shared/parameters/taskParameters';
import { trimmedText } from '../shared/parameters/text';
import type { DirectRequest } from '../shared/tasks/directKind';
import { voiceLanguage } from './voiceLanguage';

/** What a voice can be cloned from (contract: CustomVoiceForm). */
const FORMATS = ['mp3', 'wav', 'flac', 'aac', 'ogg'];

const voiceName = trimmedText({
	displayName: 'Name',
	name: 'voiceName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Maya, narrator',
	description: 'The name of the new voice',
});

const voiceGender = gender('Gender', 'The gender of the voice');

const options = {
	age: optional(
		number({
			displayName: 'Age',
			name: 'age',
			type: 'number',
			default: 30,
			typeOptions: { minValue: 1, numberPrecision: 0 },
			description: 'The age of the voice in years. If not set: 30.',
		}),
	),
	description: optional(
		trimmedText({
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Warm and unhurried, for stories',
			description: 'What the voice sounds like, for people who choose one',
		}),
	),
	enhanceAudio: boolean({
		displayName: 'Enhance Audio',
		name: 'enhanceAudio',
		type: 'boolean',
		default: false,
		description: 'Whether CAMB.AI should clean the recording first. Off if not set.',
	}),
	language: voiceLanguage('The language that is spoken in the recording'),
};

export const cloneFields: INodeProperties[] = [
	{
		displayName: 'Clone only the voice of somebody who has agreed to it.',
		name: 'consentNotice',
		type: 'notice',
		default: '',
	},
	inputDataField(
		'The name of the input field containing the recording: 10 to 60 seconds of one person who speaks, without music or noise, as MP3, WAV, FLAC, AAC or OGG',
	),
	voiceName.field,
	voiceGender.field,
	optionsField([FIVE_AT_ONCE.field, ...fieldsOf(options)]),
];

/** One item's recording as a new voice (contract: CustomVoiceForm). Throws for bad input. */
export async function cloneRequest(
	context: IExecuteFunctions,
	item: number,
	from: ItemParameters,
): Promise<DirectRequest> {
	const { age, description, enhanceAudio, language } = readAll(from.options, options);
	const told = {
		voice_name: voiceName.read(from),
		gender: voiceGender.read(from),
		...(age === undefined ? {} : { age }),
		...(language === undefined ? {} : { language }),
		...(description === undefined ? {} : { description }),
	};
	const file = await readInputFile(context, item, 'inputDataField', FORMATS);
	// The file comes last, so that the API knows the rest by then.
	const form = [...textParts({ ...told, enhance_audio: enhanceAudio }), { name: 'file', file }];
	return { kind: voiceClone, path: '/create-custom-voice', payload: { form }, resultOptions: told };
}
