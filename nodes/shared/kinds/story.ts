import { languageName } from '../camb/language';
import { Problem } from '../http/errors';
import { badEndIn } from './badEnd';
import type { Kind, Run } from './kind';
import { HOURS_LONG } from './patience';
import { readStory, storyOutput, storyResultOptions } from './storyFiles';
import { isSetup, readSetup } from './storySetup';
import { isUnknownRun, translationRequest } from './translatedStory';

/**
 * A text told by a narrator (contract: /story), and its translations if the node wants some.
 *
 * Without bulkPath: /stories-results gives no transcripts.
 */
export const story: Kind = {
	name: 'story',
	label: 'Story',
	patience: HOURS_LONG,
	statusPath: '/story',
	isResult: isSetup,
	resultOptions: storyResultOptions,
	async fetch(run, desk) {
		const language = desk.wants.language as number | undefined;
		const result = await readStory(desk, `/story-result/${run.runId}`).catch((cause: unknown) => {
			throw run.answer && isUnknownRun(cause) ? notToldYet(run) : cause;
		});
		const original = await storyOutput(desk, result, { name: `story-${run.runId}`, language });

		if (run.answer) original.json.studioUrl = readSetup(run.answer).studioUrl;

		const targets = (desk.wants.translateTo ?? []) as number[];
		const translations = await desk.completeEach(
			targets.map((target) => translationRequest(run.runId as number, target, desk.wants)),
		);
		for (const [index, [{ json }]] of translations.entries()) {
			const bad = badEndIn(json);
			if (!bad) continue;
			const name = languageName(targets[index]);
			desk.warn('A translation of the story is not available', `${name}: ${bad.message}`);
		}
		return [original, ...translations.flat()];
	},
};

/** The create brought a project instead of a task, and nobody can tell when its audio comes. */
function notToldYet({ answer }: Run): Problem {
	const { studioUrl } = readSetup(answer);
	return new Problem({
		message: 'CAMB.AI only set the story up, so there is no audio yet',
		description: studioUrl
			? `Finish it in CAMB.AI Studio: ${String(studioUrl)}`
			: 'Finish it in CAMB.AI Studio.',
	});
}
