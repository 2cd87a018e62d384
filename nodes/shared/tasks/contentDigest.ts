import { createHash } from 'crypto';

import type { FileSource } from '../files/upload';
import type { CreateRequest, Payload } from './createRequest';

/** Fields that only say what people call the work and where they keep it: nothing is made of them. */
const DESCRIPTIVE = [
	'project_name',
	'project_description',
	'folder_id',
	'title',
	'description',
	'voice_name',
	'dictionary_name',
	'dictionary_description',
];

/** The same for two requests exactly when sending both would pay for the same thing twice. */
export function contentDigest(account: string, { kind, path, payload }: CreateRequest): string {
	return createHash('sha256')
		.update(JSON.stringify([account, kind.name, path, contentOf(payload)]))
		.digest('hex');
}

function contentOf(payload: Payload): unknown {
	if ('json' in payload) {
		const { json, file } = payload;
		const content = Object.entries(json).filter(([name]) => !DESCRIPTIVE.includes(name));
		// How it gets to CAMB.AI does not count: a link is another one each time.
		return file ? [...content, contentOfFile('file', file.source)] : content;
	}
	if ('isEmpty' in payload) return [];
	return payload.form
		.filter(({ name }) => !DESCRIPTIVE.includes(name))
		.map((part) => {
			if (!('file' in part)) return [part.name, part.value];
			return contentOfFile(part.name, part.file);
		});
}

function contentOfFile(name: string, { size, digest }: FileSource): unknown {
	return [name, size, digest];
}
