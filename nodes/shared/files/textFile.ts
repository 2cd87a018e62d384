import { createHash } from 'crypto';

import { toBytes } from './text';
import type { FileSource } from './upload';

/** Text as a file to upload, without it being in n8n's binary store. */
export function textFile(fileName: string, text: string): FileSource {
	const bytes = toBytes(text);
	return {
		fileName,
		mimeType: 'text/plain',
		size: bytes.length,
		digest: createHash('sha256').update(bytes).digest('hex'),
		open: async () => once(bytes),
	};
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}
