import { findLanguage } from '../languages.mts';
import type { Task } from '../tasks.mts';
import type { Call, Operation, Operations } from './call.mts';
import { createsTask, finishedRun, tellsResults, tellsStatus } from './tasks.mts';

/** A dubbing project in the Studio (ProjectSetupResult in the contract). */
function project(_call: Call, { runId, submittedAt, request }: Task) {
	const { source_language: source, target_languages: targets, folder_id = null } = request;
	return {
		run_id: runId,
		project_details: {
			project_name: String(request.project_name ?? `Project ${runId}`),
			project_description: request.project_description ?? null,
			created_at: new Date(submittedAt).toISOString(),
			source_language: findLanguage(source)?.id,
			target_languages: (targets as unknown[]).map((target) => findLanguage(target)?.id),
			duration: 7.4,
			folder_id,
			studio_url: `https://studio.camb.ai/dub/${runId}`,
		},
	};
}

/** Unlike the other bulk calls, this one answers with a list. */
const getProjectSetupResults: Operation = async (call) =>
	Object.values((await tellsResults(['project-setup'], project)(call)) as object);

export const projectOperations: Operations = {
	createProjectSetup: createsTask('project-setup', () => ({})),
	getProjectSetupStatus: tellsStatus('project-setup'),
	getProjectSetupResult: (call) => project(call, finishedRun(call, 'project-setup')),
	getProjectSetupResults,
};
