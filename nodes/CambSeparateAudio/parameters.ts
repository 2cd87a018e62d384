import type { INodeProperties } from 'n8n-workflow';

import { MINUTES_LONG } from '../shared/kinds/pollingPolicies';
import { separationResultParameters } from '../shared/kinds/separation/separation';
import { inputDataField } from '../shared/parameters/inputDataField';
import { fieldsOf } from '../shared/parameters/parameter';
import { project } from '../shared/parameters/project';
import { taskParameters } from '../shared/parameters/taskParameters';

export const fields: INodeProperties[] = [
	inputDataField('The name of the input field containing the audio: MP3, WAV, AAC or FLAC'),
	...taskParameters(MINUTES_LONG, fieldsOf({ ...project, ...separationResultParameters })),
];
