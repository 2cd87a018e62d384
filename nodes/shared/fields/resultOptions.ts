import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { outputOption, TRANSCRIPT_OUTPUTS } from '../kinds/transcriptOutput';
import { readBooleans, readChoice } from './check';

/** The result options of a kind, read. One that is not set is left out. */
export function readResultOptions(
	context: IExecuteFunctions,
	item: number,
	options: IDataObject,
	fields: INodeProperties[] = [],
): IDataObject {
	const { output, ...read } = readBooleans(context, item, options, fields);
	if (!fields.includes(outputOption) || String(output ?? '').trim() === '') return read;
	const { displayName } = outputOption;
	const choice = readChoice(context, item, 'options.output', displayName, TRANSCRIPT_OUTPUTS);
	return { ...read, output: choice };
}
