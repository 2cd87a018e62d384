import { linkIn } from '../../camb/results';
import type { SaveAs, SavedFile } from '../../files/save';
import { boolean } from '../../parameters/boolean';
import type { ValuesOf } from '../../parameters/parameter';
import type { ResultContext, Output, Run } from '../../tasks/kind';

/** How a result that is one sound may be wanted. */
export const audioResultParameters = {
	includeLinks: boolean({
		displayName: 'Include Links',
		name: 'includeLinks',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the link to the file. On if not set when an AI agent uses this node as a tool. Anyone who has the link can open the file until the link expires.',
	}),
};

export type AudioOptions = ValuesOf<typeof audioResultParameters>;

/** What empty speech may mean (contract notes, d). */
export const WHEN_SILENT =
	'The file is empty: the voice or the model may not support this language. Try another one';

/**
 * The audio of a finished speech or sound run. Single results come as bytes, bulk results as a
 * link, either as text or as `{output_url}` (contract: /tts-result, /tts-results).
 */
export async function fetchAudio(
	run: Run,
	context: ResultContext<AudioOptions>,
	from: { path: string; name: string; whenEmpty?: string },
): Promise<Output[]> {
	const saveAs = {
		name: `${from.name}-${run.runId}`,
		expect: 'audio' as const,
		whenEmpty: from.whenEmpty,
	};
	// An agent gets no files: the link is all that it can hand on.
	const includeLinks = context.resultOptions.includeLinks ?? context.isTool;
	const query = { output_type: includeLinks ? 'file_url' : 'raw_bytes' };
	const file =
		(await saveBulk(run.bulk, context, saveAs)) ??
		(await context.saveResult(`${from.path}/${run.runId}`, query, saveAs));
	const links = includeLinks && file.link ? { audioUrl: file.link } : {};
	return [{ json: { ...file.json, ...links }, binary: { [context.field]: file.binary } }];
}

/** The file behind a bulk link. Such a link may have expired by now: then there is none. */
async function saveBulk(
	bulk: unknown,
	context: ResultContext,
	saveAs: SaveAs,
): Promise<SavedFile | undefined> {
	const link = linkIn(bulk);
	return link ? await context.saveLink(link, saveAs).catch(() => undefined) : undefined;
}
