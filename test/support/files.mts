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

/** Puts a file where n8n keeps files, whichever mode it runs in. */
export async function storeFile({ content, fileName, mimeType }: Made): Promise<IBinaryData> {
	const place = { type: 'execution', workflowId: 'workflow', executionId: '1' } as const;
	return await theEngine().binaryData.store(place, content, { data: '', fileName, mimeType });
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
