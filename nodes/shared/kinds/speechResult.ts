import type { IDataObject } from 'n8n-workflow';

import type { Desk, Output, Run } from './kind';

/**
 * The audio of a finished speech or sound run. Single results come as bytes, bulk results as a
 * link, either as text or as `{output_url}` (contract: /tts-result, /tts-results).
 */
export async function fetchAudio(
	run: Run,
	desk: Desk,
	from: { path: string; name: string },
): Promise<Output[]> {
	const wish = { name: `${from.name}-${run.runId}`, expect: 'audio' as const };
	const link = linkIn(run.bulk);
	const file = link
		? await desk.saveLink(link, wish)
		: await desk.saveResult(`${from.path}/${run.runId}`, { output_type: 'raw_bytes' }, wish);
	return [{ json: file.json, binary: { [desk.field]: file.binary } }];
}

/** The link in a body that stands for a file: text, `{output_url}` or `{file_url}`. */
export function linkIn(body: unknown): string | undefined {
	if (typeof body === 'string') return /^https?:\/\//i.test(body.trim()) ? body.trim() : undefined;
	if (typeof body !== 'object' || body === null) return undefined;
	const { output_url: outputUrl, file_url: fileUrl } = body as IDataObject;
	return linkIn(outputUrl) ?? linkIn(fileUrl);
}
