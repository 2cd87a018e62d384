import type { INodeProperties } from 'n8n-workflow';

import { exportedDub, exportParameters } from '../shared/kinds/dub/exportedDub';
import { MINUTES_LONG } from '../shared/kinds/pollingPolicies';
import { fromItem } from '../shared/parameters/fromItem';
import type { ItemParameters } from '../shared/parameters/parameter';
import { fieldsOf, readAll } from '../shared/parameters/parameter';
import { runId } from '../shared/parameters/runId';
import { targetLanguages } from '../shared/parameters/targetLanguages';
import {
	fileName,
	maxWait,
	optionsField,
	outputDataField,
	TWO_AT_ONCE,
} from '../shared/parameters/taskParameters';
import type { RunRequest } from '../shared/tasks/finishedRun';

const dubRunId = runId('dub');

const languages = targetLanguages({
	displayName: 'Language Names or IDs',
	name: 'languages',
	required: true,
	default: fromItem('language'),
	description:
		'The languages of the dub to export, each of which gives one output item. Items from the Dub node have theirs in the field "language". Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
});

const { subtitleFiles, ...options } = exportParameters;

export const exportFields: INodeProperties[] = [
	dubRunId.field,
	languages.field,
	subtitleFiles.field,
	{
		...outputDataField.field,
		hint: 'The name of the output field to put the file of Alternative Format in',
	},
	optionsField([
		TWO_AT_ONCE.field,
		fileName.field,
		{
			...maxWait.field,
			default: MINUTES_LONG.maxWaitMs / 60_000,
			description:
				'How long to wait for the conversion that Alternative Format starts. If not set: 1 hour.',
		},
		...fieldsOf(options),
	]),
];

/** One item's parameters as what is wanted of a finished dub. Throws for bad input. */
export function exportRequest(from: ItemParameters): RunRequest {
	const finished = { kind: exportedDub, runId: dubRunId.read(from) };
	const wanted = { languages: languages.read(from), subtitleFiles: subtitleFiles.read(from) };
	return { ...finished, resultOptions: { ...wanted, ...readAll(from.options, options) } };
}
