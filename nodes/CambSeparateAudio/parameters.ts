import type { INodeProperties } from 'n8n-workflow';

import { MINUTES_LONG } from '../shared/kinds/pollingPolicies';
import { separationResultParameters } from '../shared/kinds/separation/separation';
import { fieldsOf } from '../shared/parameters/parameter';
import { project } from '../shared/parameters/project';
import { taskParameters } from '../shared/parameters/taskParameters';

const inputDataField: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'inputDataField',
	type: 'string',
	required: true,
	default: 'data',
	typeOptions: { binaryDataProperty: true },
	hint: 'The name of the input field containing the audio: MP3, WAV, AAC or FLAC',
};

export const fields: INodeProperties[] = [
	inputDataField,
	...taskParameters(MINUTES_LONG, fieldsOf({ ...project, ...separationResultParameters })),
];
