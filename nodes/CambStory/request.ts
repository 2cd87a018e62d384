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
import { narratorVoice, operation, options, source, storyLanguage, storyText } from './parameters';
import { translateRequest } from './translate';

/** One item's parameters as a request. Throws for bad input. */
export async function request(context: IExecuteFunctions, item: number): Promise<TaskRequest> {
	const from = parametersOf(context, item);
	return operation.read(from) === 'translate'
		? translateRequest(from)
		: await storyRequest(context, item, from);
}

/** What to tell (contract: StoryForm). */
async function storyRequest(
	context: IExecuteFunctions,
	item: number,
	from: ItemParameters,
): Promise<TaskRequest> {
	const language = storyLanguage.read(from);
	const set = readAll(from.options, options);
	const { setUpOnly, translateTo = [] } = set;
	checkTranslations(from, translateTo, { language, setUpOnly });
	const file =
		source.read(from) === 'text'
			? textFile('story.txt', storyText.read(from))
			: await readInputFile(context, item, 'inputDataField', ['txt', 'docx']);
	const values = {
		source_language: language,
		narrator_voice_id: narratorVoice.read(from),
		title: set.title ?? options.title.read(from),
		description: set.description ?? options.description.read(from),
		folder_id: set.folderId,
		chosen_dictionaries: set.dictionaries,
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
