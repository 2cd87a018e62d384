import type { INodeProperties } from 'n8n-workflow';

/** How CAMB.AI transcribes (contract: transcription_mode). */
export const transcriptionModeOption = (description: string): INodeProperties => ({
	displayName: 'Transcription Mode',
	name: 'transcriptionMode',
	type: 'options',
	default: 'fast',
	options: [
		{ name: 'Fast', value: 'fast', description: 'Finishes sooner' },
		{ name: 'Slow', value: 'slow', description: 'Takes longer to be more accurate' },
	],
	description,
});
