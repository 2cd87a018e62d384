import { choice } from './choice';
import { optional } from './parameter';

/** How CAMB.AI transcribes (contract: transcription_mode). */
export const transcriptionMode = (description: string) =>
	optional(
		choice({
			displayName: 'Transcription Mode',
			name: 'transcriptionMode',
			type: 'options',
			default: 'fast',
			options: [
				{ name: 'Fast', value: 'fast', description: 'Finishes sooner' },
				{ name: 'Slow', value: 'slow', description: 'Takes longer to be more accurate' },
			],
			description,
		}),
	);
