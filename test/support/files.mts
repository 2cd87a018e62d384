import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

import { hugeWav } from '../../sandbox/media/wav.mts';
import { theEngine } from './harness.mts';

/** What a file was made from. */
export interface Made {
	content: Buffer | Readable;
	fileName?: string;
	mimeType: string;
}

type OlderStore = (
	workflowId: string,
	executionId: string,
	content: Made['content'],
	file: IBinaryData,
) => Promise<IBinaryData>;

/** Puts a file where n8n keeps files, whichever mode it runs in. */
export async function storeFile({ content, fileName, mimeType }: Made): Promise<IBinaryData> {
	const { binaryData } = theEngine();
	const file = { data: '', fileName, mimeType };
	const place = { type: 'execution', workflowId: 'workflow', executionId: '1' } as const;
	if (binaryData.store.length === 3) return await binaryData.store(place, content, file);
	// n8n 1.x names the place by two ids.
	const store = binaryData.store.bind(binaryData) as unknown as OlderStore;
	return await store(place.workflowId, place.executionId, content, file);
}

/** An item with one file. */
export async function itemWith(made: Made, field = 'data'): Promise<INodeExecutionData> {
	return { json: {}, binary: { [field]: await storeFile(made) } };
}

/** A sound of so many bytes that plays. */
export async function wavOf(bytes: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of hugeWav(bytes).open()) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

export function sha256(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}
