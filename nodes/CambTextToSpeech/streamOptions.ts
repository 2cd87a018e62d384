import { boolean } from '../shared/parameters/boolean';
import { number } from '../shared/parameters/number';
import { optional } from '../shared/parameters/parameter';
import { TUNABLE_MODELS } from './models';

/*
 * The rare options of streamed speech, in the groups that the API takes them in. Each one's name is
 * the API's in camel case, and its bounds are what the API enforces (contract: TtsStreamRequest).
 */

export const requestOptions = {
	enhanceNamedEntitiesPronunciation: boolean({
		displayName: 'Enhance Named Entities Pronunciation',
		name: 'enhanceNamedEntitiesPronunciation',
		type: 'boolean',
		default: false,
		description:
			'Whether to pronounce the names of people and places more carefully. MARS 8.1 may not support this.',
	}),
};

export const outputOptions = {
	applyEnhancement: boolean({
		displayName: 'Apply Enhancement',
		name: 'applyEnhancement',
		type: 'boolean',
		default: true,
		description: 'Whether CAMB.AI enhances the audio before sending it. On if not set.',
	}),
	sampleRate: optional(
		number({
			displayName: 'Sample Rate',
			name: 'sampleRate',
			type: 'number',
			default: 48000,
			typeOptions: { minValue: 1, numberPrecision: 0 },
			description: 'In Hz. CAMB.AI may use the native rate of the model instead.',
		}),
	),
};

export const voiceOptions = {
	applyRefLoudnessNorm: boolean({
		displayName: 'Apply Reference Loudness',
		name: 'applyRefLoudnessNorm',
		type: 'boolean',
		default: false,
		description: 'Whether to normalize the loudness of the recording that the voice was made from',
	}),
	enhanceReferenceAudioQuality: boolean({
		displayName: 'Enhance Reference Audio Quality',
		name: 'enhanceReferenceAudioQuality',
		type: 'boolean',
		default: false,
		description: 'Whether to clean up the recording that the voice was made from',
	}),
	maintainSourceAccent: boolean({
		displayName: 'Maintain Source Accent',
		name: 'maintainSourceAccent',
		type: 'boolean',
		default: false,
		description: 'Whether to keep the accent of the voice when it speaks another language',
	}),
	speakingRate: optional(
		number({
			displayName: 'Speaking Rate',
			name: 'speakingRate',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 0.1, numberPrecision: 2 },
			description: 'How fast to speak: 1 is normal, 1.5 is 50% faster',
		}),
	),
};

/** n8n leaves out what the form hides, also when a saved workflow has it. */
const tunable = { show: { '/model': TUNABLE_MODELS } };

export const inferenceOptions = {
	acousticQualityBoost: boolean({
		displayName: 'Acoustic Quality Boost',
		name: 'acousticQualityBoost',
		type: 'boolean',
		default: false,
		displayOptions: tunable,
		description: 'Whether to spend more time on a cleaner sound. Not sent with Auto and MARS 8.1.',
	}),
	inferenceSteps: optional(
		number({
			displayName: 'Inference Steps',
			name: 'inferenceSteps',
			type: 'number',
			default: 60,
			typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
			description: 'How many steps the model takes, from 1 to 1000. More steps take longer.',
		}),
	),
	localizeSpeakerWeight: optional(
		number({
			displayName: 'Localize Speaker Weight',
			name: 'localizeSpeakerWeight',
			type: 'number',
			default: 0.5,
			typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
			displayOptions: tunable,
			description:
				'How much to adapt the voice to the language of the text, from 0 to 1. Not sent with Auto and MARS 8.1.',
		}),
	),
	speakerSimilarity: optional(
		number({
			displayName: 'Speaker Similarity',
			name: 'speakerSimilarity',
			type: 'number',
			default: 0.5,
			typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
			displayOptions: tunable,
			description: 'How closely to match the voice, from 0 to 1. Not sent with Auto and MARS 8.1.',
		}),
	),
	stability: optional(
		number({
			displayName: 'Stability',
			name: 'stability',
			type: 'number',
			default: 0.5,
			typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
			displayOptions: tunable,
			description: 'How even the speech should be, from 0 to 1. Not sent with Auto and MARS 8.1.',
		}),
	),
	temperature: optional(
		number({
			displayName: 'Temperature',
			name: 'temperature',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 0.01, maxValue: 4, numberPrecision: 2 },
			displayOptions: tunable,
			description:
				'How varied the speech should be, from 0.01 to 4. Not sent with Auto and MARS 8.1.',
		}),
	),
};

export const streamOptions = {
	...requestOptions,
	...outputOptions,
	...voiceOptions,
	...inferenceOptions,
};
