import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { badInput } from '../shared/fields/check';
import { languageName, toLanguageId } from '../shared/fields/language';

/** A time line of SRT: 00:00:01,000 --> 00:00:04,000. */
const TIME_LINE = /^\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}\s*-->\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}/m;

const scriptText: INodeProperties = {
	displayName: 'SRT Text',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. 1\n00:00:01,000 --> 00:00:04,000\nHello',
	description: 'The text of the SRT file itself, not a link to it',
};

/** Own subtitles, so that the dub says what somebody has checked. */
export const scriptOptions: INodeProperties[] = [
	{
		...scriptText,
		displayName: 'Source Script (SRT)',
		name: 'sourceScript',
		description:
			'What is said in the media, as the text of an SRT file. It replaces the transcription by CAMB.AI. This is a new CAMB.AI feature.',
	},
	{
		displayName: 'Target Scripts (SRT)',
		name: 'targetScripts',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Script',
		default: {},
		options: [
			{
				displayName: 'Script',
				name: 'script',
				values: [
					{
						displayName: 'Language Name or ID',
						name: 'language',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getTargetLanguages' },
						default: '',
						description:
							'One of the target languages. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					},
					scriptText,
				],
			},
		],
		description:
			'What to say in a target language, as the text of an SRT file. It replaces the translation by CAMB.AI. Add at most one script per language. This is a new CAMB.AI feature.',
	},
];

/** The scripts of one item as the API takes them (contract: SrtInput, TargetSrtInput). */
export function readScripts(
	context: IExecuteFunctions,
	item: number,
	{ sourceScript, targetScripts }: IDataObject,
	targets: number[],
): IDataObject {
	const source = plain(sourceScript);
	const { script: rows = [] } = (targetScripts ?? {}) as { script?: IDataObject[] };
	const scripts = rows.map((row) => readTarget(context, item, row, targets));
	const twice = scripts.find(({ language }, at) =>
		scripts.slice(0, at).some((before) => before.language === language),
	);
	if (twice) {
		throw badInput(
			context,
			item,
			`${languageName(twice.language)} has two target scripts`,
			'Keep only one script for each language.',
		);
	}
	return {
		...(source ? { source_transcript: readSrt(context, item, source, 'The source script') } : {}),
		...(scripts.length ? { target_transcripts: scripts } : {}),
	};
}

function readTarget(context: IExecuteFunctions, item: number, row: IDataObject, targets: number[]) {
	const language = toLanguageId(context, item, row.language, 'The language of a target script');
	const name = languageName(language);
	if (!targets.includes(language)) {
		throw badInput(
			context,
			item,
			`${name} has a target script, but is not one of the target languages`,
			'Add the language to the target languages, or remove its script.',
		);
	}
	const what = `The target script for ${name}`;
	return { ...readSrt(context, item, plain(row.content), what), language };
}

function readSrt(context: IExecuteFunctions, item: number, text: string, what: string) {
	const advice = 'Enter the text of an SRT file, for example from the Extract From File node.';
	if (text === '') throw badInput(context, item, `${what} is empty`, advice);
	if (/^WEBVTT/.test(text)) {
		throw badInput(context, item, `${what} is VTT, not SRT`, 'Convert it to SRT first.');
	}
	if (!TIME_LINE.test(text)) {
		throw badInput(
			context,
			item,
			`${what} is not SRT`,
			`It has no line like 00:00:01,000 --> 00:00:04,000. ${advice}`,
		);
	}
	return { content: text, format: 'srt' };
}

/** Without the mark that some programs put before a text. */
function plain(value: unknown): string {
	return String(value ?? '')
		.replace(/^\uFEFF/, '')
		.trim();
}
