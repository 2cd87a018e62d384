import type { INodeProperties } from 'n8n-workflow';

import { HOURS_LONG } from '../shared/kinds/pollingPolicies';
import { storyResultParameters } from '../shared/kinds/story/storyFiles';
import { translationRequest } from '../shared/kinds/story/translatedStory';
import { language } from '../shared/parameters/language';
import type { ItemParameters } from '../shared/parameters/parameter';
import { fieldsOf, readAll } from '../shared/parameters/parameter';
import { runId } from '../shared/parameters/runId';
import { taskParameters, TWO_AT_ONCE } from '../shared/parameters/taskParameters';
import type { TaskRequest } from '../shared/tasks/kind';

const storyRunId = runId('story');

const targetLanguage = language(
	{
		displayName: 'Target Language',
		name: 'targetLanguage',
		description: 'The language to translate the story into',
	},
	'searchTargetLanguages',
);

export const translateFields: INodeProperties[] = [
	storyRunId.field,
	targetLanguage.field,
	...taskParameters(HOURS_LONG, fieldsOf(storyResultParameters), { atOnce: TWO_AT_ONCE }),
];

/** One item's parameters as a request (contract: /translated-story). Throws for bad input. */
export function translateRequest(from: ItemParameters): TaskRequest {
	return translationRequest(
		storyRunId.read(from),
		targetLanguage.read(from),
		readAll(from.options, storyResultParameters),
	);
}
