import type { INodeProperties } from 'n8n-workflow';

import { SECONDS_LONG } from '../shared/kinds/pollingPolicies';
import { voiceDesign, voiceDesignParameters } from '../shared/kinds/voice/voiceDesign';
import type { ItemParameters } from '../shared/parameters/parameter';
import { fieldsOf, readAll } from '../shared/parameters/parameter';
import { project, readProject } from '../shared/parameters/project';
import { taskParameters } from '../shared/parameters/taskParameters';
import { text } from '../shared/parameters/text';
import type { TaskRequest } from '../shared/tasks/kind';

/** A description with fewer words must be as long as this, in characters (contract notes, a2). */
const ENOUGH_WORDS = 18;
const ENOUGH_CHARACTERS = 100;

const voiceDescription = text(
	{
		displayName: 'Voice Description',
		name: 'voiceDescription',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder:
			'e.g. A woman of about 60 with a warm, slightly hoarse voice, who speaks slowly and calmly, with a light Scottish accent',
		description:
			'What the voice should sound like: age, gender, tone, pace, accent, mood. At least 18 words or 100 characters, at most 1000 characters.',
	},
	{ min: 20, max: 1000 },
);

const sampleText = text(
	{
		displayName: 'Sample Text',
		name: 'sampleText',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. The boat came home late that evening, when the lamps along the harbor…',
		description: 'What the voice says in the samples, in 100 to 1000 characters',
	},
	{ min: 100, max: 1000 },
);

export const designFields: INodeProperties[] = [
	voiceDescription.field,
	sampleText.field,
	...taskParameters(SECONDS_LONG, fieldsOf({ ...project, ...voiceDesignParameters })),
];

/** One item's parameters as a request (contract: TextToVoiceRequest). Throws for bad input. */
export function designRequest(from: ItemParameters): TaskRequest {
	const json = {
		voice_description: readDescription(from),
		text: sampleText.read(from),
		...readProject(from.options),
	};
	const resultOptions = readAll(from.options, voiceDesignParameters);
	return { kind: voiceDesign, path: '/text-to-voice', payload: { json }, resultOptions };
}

function readDescription(from: ItemParameters): string {
	const description = voiceDescription.read(from);
	const words = description.trim().split(/\s+/).length;
	if (words >= ENOUGH_WORDS || [...description].length >= ENOUGH_CHARACTERS) return description;
	throw from.refuse(
		'Voice Description is too short',
		`CAMB.AI needs at least ${ENOUGH_WORDS} words or ${ENOUGH_CHARACTERS} characters; this has ${words} words.`,
	);
}
