import type { INodeProperties } from 'n8n-workflow';

import { TUNABLE_MODELS } from './models';

/*
 * The rare options of streamed speech, in the groups that the API takes them in. Each one's name is
 * the API's in camel case, and its bounds are what the API enforces (contract: TtsStreamRequest).
 */

export const requestOptions: INodeProperties[] = [
	{
		displayName: 'Enhance Named Entities Pronunciation',
		name: 'enhanceNamedEntitiesPronunciation',
		type: 'boolean',
		default: false,
		description:
			'Whether to take more care with names of people and places. MARS 8.1 may not take it.',
	},
];

export const outputOptions: INodeProperties[] = [
	{
		displayName: 'Apply Enhancement',
		name: 'applyEnhancement',
		type: 'boolean',
		default: true,
		description: 'Whether CAMB.AI improves the sound before it sends it, which it does by itself',
	},
	{
		displayName: 'Sample Rate',
		name: 'sampleRate',
		type: 'number',
		default: 48000,
		typeOptions: { minValue: 1, numberPrecision: 0 },
		description: 'In Hz. CAMB.AI may keep the own rate of the model instead.',
	},
];

export const voiceOptions: INodeProperties[] = [
	{
		displayName: 'Apply Reference Loudness',
		name: 'applyRefLoudnessNorm',
		type: 'boolean',
		default: false,
		description: 'Whether to even out the loudness of the recording that the voice was made from',
	},
	{
		displayName: 'Enhance Reference Audio Quality',
		name: 'enhanceReferenceAudioQuality',
		type: 'boolean',
		default: false,
		description: 'Whether to clean the recording that the voice was made from',
	},
	{
		displayName: 'Maintain Source Accent',
		name: 'maintainSourceAccent',
		type: 'boolean',
		default: false,
		description: 'Whether to keep the accent of the voice in the language of the text',
	},
	{
		displayName: 'Speaking Rate',
		name: 'speakingRate',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0.1, numberPrecision: 2 },
		description: 'How fast to speak: 1 is normal, 1.5 is half as fast again',
	},
];

const tunable = { show: { '/model': TUNABLE_MODELS } };

export const inferenceOptions: INodeProperties[] = [
	{
		displayName: 'Acoustic Quality Boost',
		name: 'acousticQualityBoost',
		type: 'boolean',
		default: false,
		displayOptions: tunable,
		description: 'Whether to work longer for a cleaner sound',
	},
	{
		displayName: 'Inference Steps',
		name: 'inferenceSteps',
		type: 'number',
		default: 60,
		typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
		description: 'How many steps the model takes, 1 to 1000. More take longer.',
	},
	{
		displayName: 'Localize Speaker Weight',
		name: 'localizeSpeakerWeight',
		type: 'number',
		default: 0.5,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		displayOptions: tunable,
		description: 'How much to bend the voice towards the language of the text, 0 to 1',
	},
	{
		displayName: 'Speaker Similarity',
		name: 'speakerSimilarity',
		type: 'number',
		default: 0.5,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		displayOptions: tunable,
		description: 'How closely to follow the voice, 0 to 1',
	},
	{
		displayName: 'Stability',
		name: 'stability',
		type: 'number',
		default: 0.5,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		displayOptions: tunable,
		description: 'How evenly to speak, 0 to 1',
	},
	{
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0.01, maxValue: 4, numberPrecision: 2 },
		displayOptions: tunable,
		description: 'How freely to speak, 0.01 to 4',
	},
];

export const streamOptions = [
	...requestOptions,
	...outputOptions,
	...voiceOptions,
	...inferenceOptions,
];
