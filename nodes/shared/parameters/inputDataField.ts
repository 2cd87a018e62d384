import type { INodeProperties } from 'n8n-workflow';

/** Which file of the input item is sent. `readInputFile` reads it. */
export function inputDataField(hint: string): INodeProperties {
	return {
		displayName: 'Input Data Field Name',
		name: 'inputDataField',
		type: 'string',
		required: true,
		default: 'data',
		typeOptions: { binaryDataProperty: true },
		hint,
	};
}
