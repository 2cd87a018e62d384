import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { mediaFromBuffer, type Media } from './media.mts';

/** Formats that no npm encoder makes: two seconds of each lie in files/ (see files/README.md). */
export type FileFormat = 'aac' | 'm4a' | 'mp4' | 'mov' | 'mkv' | 'mxf';

export async function sampleFile(format: FileFormat): Promise<Media> {
	const path = fileURLToPath(new URL(`./files/sample.${format}`, import.meta.url));
	return mediaFromBuffer(await readFile(path), format);
}
