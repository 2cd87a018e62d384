import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { languageName } from '../shared/camb/language';
import { repeatedIn } from '../shared/core/repeated';
import { parseLanguage } from '../shared/parameters/language';
import { languageOption } from '../shared/parameters/languageOption';
import type { Values } from '../shared/parameters/parameter';
import { optional, parameter, readOne, valuesIn } from '../shared/parameters/parameter';
import type { About } from '../shared/parameters/value';

/** A time line of SRT: 00:00:01,000 --> 00:00:04,000. */
const TIME_LINE = /^\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}\s*-->\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}/m;

const GET_SRT = 'Enter the text of an SRT file, for example from the Extract From File node.';

interface Script {
	content: string;
	format: 'srt';
}

const scriptText: INodeProperties = {
	displayName: 'SRT Text',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. 1\n00:00:01,000 --> 00:00:04,000\nHello',
	description: 'The text of the SRT file itself, not a link to it',
};

const languageField = languageOption('One of the target languages');

const targetScriptsField: INodeProperties = {
	displayName: 'Target Scripts (SRT)',
	name: 'targetScripts',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Script',
	default: {},
	options: [{ displayName: 'Script', name: 'script', values: [languageField, scriptText] }],
	description:
		'What to say in a target language, as the text of an SRT file. It replaces the translation by CAMB.AI. Add at most one script per language. This is a new CAMB.AI feature.',
};

/** Own subtitles, so that the dub says what somebody has checked (contract: SrtInput, TargetSrtInput). */
export const scripts = {
	sourceScript: optional(
		parameter(
			{
				...scriptText,
				displayName: 'Source Script (SRT)',
				name: 'sourceScript',
				description:
					'What is said in the media, as the text of an SRT file. It replaces the transcription by CAMB.AI. This is a new CAMB.AI feature.',
			},
			parseSrt,
		),
	),
	targetScripts: { field: targetScriptsField, read: readTargetScripts },
};

/** The scripts of one item as the API takes them. */
export function readScripts(options: Values, targets: number[]) {
	const target = readTargetScripts(options);
	const stranger = target?.find(({ language }) => !targets.includes(language));
	if (stranger) {
		throw options.refuse(
			`${languageName(stranger.language)} has a target script, but is not one of the target languages`,
			'Add the language to the target languages, or remove its script.',
		);
	}
	return {
		source_transcript: scripts.sourceScript.read(options),
		target_transcripts: target,
	};
}

/** The scripts by language; undefined when there are none. */
function readTargetScripts(options: Values): Array<Script & { language: number }> | undefined {
	const { refuse } = options;
	const about = { label: 'Target Scripts', refuse };
	const { script } = valuesIn(options.valueOf(targetScriptsField), about);
	const read = [script ?? []].flat().map((row) => readTarget(valuesIn(row, about), refuse));
	const twice = repeatedIn(read, ({ language }) => language);
	if (twice) {
		throw refuse(
			`${languageName(twice.language)} has two target scripts`,
			'Keep only one script for each language.',
		);
	}
	return read.length > 0 ? read : undefined;
}

function readTarget(row: IDataObject, refuse: Values['refuse']) {
	const language = readOne(
		row.language,
		{ label: 'The language of a target script', refuse },
		parseLanguage,
		'Select a language from the list.',
	);
	const label = `The target script for ${languageName(language)}`;
	return { ...readOne(row.content, { label, refuse }, parseSrt, GET_SRT), language };
}

function parseSrt(text: string, { label, refuse }: About): Script {
	const content = text.trim();
	if (/^WEBVTT/.test(content)) {
		throw refuse(`${label} is VTT, not SRT`, 'Convert it to SRT first.');
	}
	if (!TIME_LINE.test(content)) {
		throw refuse(
			`${label} is not SRT`,
			`It has no line like 00:00:01,000 --> 00:00:04,000. ${GET_SRT}`,
		);
	}
	return { content, format: 'srt' };
}
