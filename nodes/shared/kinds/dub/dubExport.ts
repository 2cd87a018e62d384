import { membersIn } from '../../camb/members';
import { linkIn } from '../../camb/results';
import { ExplainedError } from '../../core/explainedError';
import { join } from '../../errors/sentences';
import type { Kind, ResultContext, TaskRequest } from '../../tasks/kind';
import { MINUTES_LONG } from '../pollingPolicies';

const HOW_TO_FETCH =
	'Use the Fetch Result node with the run ID of the dub: with Alternative Format to ask for the file again (if it was not converted, that may be charged), or without it to get the dub as it is.';

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
	isResult: (body) => exportLink(body) !== undefined,
	async fetch(run, context) {
		const { path, format } = context.resultOptions;
		const answer = run.answer ?? (await context.post(path, { output_format: format }));
		const url = exportLink(answer);
		if (url) return [{ json: { url } }];
		throw new ExplainedError({
			message: 'CAMB.AI converted the file, but returned no link to it',
			description: `Its response was: ${JSON.stringify(answer).slice(0, 200)}. The link may become available in a few minutes.`,
		});
	},
};

/** Names of the link that programs look for, also one level down (contract notes, a3). */
const LINK_NAMES = ['audio_url', 'result_url', 'url', 'download_url'];

function exportLink(answer: unknown): string | undefined {
	const named = membersIn(answer);
	const result = membersIn(named.result);
	const links = [answer, result, ...LINK_NAMES.flatMap((name) => [named[name], result[name]])];
	return links.map(linkIn).find((link) => link !== undefined);
}

/** Asks for one language of a finished dub in another format. Its output has the link as `url`. */
export function conversionRequest(runId: number, language: number, format: string): TaskRequest {
	const path = `/dub-alt-format/${runId}/${language}`;
	const payload = { json: { output_format: format } };
	return { kind: dubExport, path, payload, resultOptions: { path, format } };
}

/** Converts one language of a finished dub, which may be paid for. Gives the link to the file. */
export async function convertedLink(
	context: ResultContext,
	runId: number,
	language: number,
	format: string,
): Promise<string> {
	const request = conversionRequest(runId, language, format);
	const [made] = await context.complete(request).catch((cause) => {
		throw aboutExport(cause, format);
	});
	return made.json.url as string;
}

/** The dub itself is there, whatever became of the conversion, which may be finished, too, by now. */
function aboutExport(cause: unknown, format: string): unknown {
	if (!(cause instanceof ExplainedError)) return cause;
	const { message, description, why = description, httpCode, isLost } = cause.explanation;
	return new ExplainedError({
		message: `The dub is finished, but CAMB.AI returned no ${format.toUpperCase()} file of it`,
		description: join(message, why, HOW_TO_FETCH),
		httpCode,
		isOver: true,
		isLost,
	});
}
