import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { badInput, checkLength, readBoolean, readText } from '../shared/fields/check';
import { readDictionaries } from '../shared/fields/dictionaries';
import { languageName, readLanguage } from '../shared/fields/language';
import { readId } from '../shared/fields/project';
import { readTargetLanguages } from '../shared/fields/targetLanguages';
import { readWait } from '../shared/fields/taskFields';
import { readVoice } from '../shared/fields/voice';
import type { FormPart, TaskRequest } from '../shared/kinds/kind';
import { story } from '../shared/kinds/story';
import { storySetup } from '../shared/kinds/storySetup';
import { readInputFile } from '../shared/media/inputFile';
import { textFile } from '../shared/media/textFile';
import type { FileSource } from '../shared/media/upload';

/** One item's parameters as a request (contract: StoryForm). Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<TaskRequest> {
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const language = readLanguage(context, item, 'language', 'Language');
	const setUpOnly = readBoolean(context, item, options.setUpOnly, 'Set Up Only') ?? false;
	const translateTo = readTranslateTo(context, item, options.translateTo, { language, setUpOnly });
	const form: FormPart[] = [
		{ name: 'file', file: await readFile(context, item) },
		...parts('source_language', language),
		...parts('narrator_voice_id', readNarrator(context, item)),
		...parts('title', readNote(context, item, 'title', 'Title', 255)),
		...parts('description', readNote(context, item, 'description', 'Description', 5000)),
		...parts('folder_id', readId(context, item, options.folderId, 'Folder')),
		...parts('chosen_dictionaries', ...readDictionaries(context, item, options.dictionaries)),
	];
	const wants = { ...options, language, translateTo };
	return setUpOnly
		? { kind: storySetup, path: '/story-setup', payload: { form }, wants }
		: { kind: story, path: '/story', payload: { form }, wants };
}

async function readFile(context: IExecuteFunctions, item: number): Promise<FileSource> {
	const source = context.getNodeParameter('source', item, 'binary') as unknown;
	switch (source) {
		case 'binary':
			return await readInputFile(context, item, 'inputDataField', ['txt', 'docx']);
		case 'text':
			return textFile('story.txt', readText(context, item, 'storyText', 'Story Text'));
	}
	throw badInput(
		context,
		item,
		`Source "${String(source).slice(0, 40)}" is not recognized`,
		'Choose File or Text, or give "binary" or "text" by expression.',
	);
}

/** The voice that was chosen; undefined when CAMB.AI is to choose. */
function readNarrator(context: IExecuteFunctions, item: number): number | undefined {
	const name = 'narratorVoice';
	const value = context.getNodeParameter(name, item, '', { extractValue: true }) as unknown;
	if (String(value ?? '').trim() === '') return undefined;
	return readVoice(context, item, name, 'Narrator Voice');
}

/** A text for people to read in the Studio, which may be left empty. */
function readNote(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
	max: number,
): string | undefined {
	const text = String(context.getNodeParameter(name, item, '') ?? '').trim();
	return text ? checkLength(context, item, text, label, { min: 3, max }) : undefined;
}

/** The ids of the languages to translate into, checked for what does not go together. */
function readTranslateTo(
	context: IExecuteFunctions,
	item: number,
	value: unknown,
	{ language, setUpOnly }: { language: number; setUpOnly: boolean },
): number[] {
	const targets = readTargetLanguages(context, item, value);
	if (targets.length === 0) return targets;
	if (setUpOnly) {
		throw badInput(
			context,
			item,
			"Translate To can't be combined with Set Up Only",
			'A story that is only set up has nothing to translate yet. Remove one of the two options.',
		);
	}
	if (!readWait(context, item)) {
		throw badInput(
			context,
			item,
			'Translate To needs Wait for Completion',
			'A story can only be translated once it is finished. Turn on Wait for Completion, or remove Translate To.',
		);
	}
	if (targets.includes(language)) {
		throw badInput(
			context,
			item,
			`The story is already in ${languageName(language)}`,
			'Remove that language from Translate To.',
		);
	}
	return targets;
}

/** A form field for each value that is set: lists are sent as repeated fields. */
function parts(name: string, ...values: Array<string | number | undefined>): FormPart[] {
	return values
		.filter((value) => value !== undefined)
		.map((value) => ({ name, value: String(value) }));
}
