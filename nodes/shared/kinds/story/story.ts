import { languageName } from '../../camb/language';
import { ExplainedError } from '../../core/explainedError';
import type { Run } from '../../tasks/kind';
import { badEndIn } from '../badEnd';
import type { ListedKind } from '../listedKind';
import { HOURS_LONG } from '../pollingPolicies';
import { readStory, storyOutput, storyResultParameters } from './storyFiles';
import { isSetup, readSetup } from './storySetup';
import { isUnknownRun, translationRequest } from './translatedStory';

/**
 * A text told by a narrator (contract: /story), and its translations if the node wants some.
 *
 * Without bulkPath: /stories-results gives no transcripts.
 */
export const story: ListedKind = {
	name: 'story',
	label: 'Story',
	pollingPolicy: HOURS_LONG,
	statusPath: '/story',
	isResult: isSetup,
	resultParameters: storyResultParameters,
	async fetch(run, context) {
		const language = context.resultOptions.language as number | undefined;
		const result = await readStory(context, `/story-result/${run.runId}`).catch(
			(cause: unknown) => {
				throw run.answer && isUnknownRun(cause) ? notToldYet(run) : cause;
			},
		);
		const original = await storyOutput(context, result, { name: `story-${run.runId}`, language });

		if (run.answer) original.json.studioUrl = readSetup(run.answer).studioUrl;

		const targets = (context.resultOptions.translateTo ?? []) as number[];
		const translations = await context.completeEach(
			targets.map((target) =>
				translationRequest(run.runId as number, target, context.resultOptions),
			),
		);
		for (const [index, [{ json }]] of translations.entries()) {
			const bad = badEndIn(json);
			if (!bad) continue;
			const name = languageName(targets[index]);
			context.warn('A translation of the story is not available', `${name}: ${bad.message}`);
		}
		return [original, ...translations.flat()];
	},
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
