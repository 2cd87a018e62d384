/** The models that streamed speech offers by name; older names can be given by expression. */
export const MODELS = [
	{
		name: 'Auto',
		value: 'auto',
		description: 'CAMB.AI chooses the model',
	},
	{
		name: 'MARS 8.1 Flash (Beta)',
		value: 'mars-8.1-flash-beta',
		description: 'New and fast, 48 kHz, supports tags such as [laughter] in the text',
	},
	{
		name: 'MARS 8.1 Pro (Beta)',
		value: 'mars-8.1-pro-beta',
		description: 'New and thorough, 48 kHz, supports tags such as [laughter] in the text',
	},
	{
		name: 'MARS Flash',
		value: 'mars-flash',
		description: 'The fastest, 22.05 kHz',
	},
	{
		name: 'MARS Instruct',
		value: 'mars-instruct',
		description: 'Follows your instructions on how to speak, 22.05 kHz',
	},
	{
		name: 'MARS Pro',
		value: 'mars-pro',
		description: 'Thorough, 48 kHz, may take a minute',
	},
];

/** The models above that can be fine-tuned. */
export const TUNABLE_MODELS = ['mars-flash', 'mars-instruct', 'mars-pro'];

/** MARS 8.1 refuses fine-tuning, and Auto may choose it (contract: TtsInferenceOptions). */
export function takesTuning(model: string): boolean {
	return model !== 'auto' && !model.startsWith('mars-8.1');
}

/** The others leave instructions unread, which nobody would notice. */
export function takesInstructions(model: string): boolean {
	return model.includes('instruct');
}
