import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** The fields, shown only when this holds besides what each of them asks for itself. */
export function shownWhen(
	show: NonNullable<IDisplayOptions['show']>,
	...fields: INodeProperties[]
): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } },
	}));
}
