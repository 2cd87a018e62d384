import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { badInput } from './check';

/** A voice field: from the list of the account, or by ID. */
export function voiceField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'> & Partial<INodeProperties>,
): INodeProperties {
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a voice…',
				typeOptions: { searchListMethod: 'searchVoices', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 147320',
			},
		],
		...field,
	};
}

/** The number of a voice. Throws for an empty field. */
export function readVoice(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
): number {
	const value = context.getNodeParameter(name, item, '', { extractValue: true }) as unknown;
	const text = String(value ?? '').trim();
	if (text === '') {
		throw badInput(context, item, `${label} is empty`, 'Select a voice from the list.');
	}
	if (/^\d+$/.test(text)) return Number(text);
	throw badInput(
		context,
		item,
		`${label} "${text.slice(0, 40)}" is not recognized`,
		'Select it from the list, or enter its ID, which is a number.',
	);
}
