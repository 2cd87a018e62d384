import { createHash } from 'crypto';

import type { CreateRequest, Payload } from './kind';

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
		return Object.entries(payload.json).filter(([name]) => !DESCRIPTIVE.includes(name));
	}
	if ('isEmpty' in payload) return [];
	return payload.form
		.filter(({ name }) => !DESCRIPTIVE.includes(name))
		.map((part) => {
			if (!('file' in part)) return [part.name, part.value];
			const { size, digest } = part.file;
			return [part.name, size, digest];
		});
}
