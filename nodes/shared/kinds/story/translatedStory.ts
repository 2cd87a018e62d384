import type { IDataObject } from 'n8n-workflow';

import { languageById, languageFields, languageName } from '../../camb/language';
import { readRunId } from '../../camb/status';
import { ExplainedError } from '../../core/explainedError';
import { fromItem } from '../../parameters/fromItem';
import { parseLanguage } from '../../parameters/language';
import { parameter } from '../../parameters/parameter';
import type { Named, ResultContext, TaskRequest } from '../../tasks/kind';
import type { ListedKind } from '../listedKind';
import { HOURS_LONG } from '../pollingPolicies';
import { isUnknownRun } from '../unknownRun';
import type { StoryOptions } from './storyFiles';
import { readStory, storyOutput, storyResultParameters } from './storyFiles';

type TranslationOptions = StoryOptions & { targetLanguage: number; storyRunId?: number };

/** A story told in another language (contract: /translated-story). */
export const translatedStory: ListedKind<TranslationOptions> = {
	name: 'translated-story',
	label: 'Translated Story',
	pollingPolicy: HOURS_LONG,
	statusPath: '/translated-story',
	// The run of the story itself will do.
	runIdOptional: true,
	resultParameters: {
		...storyResultParameters,
		targetLanguage: parameter(
			{
				displayName: 'Target Language',
				name: 'targetLanguage',
				type: 'string',
				default: fromItem('language'),
				placeholder: 'e.g. 54, es-es or Spanish (Spain)',
				description:
					'The language that the story was translated into: its ID, tag or name. Items from the Story node have it in the field "language".',
			},
			parseLanguage,
			'Add the option Target Language: the ID (54), tag (es-es) or name of the language that the story was translated into.',
		),
	},
	optionsIn: ({ language }) => ({ targetLanguage: language }),
	about: ({ targetLanguage }) => languageFields(targetLanguage),
	async fetch(run, context) {
		const { targetLanguage: language } = context.resultOptions;
		const { runId, result } = await readEither(
			context,
			runsOf(run.runId, context.resultOptions),
			language,
		);
		const output = await storyOutput(context, result, {
			name: `story-${runId}`,
			suffix: languageById(language)?.tag ?? String(language),
			language,
		});
		return [{ ...output, json: { runId, ...output.json } }];
	},
};

/** Asks for a finished story in one more language. */
export function translationRequest(
	storyRunId: number,
	targetLanguage: number,
	resultOptions: StoryOptions,
): Named<TaskRequest<TranslationOptions>> {
	return {
		kind: translatedStory,
		path: `/translated-story/${storyRunId}`,
		payload: { json: { target_language: targetLanguage } },
		resultOptions: { ...resultOptions, targetLanguage, storyRunId },
		name: languageFields(targetLanguage),
		label: languageName(targetLanguage),
	};
}

/** The runs that the result may be found under: the translation's own, then the story's. */
function runsOf(runId: number | null, { storyRunId }: TranslationOptions): number[] {
	const known = [runId, readRunId(storyRunId)].filter((id) => id !== null);
	if (known.length > 0) return [...new Set(known)] as number[];
	throw new ExplainedError({
		message: 'CAMB.AI returned no run ID for the translated story',
		description: 'Look it up by Run ID, with the run ID of the story it was made from.',
	});
}

/** No source says which of the two runs the path means, so the second is tried too. */
async function readEither(
	context: ResultContext<StoryOptions>,
	[runId, other]: number[],
	language: number,
): Promise<{ runId: number; result: IDataObject }> {
	const path = `/translated-story-result/${runId}/${language}`;
	const result = await readStory(context, path).catch((cause: unknown) => {
		if (other === undefined || !isUnknownRun(cause)) throw cause;
		return undefined;
	});
	return result ? { runId, result } : await readEither(context, [other], language);
}
