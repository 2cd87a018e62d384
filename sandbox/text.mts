import type { ReceivedFile } from './forms.mts';

function leaves(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [String(value)];
	return Object.values(value).flatMap(leaves);
}

/**
 * All text of a request, for the `contains` of a fault: the values as they are, then as JSON,
 * then the names of files and the beginnings of .txt files.
 */
export function searchableText(body: unknown, files: Record<string, ReceivedFile> = {}): string {
	const fileTexts = Object.values(files).flatMap(({ fileName, head }) =>
		/\.txt$/i.test(fileName) ? [fileName, head.toString('utf8')] : [fileName],
	);
	return [...leaves(body), JSON.stringify(body) ?? '', ...fileTexts].join('\n');
}
