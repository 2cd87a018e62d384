import { parseFile } from 'music-metadata';
import type { INodeExecutionData } from 'n8n-workflow';
import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { Engine } from '../../engine/boot.mts';

/** A file of the run, as a player sees it. */
export interface WrittenFile {
	taskId: string;
	waitedSeconds: number;
	checks: number;
	name: string;
	bytes: number;
	/** The length of the audio, in seconds. */
	seconds: number;
}

/**
 * Writes the file of an item into a folder and reads it back with a parser of audio files.
 * Throws when the item has no file, or when the file is not audio of some length.
 */
export async function writeFile(
	{ binaryData }: Engine,
	{ json, binary }: INodeExecutionData,
	folder: string,
): Promise<WrittenFile> {
	const file = binary?.data;
	if (!file?.id || !file.fileName) throw new Error(`Task ${json.taskId} gave no file`);
	const name = basename(file.fileName);
	const path = join(folder, name);
	await mkdir(folder, { recursive: true });
	await pipeline(await binaryData.getAsStream(file.id), createWriteStream(path));
	const { format } = await parseFile(path, { duration: true });
	if (!format.duration) throw new Error(`${name} has no sound in it`);
	return {
		taskId: String(json.taskId),
		waitedSeconds: Number(json.waitedSeconds),
		checks: Number(json.checks),
		name,
		bytes: (await stat(path)).size,
		seconds: format.duration,
	};
}
