import type { IExecuteFunctions } from 'n8n-workflow';

import { languageName } from '../shared/camb/language';
import { readInputFile } from '../shared/files/inputFile';
import { textFile } from '../shared/files/textFile';
import { textParts } from '../shared/files/upload';
import { story } from '../shared/kinds/story/story';
import { storyResultParameters } from '../shared/kinds/story/storyFiles';
import { storySetup } from '../shared/kinds/story/storySetup';
import type { ItemParameters } from '../shared/parameters/parameter';
import { parametersOf, readAll } from '../shared/parameters/parameter';
import { readWait } from '../shared/parameters/taskParameters';
import type { TaskRequest } from '../shared/tasks/kind';
import {
	description,
	narratorVoice,
	options,
	source,
	storyLanguage,
	storyText,
	title,
} from './parameters';

/** One item's parameters as a request (contract: StoryForm). Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<TaskRequest> {
	const from = parametersOf(context, item);
	const language = storyLanguage.read(from);
	const { dictionaries, folderId, setUpOnly, translateTo = [] } = readAll(from.options, options);
	checkTranslations(from, translateTo, { language, setUpOnly });
	const file =
		source.read(from) === 'text'
			? textFile('story.txt', storyText.read(from))
			: await readInputFile(context, item, 'inputDataField', ['txt', 'docx']);
	const values = {
		source_language: language,
		narrator_voice_id: narratorVoice.read(from),
		title: title.read(from),
		description: description.read(from),
		folder_id: folderId,
		chosen_dictionaries: dictionaries,
	};
	const form = [{ name: 'file', file }, ...textParts(values)];
	const resultOptions = { ...readAll(from.options, storyResultParameters), language, translateTo };
	return setUpOnly
		? { kind: storySetup, path: '/story-setup', payload: { form }, resultOptions }
		: { kind: story, path: '/story', payload: { form }, resultOptions };
}

/** What does not go together with translations. */
function checkTranslations(
	from: ItemParameters,
	targets: number[],
	{ language, setUpOnly }: { language: number; setUpOnly?: boolean },
) {
	if (targets.length === 0) return;
	if (setUpOnly) {
		throw from.refuse(
			"Translate To can't be combined with Set Up Only",
			'A story that is only set up has nothing to translate yet. Remove one of the two options.',
		);
	}
	if (!readWait(from)) {
		throw from.refuse(
			'Translate To needs Wait for Completion',
			'A story can only be translated once it is finished. Turn on Wait for Completion, or remove Translate To.',
		);
	}
	if (targets.includes(language)) {
		throw from.refuse(
			`The story is already in ${languageName(language)}`,
			'Remove that language from Translate To.',
		);
	}
}
