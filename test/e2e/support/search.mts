import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { nodePath } from '../setup.mjs';

/** Something that n8n keeps or prints, and what it is called. */
export interface Place {
	name: string;
	bytes: Buffer;
}

const DUMP = fileURLToPath(new URL('dump.mjs', import.meta.url));
const AT_MOST = 1024 ** 3;

/** All rows of the SQLite database in an n8n's folder. n8n may be running. */
export function sqliteDump(userFolder: string): Place {
	const database = join(userFolder, '.n8n', 'database.sqlite');
	// Node.js 24 warns that its SQLite is new.
	const args = ['--no-warnings', DUMP, database];
	return {
		name: 'database',
		bytes: execFileSync(nodePath(), args, { maxBuffer: AT_MOST }),
	};
}

/** What n8n writes into its folder: binary data, logs, settings. Not the package itself. */
export function filesIn(userFolder: string): Place[] {
	return readdirSync(userFolder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map(({ parentPath, name }) => join(parentPath, name))
		.map((path) => ({ name: path.slice(userFolder.length), bytes: readFileSync(path) }));
}

/** The names of the places that hold a text, also in hex or base64. */
export function placesOf(text: string, places: Place[]): string[] {
	const forms = formsOf(text);
	return places
		.filter(({ bytes }) => forms.some((form) => bytes.includes(form)))
		.map(({ name }) => name);
}

function formsOf(text: string): string[] {
	// In base64 a text looks different for each place in a group of three bytes that it begins at.
	const base64 = [0, 1, 2].map((before) => {
		const encoded = Buffer.from(' '.repeat(before) + text).toString('base64');
		// The first and last characters depend on what is around the text.
		return encoded.slice(before ? 4 : 0, -4);
	});
	return [text, Buffer.from(text).toString('hex'), ...base64];
}
