import { ExplainedError } from '../../core/explainedError';
import type { Run } from '../../tasks/kind';
import type { ListedKind } from '../listedKind';
import { HOURS_LONG } from '../pollingPolicies';
import { isUnknownRun } from '../unknownRun';
import type { StoryOptions } from './storyFiles';
import { readStory, storyOutput, storyResultParameters } from './storyFiles';
import { isSetup, readSetup } from './storySetup';
import { translationRequest } from './translatedStory';

/**
 * A text told by a narrator (contract: /story), and as often translated as it is wanted.
 *
 * Without bulkPath: /stories-results gives no transcripts.
 */
export const story: ListedKind<StoryOptions> = {
	name: 'story',
	label: 'Story',
	pollingPolicy: HOURS_LONG,
	statusPath: '/story',
	isResult: isSetup,
	resultParameters: storyResultParameters,
	isOneResult: ({ translateTo = [] }) => translateTo.length === 0,
	async fetch(run, context) {
		const { language } = context.resultOptions;
		const result = await readStory(context, `/story-result/${run.runId}`).catch(
			(cause: unknown) => {
				throw run.answer && isUnknownRun(cause) ? notToldYet(run) : cause;
			},
		);
		const original = await storyOutput(context, result, { name: `story-${run.runId}`, language });
		if (run.answer) original.json.studioUrl = readSetup(run.answer).studioUrl;
		return [original];
	},
	whenPending: ({ translateTo = [] }) =>
		translateTo.length > 0
			? 'The story is not finished, so its translations were not started: get it with Fetch Result later, then use the operation Translate'
			: undefined,
	followUps: ({ runId }, { translateTo = [], ...options }) => ({
		requests: translateTo.map((target) => translationRequest(runId as number, target, options)),
		whenMissing: 'A translation of the story is not available',
	}),
};

/** The create brought a project instead of a task, and nobody can tell when its audio comes. */
function notToldYet({ answer }: Run): ExplainedError {
	const { studioUrl } = readSetup(answer);
	return new ExplainedError({
		message: 'CAMB.AI only set the story up, so there is no audio yet',
		description: studioUrl
			? `Finish it in CAMB.AI Studio: ${String(studioUrl)}`
			: 'Finish it in CAMB.AI Studio.',
	});
}
