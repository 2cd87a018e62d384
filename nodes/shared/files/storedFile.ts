import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { memoryFile } from './memoryFile';
import type { FileSource } from './upload';

export type StoredFile = Pick<FileSource, 'id' | 'size' | 'open'>;

/**
 * The bytes in n8n's store, or in the item itself, as in n8n's in-memory mode; undefined for a file
 * without bytes that can be read. Throws when n8n no longer has it.
 */
export async function storedFile(
	{ helpers }: IExecuteFunctions,
	{ id, data }: IBinaryData,
): Promise<StoredFile | undefined> {
	if (typeof id !== 'string' || id === '') return memoryFile(data);
	const { fileSize } = await helpers.getBinaryMetadata(id);
	return { id, size: fileSize, open: async () => await helpers.getBinaryStream(id) };
}
