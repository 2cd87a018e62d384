import { languageFields } from '../../camb/language';
import { membersIn } from '../../camb/members';
import { readRunId } from '../../camb/status';
import type { ListedKind } from '../listedKind';
import { HOURS_LONG } from '../pollingPolicies';
import type { StoryOptions } from './storyFiles';

/**
 * A story that is only put into CAMB.AI Studio, for people who finish it there (contract:
 * /story-setup). The API answers with the project, or with a task whose result no source
 * describes: it is checked like a story's, and its run id is all that is known afterwards.
 */
export const storySetup: ListedKind<StoryOptions> = {
	name: 'story-setup',
	label: 'Story Setup',
	pollingPolicy: HOURS_LONG,
	statusPath: '/story',
	runIdOptional: true,
	isResult: isSetup,
	async fetch(run, context) {
		const { language } = context.resultOptions;
		return [{ json: { ...languageFields(language), ...readSetup(run.answer) } }];
	},
};

/** Whether the body of a create is the project itself (contract: StorySetupResult). */
export function isSetup(body: unknown): boolean {
	const { task_id: taskId, run_id: runId } = membersIn(body);
	return typeof taskId !== 'string' && readRunId(runId) !== null;
}

/** What the project says about itself; nulls where it doesn't. */
export function readSetup(answer: unknown) {
	const { story_details: details } = membersIn(answer);
	const {
		studio_url: studioUrl = null,
		story_title: title = null,
		created_at: createdAt = null,
	} = membersIn(details);
	return { studioUrl, title, createdAt };
}
