import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../shared/parameters/choice';
import { languageOption } from '../shared/parameters/languageOption';
import { parseStreamLanguage } from '../shared/parameters/language';
import { number } from '../shared/parameters/number';
import type { Values } from '../shared/parameters/parameter';
import { fieldsOf, isEmpty, optional, readOne, valuesIn } from '../shared/parameters/parameter';
import { subtitleFiles } from '../shared/parameters/subtitleFiles';
import {
	fileName,
	FIVE_AT_ONCE,
	optionsField,
	outputDataField,
} from '../shared/parameters/taskParameters';
import { shown } from '../shared/parameters/value';
import { parseVoice, voiceOption } from '../shared/parameters/voice';
import { nameKey } from './script';
import { streamOptions } from './streamOptions';
import { model, userInstructions } from './streamParameters';

export const scriptField: INodeProperties = {
	displayName: 'Script',
	name: 'script',
	type: 'string',
	typeOptions: { rows: 8 },
	required: true,
	default: '',
	placeholder: 'e.g. Anna: Welcome back!\nBen: Good to be here.',
	description:
		'Who says what. Begin each turn with a name and a colon. An expression can also give a list of objects with speaker and text.',
};

const speakersField: INodeProperties = {
	displayName: 'Speakers',
	name: 'speakers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Speaker',
	default: {},
	options: [
		{
			displayName: 'Speaker',
			name: 'speaker',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Anna',
					description: 'The name as the script has it',
				},
				voiceOption,
				{
					...languageOption('If not set, the language of the script is used'),
					// Else n8n's editor shows the field in red while nothing is chosen.
					allowArbitraryValues: true,
				},
			],
		},
	],
	description: 'The voice of each speaker in the script',
};

/** Who may speak. */
export interface Speaker {
	name: string;
	voice: number;
	/** As streamed speech calls it; that of the script if not set. */
	language?: string;
}

/** The speakers by their names. */
export const speakers = { field: speakersField, read: readSpeakers };

function readSpeakers(from: Values): Speaker[] {
	const { refuse } = from;
	const { speaker } = valuesIn(from.valueOf(speakersField), { label: 'Speakers', refuse });
	const rows = [speaker ?? []].flat().map((row) => valuesIn(row, { label: 'Speakers', refuse }));
	const read = rows.map((row): Speaker => {
		const name = readOne(
			row.name,
			{ label: 'The name of a speaker', refuse },
			(text) => text.trim().replace(/[:：]$/, ''),
			'Enter the name as the script has it.',
		);
		const voice = readOne(
			row.voice,
			{ label: `The voice of ${shown(name)}`, refuse },
			parseVoice,
			'Select a voice from the list.',
		);
		if (isEmpty(row.language)) return { name, voice };
		const about = { label: `The language of ${shown(name)}`, refuse };
		return { name, voice, language: readOne(row.language, about, parseStreamLanguage, '') };
	});
	const twice = read.find(({ name }, at) =>
		read.slice(0, at).some((before) => nameKey(before.name) === nameKey(name)),
	);
	if (twice)
		throw refuse(`${shown(twice.name)} is in Speakers twice`, 'Keep one row for each speaker.');
	if (read.length > 0) return read;
	throw refuse('Speakers is empty', 'Add each speaker of the script, with a voice.');
}

export const turnPause = optional(
	number({
		displayName: 'Turn Pause (Seconds)',
		name: 'turnPause',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: 60, numberPrecision: 2 },
		description: 'Silence to add between two turns',
	}),
);

/** Without raw sound, which does not say how long it is. */
export const conversationFormat = choice({
	displayName: 'Output Format',
	name: 'outputFormat',
	type: 'options',
	default: 'mp3',
	options: [
		{ name: 'MP3', value: 'mp3' },
		{ name: 'AAC', value: 'adts' },
		{ name: 'FLAC', value: 'flac' },
		{ name: 'WAV', value: 'wav' },
	],
});

/** The fields of a conversation that no other speech has. */
export const conversationFields: INodeProperties[] = [
	{
		displayName:
			'Each turn is a request of its own, and all are joined into one file. CAMB.AI does not keep the result, so it cannot be fetched again.',
		name: 'conversationNotice',
		type: 'notice',
		default: '',
	},
	model.field,
	userInstructions.field,
	conversationFormat.field,
	outputDataField.field,
	optionsField([
		fileName.field,
		FIVE_AT_ONCE.field,
		subtitleFiles.field,
		turnPause.field,
		...fieldsOf(streamOptions),
	]),
];
