import type { INodeProperties } from 'n8n-workflow';

import { SECONDS_LONG } from '../shared/kinds/pollingPolicies';
import { audioResultParameters } from '../shared/kinds/speech/speechResult';
import { choice } from '../shared/parameters/choice';
import { number } from '../shared/parameters/number';
import { fieldsOf, optional } from '../shared/parameters/parameter';
import { project } from '../shared/parameters/project';
import { taskParameters } from '../shared/parameters/taskParameters';
import { text } from '../shared/parameters/text';

/** What CAMB.AI takes when it is told nothing, in seconds (contract: TextToSoundRequest). */
export const DEFAULT_SECONDS = 8;

export const prompt = text({
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Rain on a tin roof, distant thunder',
	description: 'A description of the sound or music to create',
});

export const audioType = choice({
	displayName: 'Audio Type',
	name: 'audioType',
	type: 'options',
	default: 'sound',
	options: [
		{ name: 'Sound', value: 'sound', description: 'A sound effect or an ambient sound' },
		{
			name: 'Music',
			value: 'music',
			description: 'A piece of music. CAMB.AI decides how long it is.',
		},
	],
});

export const duration = optional(
	number({
		displayName: 'Duration (Seconds)',
		name: 'duration',
		type: 'number',
		default: DEFAULT_SECONDS,
		typeOptions: { minValue: 0.1, maxValue: 10, numberPrecision: 1 },
		description: 'How long the sound should be, up to 10 seconds',
		displayOptions: { show: { audioType: ['sound'] } },
	}),
);

export const fields: INodeProperties[] = [
	prompt.field,
	audioType.field,
	duration.field,
	...taskParameters(SECONDS_LONG, fieldsOf({ ...project, ...audioResultParameters })),
];
