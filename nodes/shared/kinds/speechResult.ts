import type { IDataObject } from 'n8n-workflow';

import { boolean } from '../parameters/boolean';
import type { FileWish, SavedFile } from '../media/save';
import type { Desk, Output, Run } from './kind';

/** How a result that is one sound may be wanted. */
export const audioResultOptions = {
	includeLinks: boolean({
		displayName: 'Include Links',
		name: 'includeLinks',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the link to the file. On if not set when an AI agent uses this node as a tool. Anyone who has the link can open the file until the link expires.',
	}),
};

/** What empty speech may mean (contract notes, d). */
export const WHEN_SILENT =
	'The file is empty: the voice or the model may not support this language. Try another one';

/**
 * The audio of a finished speech or sound run. Single results come as bytes, bulk results as a
 * link, either as text or as `{output_url}` (contract: /tts-result, /tts-results).
 */
export async function fetchAudio(
	run: Run,
	desk: Desk,
	from: { path: string; name: string; whenEmpty?: string },
): Promise<Output[]> {
	const wish = {
		name: `${from.name}-${run.runId}`,
		expect: 'audio' as const,
		whenEmpty: from.whenEmpty,
	};
	// An agent gets no files: the link is all that it can hand on.
	const includeLinks = desk.wants.includeLinks ?? desk.isTool;
	const query = { output_type: includeLinks ? 'file_url' : 'raw_bytes' };
	const file =
		(await saveBulk(run.bulk, desk, wish)) ??
		(await desk.saveResult(`${from.path}/${run.runId}`, query, wish));
	const links = includeLinks && file.link ? { audioUrl: file.link } : {};
	return [{ json: { ...file.json, ...links }, binary: { [desk.field]: file.binary } }];
}

/** The file behind a bulk link. Such a link may have expired by now: then there is none. */
async function saveBulk(bulk: unknown, desk: Desk, wish: FileWish): Promise<SavedFile | undefined> {
	const link = linkIn(bulk);
	return link ? await desk.saveLink(link, wish).catch(() => undefined) : undefined;
}

/** The link in a body that stands for a file: text, `{output_url}` or `{file_url}`. */
export function linkIn(body: unknown): string | undefined {
	if (typeof body === 'string') return /^https?:\/\//i.test(body.trim()) ? body.trim() : undefined;
	if (typeof body !== 'object' || body === null) return undefined;
	const { output_url: outputUrl, file_url: fileUrl } = body as IDataObject;
	return linkIn(outputUrl) ?? linkIn(fileUrl);
}
