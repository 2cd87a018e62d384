import type { IDataObject } from 'n8n-workflow';

/** The link in a body that stands for a file: text, `{output_url}` or `{file_url}`. */
export function linkIn(body: unknown): string | undefined {
	if (typeof body === 'string') return /^https?:\/\//i.test(body.trim()) ? body.trim() : undefined;
	if (typeof body !== 'object' || body === null) return undefined;
	const { output_url: outputUrl, file_url: fileUrl } = body as IDataObject;
	return linkIn(outputUrl) ?? linkIn(fileUrl);
}

/** Whether a text is nothing, a page of some server on the way, or JSON that broke off. */
export function isSpoiled(text: string): boolean {
	return /^\s*($|<(!doctype|html|\?xml)|\{\s*"|\[\s*[{"\]])/i.test(text);
}
