import type { IDataObject } from 'n8n-workflow';

import { membersIn, secondsIn, textIn } from '../../camb/members';
import { readRunId, readStatus } from '../../camb/status';
import { ExplainedError } from '../../core/explainedError';
import type { ListedKind } from '../listedKind';
import { MINUTES_LONG } from '../pollingPolicies';

/**
 * A dubbing project that is put into CAMB.AI Studio, for people who dub it there (contract:
 * /project-setup).
 */
export const projectSetup: ListedKind = {
	name: 'project-setup',
	label: 'Project Setup',
	pollingPolicy: MINUTES_LONG,
	statusPath: '/project-setup',
	statusIn,
	async fetch({ runId }, context) {
		const project = await context.read(`/project-setup-result/${runId}`);
		const fields = projectFields(membersIn(membersIn(project).project_details));
		if (Object.values(fields).some((value) => value !== null)) return [{ json: fields }];
		throw new ExplainedError({
			message: 'CAMB.AI returned no project',
			description: 'There may be one later.',
		});
	},
};

/**
 * The SDKs have a list of projects in place of a status: none while it is set up (contract notes,
 * a3). One that has ended badly says so.
 */
function statusIn(body: unknown): unknown {
	if (!Array.isArray(body)) return body;
	const [project] = body as Array<IDataObject | undefined>;
	if (readStatus(project).is === 'failed') return project;
	const runId = readRunId(project?.run_id);
	return runId === null ? { status: 'PENDING' } : { status: 'SUCCESS', run_id: runId };
}

function projectFields(details: IDataObject): IDataObject {
	return {
		studioUrl: textIn(details.studio_url),
		projectName: textIn(details.project_name),
		createdAt: textIn(details.created_at),
		durationSeconds: secondsIn(details.duration),
	};
}
