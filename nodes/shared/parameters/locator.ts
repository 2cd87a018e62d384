import type { INodeProperties, INodePropertyModeTypeOptions } from 'n8n-workflow';

export type LocatorField = Pick<INodeProperties, 'displayName' | 'name'> & Partial<INodeProperties>;

/** How the two ways of a locator look. */
interface Ways {
	/** Searches the list of the account (methods/lists.ts). */
	searchListMethod: string;
	/** What the list is of: `a voice`. */
	what: string;
	/** An example of what is entered instead. */
	example: string;
	/** What else the list offers. */
	more?: INodePropertyModeTypeOptions;
}

/** A field that must be filled from a list of the account, or by ID. */
export function locator(field: LocatorField, ways: Ways): INodeProperties {
	const { searchListMethod, what, example, more } = ways;
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${what}…`,
				typeOptions: { searchListMethod, searchable: true, ...more },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${example}` },
		],
		...field,
	};
}
