import { linkIn } from '../../camb/results';
import type { SaveAs, SavedFile } from '../../files/save';
import type { ValuesOf } from '../../parameters/parameter';
import type { Output, ResultContext, Run } from '../../tasks/kind';
import { includeLinks, wantsLinks } from '../includeLinks';

/** How a result that is one sound may be wanted. */
export const audioResultParameters = { includeLinks };

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
	const withLink = wantsLinks(context);
	const query = { output_type: withLink ? 'file_url' : 'raw_bytes' };
	const file =
		(await saveBulk(run.bulk, context, saveAs)) ??
		(await context.saveResult(`${from.path}/${run.runId}`, query, saveAs));
	const links = withLink && file.link ? { audioUrl: file.link } : {};
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
