import { linkIn } from '../../camb/results';
import { ExplainedError } from '../../core/explainedError';
import type { Kind, TaskRequest } from '../../tasks/kind';
import { MINUTES_LONG } from '../pollingPolicies';

/**
 * A finished dub in another format (contract: /dub-alt-format). The create brings the link, if the
 * file is there, or a task. When the task is done, the same request again brings the link.
 */
const dubExport: Kind<{ path: string; format: string }> = {
	name: 'dub-export',
	pollingPolicy: MINUTES_LONG,
	statusPath: '/dub-alt-format',
	runIdOptional: true,
	isPart: true,
	isResult: (body) => linkIn(body) !== undefined,
	async fetch(run, context) {
		const { path, format } = context.resultOptions;
		const answer = run.answer ?? (await context.post(path, { output_format: format }));
		const url = linkIn(answer);
		if (url) return [{ json: { url } }];
		throw new ExplainedError({
			message: 'CAMB.AI converted the file, but returned no link to it',
			description: `Its response was: ${JSON.stringify(answer).slice(0, 200)}. The link may become available in a few minutes.`,
		});
	},
};

/** Asks for one language of a finished dub in another format. Its output has the link as `url`. */
export function exportRequest(runId: number, language: number, format: string): TaskRequest {
	const path = `/dub-alt-format/${runId}/${language}`;
	const payload = { json: { output_format: format } };
	return { kind: dubExport, path, payload, resultOptions: { path, format } };
}
